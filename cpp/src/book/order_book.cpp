#include "swarmcore/book/order_book.hpp"

#include <string>

#include "swarmcore/core/error.hpp"

namespace swarmcore::book {

namespace {

/// What was expected of a message and what came, for the error of a batch.
std::string describe(BookStatus status, const BookMessage& message) {
    const auto was = [](auto value) { return ", was " + std::to_string(value); };
    switch (status) {
        case BookStatus::time_went_back:
            return "ts: expected the time of the last message or later" + was(message.ts);
        case BookStatus::unknown_kind:
            return "kind: expected 1 to 7" + was(static_cast<unsigned>(message.kind));
        case BookStatus::unknown_order:
            return "order_id: expected an order in the book" + was(message.order_id);
        case BookStatus::duplicate_order:
            return message.kind == MessageKind::replace
                       ? "new_order_id: expected an id not in the book" + was(message.new_order_id)
                       : "order_id: expected an id not in the book" + was(message.order_id);
        case BookStatus::bad_side:
            return "side: expected +1 or -1" + was(static_cast<int>(message.side));
        case BookStatus::bad_price:
            return "price: expected 1 or more" + was(message.price);
        case BookStatus::bad_quantity:
            return "quantity: expected 1 or more" + was(message.quantity);
        case BookStatus::quantity_exceeds_order:
            return "quantity: expected at most what is left of the order" + was(message.quantity);
        case BookStatus::quantity_overflow:
            return "quantity: expected a total at this price within 64 bits" +
                   was(message.quantity);
        case BookStatus::applied:
            break;
    }
    return {};
}

}  // namespace

BookStatus OrderBook::apply(const BookMessage& message) noexcept {
    if (message.ts < last_ts_) return BookStatus::time_went_back;
    if (message.kind < MessageKind::add || message.kind > MessageKind::clear) {
        return BookStatus::unknown_kind;
    }
    BookStatus status = BookStatus::applied;
    switch (message.kind) {
        case MessageKind::add:
            status = add(message);
            break;
        case MessageKind::reduce:
        case MessageKind::execute:
            status = reduce(message);
            break;
        case MessageKind::delete_:
            status = remove(message);
            break;
        case MessageKind::replace:
            status = replace(message);
            break;
        case MessageKind::trade:
            break;
        case MessageKind::clear:
            levels_.clear();
            orders_.clear();
            break;
    }
    if (status == BookStatus::applied) last_ts_ = message.ts;
    return status;
}

std::size_t OrderBook::apply(std::span<const BookMessage> messages, std::size_t first_row) {
    std::size_t row = first_row;
    for (const BookMessage& message : messages) {
        const BookStatus status = apply(message);
        if (status != BookStatus::applied) {
            throw BookError{
                row, "messages: row " + std::to_string(row) + ": " + describe(status, message)};
        }
        ++row;
    }
    return messages.size();
}

BookStatus OrderBook::add(const BookMessage& message) {
    const OrderId id{message.order_id};
    if (orders_.contains(id)) return BookStatus::duplicate_order;
    if (message.side != Side::bid && message.side != Side::ask) return BookStatus::bad_side;
    if (message.price <= 0) return BookStatus::bad_price;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    const RestingOrder order{.id = id,
                             .price = Price{message.price},
                             .quantity = Quantity{message.quantity},
                             .side = message.side};
    if (!levels_.fits(order.side, order.price, order.quantity)) {
        return BookStatus::quantity_overflow;
    }
    orders_.emplace(id, levels_.add(order));
    return BookStatus::applied;
}

BookStatus OrderBook::reduce(const BookMessage& message) {
    const auto found = orders_.find(OrderId{message.order_id});
    if (found == orders_.end()) return BookStatus::unknown_order;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    const Quantity quantity{message.quantity};
    if (quantity > found->second->quantity) return BookStatus::quantity_exceeds_order;
    if (levels_.reduce(found->second, quantity)) orders_.erase(found);
    return BookStatus::applied;
}

BookStatus OrderBook::remove(const BookMessage& message) {
    const auto found = orders_.find(OrderId{message.order_id});
    if (found == orders_.end()) return BookStatus::unknown_order;
    levels_.remove(found->second);
    orders_.erase(found);
    return BookStatus::applied;
}

BookStatus OrderBook::replace(const BookMessage& message) {
    const auto found = orders_.find(OrderId{message.order_id});
    if (found == orders_.end()) return BookStatus::unknown_order;
    const OrderId id{message.new_order_id == 0 ? message.order_id : message.new_order_id};
    if (id != found->first && orders_.contains(id)) return BookStatus::duplicate_order;
    if (message.price <= 0) return BookStatus::bad_price;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    RestingOrder order = *found->second;
    const Price price{message.price};
    const Quantity quantity{message.quantity};
    if (!levels_.fits(order.side, price, quantity, order)) return BookStatus::quantity_overflow;
    levels_.remove(found->second);
    orders_.erase(found);
    order.id = id;
    order.price = price;
    order.quantity = quantity;
    orders_.emplace(id, levels_.add(order));
    return BookStatus::applied;
}

std::optional<DepthLevel> OrderBook::best_bid() const noexcept {
    return levels_.best(Side::bid);
}

std::optional<DepthLevel> OrderBook::best_ask() const noexcept {
    return levels_.best(Side::ask);
}

std::vector<DepthLevel> OrderBook::depth(Side side, std::size_t levels) const {
    return levels_.depth(side, levels);
}

std::optional<Quantity> OrderBook::queue_ahead(OrderId order) const noexcept {
    const auto found = orders_.find(order);
    if (found == orders_.end()) return std::nullopt;
    return levels_.quantity_ahead(found->second);
}

std::uint64_t OrderBook::state_hash() const noexcept {
    StateHash state;
    levels_.hash(state);
    return state.digest();
}

}  // namespace swarmcore::book
