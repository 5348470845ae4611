#include "swarmcore/book/order_book.hpp"

#include <utility>

#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/hash.hpp"

namespace swarmcore::book {

namespace {

constexpr std::uint16_t snapshot_version = 1;

}  // namespace

std::size_t OrderBook::apply(std::span<const BookMessage> messages, std::size_t first_row) {
    BookStatus status = BookStatus::applied;
    const std::size_t applied = MirroredBook::apply_all(store_, book_, messages, status);
    if (applied < messages.size()) throw_refusal(first_row + applied, status, messages[applied]);
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
