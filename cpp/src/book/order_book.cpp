#include "swarmcore/book/order_book.hpp"

#include <string>
#include <utility>

#include "swarmcore/core/error.hpp"

namespace swarmcore::book {

namespace {

constexpr std::uint16_t snapshot_version = 1;

/// What was expected of a message and what came, for the error of a batch.
std::string describe(BookStatus status, const BookMessage& message) {
    const auto was = [](auto value) { return ", was " + std::to_string(value); };
    switch (status) {
        case BookStatus::unknown_instrument:
            return "instrument: expected one of the books" + was(message.instrument);
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

std::size_t OrderBook::apply(std::span<const BookMessage> messages, std::size_t first_row) {
    BookStatus status = BookStatus::applied;
    const std::size_t applied = book_.apply(store_, messages, status);
    if (applied < messages.size()) {
        const std::size_t row = first_row + applied;
        throw BookError{row, "messages: row " + std::to_string(row) + ": " +
                                 describe(status, messages[applied])};
    }
    return applied;
}

std::uint64_t OrderBook::state_hash() const noexcept {
    StateHash state;
    book_.hash(store_, state);
    return state.digest();
}

std::vector<unsigned char> OrderBook::snapshot() const {
    SnapshotWriter writer{SnapshotKind::order_book, snapshot_version};
    writer.reserve(16 * order_count() + 64);
    book_.write(store_, writer);
    return std::move(writer).finish();
}

OrderBook OrderBook::restore(std::span<const unsigned char> bytes) {
    SnapshotReader reader{bytes, SnapshotKind::order_book, snapshot_version};
    OrderBook book;
    book.book_.read(book.store_, reader);
    reader.finish();
    return book;
}

}  // namespace swarmcore::book
