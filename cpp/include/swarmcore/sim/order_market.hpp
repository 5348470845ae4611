#pragma once

#include <cstdint>
#include <optional>

#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/account.hpp"
#include "swarmcore/sim/key_map.hpp"
#include "swarmcore/sim/ledger.hpp"
#include "swarmcore/sim/own_book.hpp"
#include "swarmcore/sim/watch.hpp"

namespace swarmcore::sim {

/// One instrument with market data by order: the mirror, the own orders beside it, and what they
/// consumed of the orders displayed. The rules are in docs/simulated-exchange.md.
class OrderMarket {
  public:
    explicit OrderMarket(Charges charges) noexcept;

    /// Applies a message to the mirror.
    [[nodiscard]] book::BookStatus mirror(const book::BookMessage& message) noexcept {
        return book_.apply(message, touched_);
    }
    /// Whether the message that was mirrored last may mean something to own orders or the ledger;
    /// then `react` must follow.
    [[nodiscard]] bool concerned_by(const book::BookMessage& message) const noexcept {
        return (message.kind > book::MessageKind::delete_) |
               watch_.covers(touched_.side, touched_.price);
    }
    void react(const book::BookMessage& message, Account& account) noexcept;

    /// The order that the last message reduced, executed, deleted or replaced, as it was before; of
    /// an add, the order.
    [[nodiscard]] const book::BookOrder& before() const noexcept { return touched_; }
    /// Calls `visit(price, available, order id)` for what is displayed on a side and not consumed,
    /// best first, until it returns false.
    template <class Visit>
    void walk_available(Side side, Visit&& visit) const {
        book_.walk_orders(side, [&](const book::BookOrder& order) {
            const Quantity available = order.quantity - ledger(side).taken(key(order.id));
            return available == Quantity{} || visit(order.price, available, key(order.id));
        });
    }
    /// Notes that the account took `quantity` of what an order had available.
    void consume(Side side, Price price, Quantity quantity, std::uint64_t order_id) noexcept {
        ledger(side).take(order_id, price, quantity);
        watch_.cover_from(side, price);
    }

    /// Puts an own order at the back of the queue of its price, and takes one out.
    void rest(book::OrderSlot slot, Account& account) noexcept;
    void withdraw(book::OrderSlot slot, Account& account) noexcept {
        own_.withdraw(slot, account);
        note_watch();
    }
    [[nodiscard]] static double queue_ahead(const OwnOrder& order) noexcept {
        return static_cast<double>(order.ahead.count());
    }

    [[nodiscard]] const book::OrderBook& book() const noexcept { return book_; }
    [[nodiscard]] const Charges& charges() const noexcept { return charges_; }
    void hash(const Account& account, StateHash& state) const noexcept;

  private:
    /// Order id -> when it joined a price after own orders did. What is not in it was there before.
    using Arrivals = KeyMap<std::uint64_t>;

    [[nodiscard]] static std::uint64_t key(OrderId id) noexcept {
        return static_cast<std::uint64_t>(id);
    }
    [[nodiscard]] Ledger& ledger(Side side) noexcept {
        return side == Side::bid ? bids_taken_ : asks_taken_;
    }
    [[nodiscard]] const Ledger& ledger(Side side) const noexcept {
        return side == Side::bid ? bids_taken_ : asks_taken_;
    }
    /// An order of the venue joined the back of a queue.
    void joined(const book::BookOrder& order, Account& account) noexcept;
    /// `quantity` of a venue's order, which was `before`, left.
    void left(const book::BookOrder& before, Quantity quantity, Account& account) noexcept;
    /// `quantity` of a venue's order traded.
    void executed(const book::BookOrder& before, Quantity quantity, Account& account) noexcept;
    /// A trade with what is not displayed.
    void traded(Side side, Price price, Quantity quantity, Account& account) noexcept;
    void cleared(std::int64_t ts, Account& account) noexcept;
    void note_watch() noexcept;

    book::OrderBook book_;
    book::BookOrder touched_;  ///< by the last message; as it was before
    Watch watch_;
    OwnBook<Arrivals> own_;
    Ledger bids_taken_;
    Ledger asks_taken_;
    std::optional<std::int64_t> cleared_at_;  ///< while its time lasts
    Charges charges_;
};

}  // namespace swarmcore::sim
