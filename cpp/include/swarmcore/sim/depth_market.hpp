#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/account.hpp"
#include "swarmcore/sim/ledger.hpp"
#include "swarmcore/sim/own_book.hpp"
#include "swarmcore/sim/queue.hpp"
#include "swarmcore/sim/watch.hpp"

namespace swarmcore::sim {

/// One instrument with market data by price: the mirror, the own orders beside it with an estimate
/// of their place in the queue, and what they consumed of the levels displayed. The rules are in
/// docs/simulated-exchange.md.
class DepthMarket {
  public:
    /// Throws std::invalid_argument where the rules cannot be.
    DepthMarket(const book::DepthRules& rules, QueueModel queue, Charges charges);

    /// Applies a row to the mirror.
    [[nodiscard]] book::DepthStatus mirror(const book::DepthMessage& message) noexcept {
        return book_.apply(message);
    }
    /// Whether the row that was mirrored last may mean something to own orders or the ledger; then
    /// `react` must follow.
    [[nodiscard]] bool concerned_by(const book::DepthMessage& message) const noexcept {
        return message.kind != book::DepthMessageKind::set ||
               watch_.covers(message.side, Price{message.price});
    }
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
        gone(side).taken.take(key(price), price, quantity);
        watch_.cover_from(side, price);
    }

    /// Puts an own order at the back of the queue of its price, and takes one out.
    void rest(book::OrderSlot slot, Account& account) noexcept;
    void withdraw(book::OrderSlot slot, Account& account) noexcept {
        own_.withdraw(slot, account);
        note_watch();
    }
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
    /// What the mirror still shows of one side, and is not there any more.
    struct Gone {
        Ledger taken;       ///< by price: lots that the account consumed
        Price trade_price;  ///< of the trades since the side was last set there
        Quantity traded;    ///< in them; 0 where there are none
    };

    static constexpr double unknown = std::numeric_limits<double>::infinity();

    [[nodiscard]] static std::uint64_t key(Price price) noexcept {
        return static_cast<std::uint64_t>(price.count());
    }
    [[nodiscard]] static bool better(Side side, Price left, Price right) noexcept {
        return side == Side::bid ? left > right : left < right;
    }
    [[nodiscard]] Gone& gone(Side side) noexcept {
        return side == Side::bid ? bids_gone_ : asks_gone_;
    }
    [[nodiscard]] const Gone& gone(Side side) const noexcept {
        return side == Side::bid ? bids_gone_ : asks_gone_;
    }
    /// What a level holds that displays so much: less what has traded since it was set.
    [[nodiscard]] Quantity standing_at(Side side, Price price, Quantity displayed) const noexcept;
    [[nodiscard]] Quantity available_at(Side side, const book::DepthLevel& level) const noexcept;
    /// Whether a price lies beyond all that the feed shows of its side.
    [[nodiscard]] bool beyond_view(Side side, Price price) const noexcept;
    void set(Side side, Price price) noexcept;
    void traded(Side side, Price price, Quantity quantity, Account& account) noexcept;
    /// Own orders of a side after a trade of `quantity` at `price`.
    void bring_forward(Side side, Price price, Quantity quantity, Account& account) noexcept;
    /// What an update changed, once its last row has come.
    void finish_update(Account& account) noexcept;
    void update_queue(Side side, const OwnLevel& level, Account& account) noexcept;
    void cross(Side side, Account& account) noexcept;
    void note_watch() noexcept;

    book::DepthBook book_;
    Watch watch_;
    OwnBook<Shown> own_;
    Gone bids_gone_;
    Gone asks_gone_;
    bool dirty_ = false;     ///< the present update concerns own orders or the ledger
    bool snapshot_ = false;  ///< the present update is a snapshot
    QueueModel queue_;
    Charges charges_;
};

}  // namespace swarmcore::sim
