#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/account.hpp"
#include "swarmcore/sim/key_map.hpp"
#include "swarmcore/sim/own_book.hpp"
#include "swarmcore/sim/queue.hpp"

namespace swarmcore::sim {

/// One instrument with market data by price: the mirror, the own orders beside it with an estimate
/// of their place in the queue, and what they consumed of the levels displayed. The rules are in
/// docs/simulated-exchange.md.
class DepthMarket {
  public:
    /// Throws std::invalid_argument where the rules cannot be.
    DepthMarket(const book::DepthRules& rules, QueueModel queue, Charges charges);

    /// Applies a row to the mirror; where that took it, `react` must follow unless idle.
    [[nodiscard]] book::DepthStatus mirror(const book::DepthMessage& message) noexcept;
    /// Whether no row means anything to own orders or the ledger.
    [[nodiscard]] bool is_idle() const noexcept {
        return (own_.size() | bids_.consumed.size() | asks_.consumed.size()) == 0;
    }
    /// Lets own orders see the row that was mirrored last.
    void react(const book::DepthMessage& message, Account& account) noexcept;

    /// Calls `visit(price, available, 0)` for what is displayed on a side, not consumed and not
    /// traded since, best first, until it returns false.
    template <class Visit>
    void walk_available(Side side, Visit&& visit) const {
        book_.walk(side, [&](const book::DepthLevel& level) {
            const Quantity available = available_at(side, level);
            return available == Quantity{} || visit(level.price, available, std::uint64_t{0});
        });
    }
    /// Notes that the account took `quantity` of what a level had available.
    void consume(Side side, Price price, Quantity quantity, std::uint64_t) noexcept {
        ledger(side).consumed[key(price)] += quantity;
    }

    /// Puts an own order at the back of the queue of its price, and takes one out.
    void rest(book::OrderSlot slot, Account& account) noexcept;
    void withdraw(book::OrderSlot slot, Account& account) noexcept { own_.withdraw(slot, account); }
    [[nodiscard]] static double queue_ahead(const OwnOrder& order) noexcept {
        return order.estimate;
    }

    [[nodiscard]] const book::DepthBook& book() const noexcept { return book_; }
    [[nodiscard]] const Charges& charges() const noexcept { return charges_; }
    void hash(const Account& account, StateHash& state) const noexcept;

  private:
    /// What the venue shows at the price of own orders.
    struct Shown {
        Quantity quantity;     ///< at the end of the last update that set the level
        Quantity traded;       ///< at this price since then
        bool known = false;    ///< the feed has shown this part of the book
        bool touched = false;  ///< the present update has set the level

        [[nodiscard]] Quantity left() const noexcept {
            return std::max(quantity - traded, Quantity{});
        }
        void clear() noexcept { *this = {}; }
    };
    /// What is not there any more of one side that the mirror still shows.
    struct Ledger {
        KeyMap<Quantity> consumed;  ///< price -> lots that the account took
        Price trade_price;          ///< of the trades since the side was last set there
        Quantity traded;            ///< in them; 0 where there are none
    };

    static constexpr double unknown = std::numeric_limits<double>::infinity();

    [[nodiscard]] static std::uint64_t key(Price price) noexcept {
        return static_cast<std::uint64_t>(price.count());
    }
    [[nodiscard]] static bool better(Side side, Price left, Price right) noexcept {
        return side == Side::bid ? left > right : left < right;
    }
    [[nodiscard]] Ledger& ledger(Side side) noexcept { return side == Side::bid ? bids_ : asks_; }
    [[nodiscard]] const Ledger& ledger(Side side) const noexcept {
        return side == Side::bid ? bids_ : asks_;
    }
    /// What a level holds that displays so much: less what has traded since it was set.
    [[nodiscard]] Quantity standing_at(Side side, Price price, Quantity displayed) const noexcept;
    [[nodiscard]] Quantity available_at(Side side, const book::DepthLevel& level) const noexcept;
    /// Whether a price lies beyond all that the feed shows of its side.
    [[nodiscard]] bool beyond_view(Side side, Price price) const noexcept;
    void note_set(Side side, Price price) noexcept;
    void note_trade(Side side, Price price, Quantity quantity) noexcept;
    void traded(Side side, Price price, Quantity quantity, Account& account) noexcept;
    /// Own orders of a side after a trade of `quantity` at `price`.
    void bring_forward(Side side, Price price, Quantity quantity, Account& account) noexcept;
    /// What an update changed, once its last row has come.
    void finish_update(Account& account) noexcept;
    void trim_ledger(Side side) noexcept;
    void update_queue(Side side, const OwnLevel& level, Account& account) noexcept;
    void cross(Side side, Account& account) noexcept;

    book::DepthBook book_;
    OwnBook<Shown> own_;
    Ledger bids_;
    Ledger asks_;
    bool dirty_ = false;     ///< the present update concerns own orders or the ledger
    bool snapshot_ = false;  ///< the present update is a snapshot
    std::vector<std::uint64_t> scratch_;
    QueueModel queue_;
    Charges charges_;
};

}  // namespace swarmcore::sim
