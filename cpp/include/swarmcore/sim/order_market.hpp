#pragma once

#include <cstdint>
#include <optional>

#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/account.hpp"
#include "swarmcore/sim/key_map.hpp"
#include "swarmcore/sim/own_book.hpp"

namespace swarmcore::sim {

/// One instrument with market data by order: the mirror, the own orders beside it, and what they
/// consumed of the orders displayed. The rules are in docs/simulated-exchange.md.
class OrderMarket {
  public:
    explicit OrderMarket(Charges charges) noexcept;

    /// Applies a message to the mirror; where that took it, `react` must follow unless idle.
    [[nodiscard]] book::BookStatus mirror(const book::BookMessage& message) noexcept {
        return book_.apply(message, before_);
    }
    /// Whether no message means anything to own orders or the ledger.
    [[nodiscard]] bool is_idle() const noexcept { return (own_.size() | consumed_.size()) == 0; }
    /// Lets own orders see the message that was mirrored last.
    void react(const book::BookMessage& message, Account& account) noexcept {
        if (message.kind == book::MessageKind::add && !cleared_at_) {
            if (!concerns_join(message.side, Price{message.price})) return;
        } else if (message.kind <= book::MessageKind::execute && !cleared_at_) {
            if (!concerns_leave(before_.side, before_.price)) return;
        }
        react_fully(message, account);
    }

    /// The order that the last message reduced, executed, deleted or replaced, as it was before.
    [[nodiscard]] const book::BookOrder& before() const noexcept { return before_; }
    /// Calls `visit(price, available, order id)` for what is displayed on a side and not consumed,
    /// best first, until it returns false.
    template <class Visit>
    void walk_available(Side side, Visit&& visit) const {
        book_.walk_orders(side, [&](const book::BookOrder& order) {
            const Quantity available = order.quantity - consumed_of(order.id);
            return available == Quantity{} ||
                   visit(order.price, available, static_cast<std::uint64_t>(order.id));
        });
    }
    /// Notes that the account took `quantity` of what an order had available.
    void consume(Side, Price, Quantity quantity, std::uint64_t order_id) noexcept {
        consumed_[order_id] += quantity;
    }

    /// Puts an own order at the back of the queue of its price, and takes one out.
    void rest(book::OrderSlot slot, Account& account) noexcept;
    void withdraw(book::OrderSlot slot, Account& account) noexcept { own_.withdraw(slot, account); }
    [[nodiscard]] static double queue_ahead(const OwnOrder& order) noexcept {
        return static_cast<double>(order.ahead.count());
    }

    [[nodiscard]] const book::OrderBook& book() const noexcept { return book_; }
    [[nodiscard]] const Charges& charges() const noexcept { return charges_; }
    void hash(const Account& account, StateHash& state) const noexcept;

  private:
    /// Order id -> when it joined a price after own orders did. What is not in it was there before.
    using Arrivals = KeyMap<std::uint64_t>;

    [[nodiscard]] Quantity consumed_of(OrderId order) const noexcept {
        const Quantity* consumed = consumed_.find(static_cast<std::uint64_t>(order));
        return consumed == nullptr ? Quantity{} : *consumed;
    }
    /// Whether an order that joins at a price joins, or crosses, own ones.
    [[nodiscard]] bool concerns_join(Side side, Price price) const noexcept {
        return own_.side(side).spans(price) || own_.side(opposite(side)).reaches(price);
    }
    /// Whether lots that leave a price leave a queue with own orders, trade through one, or were
    /// consumed.
    [[nodiscard]] bool concerns_leave(Side side, Price price) const noexcept {
        return own_.side(side).reaches(price) || !consumed_.empty();
    }
    void react_fully(const book::BookMessage& message, Account& account) noexcept;
    /// An order of the venue joined the back of a queue.
    void joined(const book::BookOrder& order, Account& account) noexcept;
    /// `quantity` of a venue's order, which was `before`, left.
    void left(const book::BookOrder& before, Quantity quantity, Account& account) noexcept;
    /// `quantity` of a venue's order traded.
    void executed(const book::BookOrder& before, Quantity quantity, Account& account) noexcept;
    /// A trade with what is not displayed.
    void traded(Side side, Price price, Quantity quantity, Account& account) noexcept;
    void cleared(std::int64_t ts, Account& account) noexcept;
    /// Drops what was consumed of orders that a clear took and nothing brought back.
    void forget_absent() noexcept;

    book::OrderBook book_;
    OwnBook<Arrivals> own_;
    KeyMap<Quantity> consumed_;  ///< by order id
    book::BookOrder before_;     ///< the order that the last message took lots off, or moved
    std::optional<std::int64_t> cleared_at_;  ///< while its time lasts
    Charges charges_;
};

}  // namespace swarmcore::sim
