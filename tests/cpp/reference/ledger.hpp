#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "naive_order.hpp"
#include "naive_state.hpp"
#include "swarmcore/book/order.hpp"
#include "text.hpp"

namespace swarmcore::book::reference {

/// An engine as it is seen from outside between two commands.
struct Snapshot {
    std::vector<OrderView> live;
    std::vector<TradingPhase> phases;  ///< by instrument
    std::vector<PriceBands> bands;     ///< by instrument
    std::vector<std::int64_t> last_trade_prices;
    std::vector<IndicativeAuction> auctions;
    /// By instrument and owner, of owners 0 to 7.
    std::vector<std::int64_t> positions;

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

inline constexpr std::uint32_t owners_seen = 8;

template <class Engine>
[[nodiscard]] Snapshot snapshot_of(const Engine& engine) {
    Snapshot seen;
    for (std::size_t i = 0; i < engine.instrument_count(); ++i) {
        const auto orders = engine.orders(i);
        seen.live.insert(seen.live.end(), orders.begin(), orders.end());
        seen.phases.push_back(engine.phase(i));
        seen.bands.push_back(engine.bands(i));
        seen.last_trade_prices.push_back(engine.last_trade_price(i).count());
        seen.auctions.push_back(engine.indicative(i));
        for (std::uint32_t owner = 0; owner < owners_seen; ++owner) {
            seen.positions.push_back(engine.position(owner, i));
        }
    }
    return seen;
}

/// Laws that hold of any matching engine, checked command by command from what it emits and shows,
/// without knowing how it matches.
class Ledger {
  public:
    explicit Ledger(const MatchingRules& rules) : rules_{rules} {}

    /// What a command did against the laws, or nothing.
    std::optional<std::string> check(const OrderCommand& command,
                                     const std::vector<Execution>& executions,
                                     const Snapshot& before, const Snapshot& after) {
        fault_.reset();
        for (const Execution& execution : executions) book_one(command, execution);
        check_fills(executions);
        check_priority(executions, before);
        check_fill_or_kill(executions);
        check_open(after);
        check_books(after);
        check_reduce_only(after);
        return fault_;
    }

  private:
    /// Lots of one order: in = filled + withdrawn + open, modulo 2^64, for replaces may bring more
    /// in, all told, than 64 bits hold.
    struct Account {
        std::uint64_t in = 0;
        std::uint64_t filled = 0;
        std::uint64_t withdrawn = 0;
        std::int64_t open = 0;
        std::uint64_t entered = 0;  ///< open when it last entered
        std::int64_t limit = 0;
        Side side = Side::bid;
        bool fill_or_kill = false;
    };

    void expect(bool holds, std::string_view law) {
        if (!holds && !fault_) fault_ = law;
    }
    template <class Record>
    void expect(bool holds, std::string_view law, const Record& record) {
        if (!holds && !fault_) fault_ = std::string{law} + ": " + to_text(record);
    }

    /// Conservation, and no quantity below 0.
    void book_one(const OrderCommand& command, const Execution& execution) {
        expect(execution.sequence == ++sequence_, "the sequence counts", execution);
        expect(execution.ts <= command.ts, "no time beyond the command's", execution);
        expect(execution.reserved == 0, "reserved is 0", execution);
        const auto quantity = static_cast<std::uint64_t>(execution.quantity);
        Account& account = accounts_[execution.order_id];
        switch (execution.kind) {
            case ExecutionKind::accepted:
                expect(account.open == 0, "an id is of one live order", execution);
                account = {.in = quantity,
                           .open = execution.quantity,
                           .entered = quantity,
                           .limit = execution.price,
                           .side = execution.side,
                           .fill_or_kill = command.tif == TimeInForce::fok};
                break;
            case ExecutionKind::replaced:
            case ExecutionKind::triggered:
                expect(account.open > 0, "only what is live moves", execution);
                expect(
                    execution.kind == ExecutionKind::replaced || execution.quantity <= account.open,
                    "entering adds nothing", execution);
                account.in += quantity - static_cast<std::uint64_t>(account.open);
                account.open = execution.quantity;
                account.entered = quantity;
                account.limit = execution.price;
                break;
            case ExecutionKind::filled:
                account.filled += quantity;
                account.open -= execution.quantity;
                expect(account.limit == 0 ||
                           (account.side == Side::bid ? execution.price <= account.limit
                                                      : execution.price >= account.limit),
                       "no trade beyond the limit", execution);
                break;
            case ExecutionKind::cancelled:
            case ExecutionKind::expired:
                account.withdrawn += quantity;
                account.open -= execution.quantity;
                break;
            case ExecutionKind::replenished:
                expect(execution.quantity <= account.open, "a part is no more than all", execution);
                break;
            case ExecutionKind::rejected:
            case ExecutionKind::phase:
            case ExecutionKind::bands:
            case ExecutionKind::linked:
                expect(execution.remaining == 0, "nothing remains of no order", execution);
                return;
        }
        expect(execution.quantity > 0, "what moves is above 0", execution);
        expect(execution.remaining >= 0, "what remains is 0 or more", execution);
        expect(execution.remaining == account.open, "open is what was not filled or withdrawn",
               execution);
        expect(account.in ==
                   account.filled + account.withdrawn + static_cast<std::uint64_t>(account.open),
               "in = filled + withdrawn + open", execution);
    }

    /// Fills come in pairs of one price and quantity, from opposite sides.
    void check_fills(const std::vector<Execution>& executions) {
        for (std::size_t i = 0; i < executions.size(); ++i) {
            if (executions[i].kind != ExecutionKind::filled) continue;
            const Execution& taker = executions[i];
            expect(i + 1 < executions.size(), "a fill has its counterpart", taker);
            if (i + 1 >= executions.size()) return;
            const Execution& maker = executions[++i];
            expect(maker.kind == ExecutionKind::filled && maker.price == taker.price &&
                       maker.quantity == taker.quantity && maker.side == opposite(taker.side) &&
                       maker.instrument == taker.instrument &&
                       maker.order_id == taker.other_order_id &&
                       taker.order_id == maker.other_order_id,
                   "two fills make a trade", maker);
            const bool auction = taker.flags == auction_flag && maker.flags == auction_flag;
            expect(auction || (taker.flags == 0 && maker.flags == maker_flag),
                   "one takes, one made", maker);
        }
    }

    /// No trade through a better price and, in price-time, none past an older order: from the book
    /// as it was before the command to the first order that enters from the line.
    void check_priority(const std::vector<Execution>& executions, const Snapshot& before) {
        std::vector<OrderView> resting;
        for (const OrderView& order : before.live) {
            if (order.status == OrderStatus::resting) resting.push_back(order);
        }
        for (const Execution& execution : executions) {
            if (execution.kind == ExecutionKind::triggered) return;
            const auto found = std::find_if(
                resting.begin(), resting.end(),
                [&](const OrderView& order) { return order.id == execution.order_id; });
            if (execution.kind == ExecutionKind::filled && execution.flags == maker_flag) {
                expect(found != resting.end(), "a maker rested", execution);
                if (found == resting.end()) return;
                expect(execution.price == found->price, "a trade is at the maker's price",
                       execution);
                for (const OrderView& other : resting) {
                    if (other.instrument != found->instrument || other.side != found->side) {
                        continue;
                    }
                    expect(!is_better(other.side, other.price, found->price),
                           "no trade through a better price", execution);
                    // The list is in queue order.
                    if (other.id == found->id) break;
                    expect(rules_.algorithm == MatchingAlgorithm::pro_rata ||
                               other.price != found->price,
                           "first come, first served", execution);
                }
            }
            if (found == resting.end()) continue;
            if (execution.kind == ExecutionKind::replenished) {
                std::rotate(found, found + 1, resting.end());
            } else if (execution.kind == ExecutionKind::replaced || execution.remaining == 0) {
                resting.erase(found);
            }
        }
    }

    void check_fill_or_kill(const std::vector<Execution>& executions) {
        for (const Execution& execution : executions) {
            if (execution.kind != ExecutionKind::filled) continue;
            const Account& account = accounts_[execution.order_id];
            expect(!account.fill_or_kill || account.filled == account.entered,
                   "a fill-or-kill order never fills in part", execution);
        }
    }

    /// Every order that is not all filled and withdrawn is live, with just that.
    void check_open(const Snapshot& after) {
        std::size_t open = 0;
        for (const auto& [id, account] : accounts_) open += account.open != 0 ? 1U : 0U;
        expect(open == after.live.size(), "every open order is live");
        for (const OrderView& order : after.live) {
            const bool rests = order.status == OrderStatus::resting;
            expect(accounts_[order.id].open == order.open, "open as booked", order);
            expect(order.open > 0, "a live order is open", order);
            expect(rests ? order.shown > 0 && order.shown <= order.open : order.shown == 0,
                   "a resting order shows some of itself", order);
        }
    }

    /// A book that trades is not crossed, and no order rests or is parked outside the bands.
    void check_books(const Snapshot& after) {
        for (const OrderView& order : after.live) {
            if (order.status != OrderStatus::resting && order.status != OrderStatus::parked) {
                continue;
            }
            const PriceBands& bands = after.bands[order.instrument];
            expect(
                order.price == 0 || bands.highest == Price{0} ||
                    (bands.lowest.count() <= order.price && order.price <= bands.highest.count()),
                "limits are within the bands", order);
            if (order.status != OrderStatus::resting || order.side == Side::ask) continue;
            if (is_auction(after.phases[order.instrument])) continue;
            for (const OrderView& ask : after.live) {
                expect(ask.status != OrderStatus::resting || ask.side != Side::ask ||
                           ask.instrument != order.instrument || order.price < ask.price,
                       "the book is not crossed", order);
            }
        }
    }

    /// Reduce-only orders that could trade never hold more than the position.
    void check_reduce_only(const Snapshot& after) {
        std::map<std::pair<std::uint32_t, std::uint16_t>, std::int64_t> open;
        for (const OrderView& order : after.live) {
            if ((order.flags & reduce_only_flag) == 0) continue;
            if (order.status != OrderStatus::resting && order.status != OrderStatus::parked) {
                continue;
            }
            open[{order.owner, order.instrument}] +=
                order.side == Side::ask ? order.open : -order.open;
        }
        for (const auto& [key, reducing] : open) {
            const auto& [owner, instrument] = key;
            if (owner >= owners_seen) continue;
            const std::int64_t position = after.positions[instrument * owners_seen + owner];
            expect(reducing > 0 ? reducing <= position : reducing >= position,
                   "reduce-only orders hold no more than the position");
        }
    }

    MatchingRules rules_;
    std::map<std::uint64_t, Account> accounts_;
    std::uint64_t sequence_ = 0;
    std::optional<std::string> fault_;
};

}  // namespace swarmcore::book::reference
