#include "swarmcore/book/order_books.hpp"

#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/hash.hpp"

namespace swarmcore::book {

namespace {

constexpr std::uint16_t snapshot_version = 1;
constexpr std::size_t most_instruments =
    std::size_t{std::numeric_limits<decltype(BookMessage::instrument)>::max()} + 1;

}  // namespace

OrderBooks::OrderBooks(std::size_t instruments) {
    if (instruments == 0 || instruments > most_instruments) {
        throw std::invalid_argument{"instruments: expected 1 to " +
                                    std::to_string(most_instruments) + ", was " +
                                    std::to_string(instruments)};
    }
    books_.reserve(instruments);
    for (std::size_t i = 0; i < instruments; ++i) {
        books_.emplace_back(static_cast<std::uint16_t>(i));
    }
}

BookStatus OrderBooks::apply(const BookMessage& message) noexcept {
    if (message.instrument >= books_.size()) return BookStatus::unknown_instrument;
    return books_[message.instrument].apply(store_, message);
}

std::size_t OrderBooks::apply(std::span<const BookMessage> messages, std::size_t first_row) {
    BookStatus status = BookStatus::applied;
    const std::size_t applied = MirroredBook::apply_routed(store_, books_, messages, status);
    if (applied < messages.size()) throw_refusal(first_row + applied, status, messages[applied]);
    return applied;
}

const MirroredBook& OrderBooks::book(std::size_t instrument) const {
    if (instrument < books_.size()) return books_[instrument];
    throw std::out_of_range{"instrument: expected 0 to " + std::to_string(books_.size() - 1) +
                            ", was " + std::to_string(instrument)};
}

std::size_t OrderBooks::order_count(std::size_t instrument) const {
    return book(instrument).order_count();
}

std::optional<DepthLevel> OrderBooks::best_bid(std::size_t instrument) const {
    return book(instrument).best(store_, Side::bid);
}

std::optional<DepthLevel> OrderBooks::best_ask(std::size_t instrument) const {
    return book(instrument).best(store_, Side::ask);
}

Quotes OrderBooks::quotes(std::size_t instrument) const {
    return book(instrument).quotes(store_);
}

std::vector<DepthLevel> OrderBooks::depth(std::size_t instrument, Side side,
                                          std::size_t levels) const {
    return book(instrument).depth(store_, side, levels);
}

std::optional<double> OrderBooks::imbalance(std::size_t instrument, std::size_t levels) const {
    return book(instrument).imbalance(store_, levels);
}

std::optional<double> OrderBooks::price_to_fill(std::size_t instrument, Side side,
                                                Quantity quantity) const {
    return book(instrument).price_to_fill(store_, side, quantity);
}

std::optional<Quantity> OrderBooks::queue_ahead(std::size_t instrument, OrderId order) const {
    return book(instrument).queue_ahead(store_, order);
}

Quantity OrderBooks::order_flow_imbalance(std::size_t instrument) {
    static_cast<void>(book(instrument));
    return books_[instrument].order_flow_imbalance();
}

std::uint64_t OrderBooks::state_hash(std::size_t instrument) const {
    StateHash state;
    book(instrument).hash(store_, state);
    return state.digest();
}

std::uint64_t OrderBooks::state_hash() const noexcept {
    StateHash state;
    state.update(static_cast<std::uint64_t>(books_.size()));
    for (const MirroredBook& book : books_) book.hash(store_, state);
    return state.digest();
}

std::vector<unsigned char> OrderBooks::snapshot() const {
    SnapshotWriter writer{SnapshotKind::order_books, snapshot_version};
    writer.reserve(16 * order_count() + 64 * books_.size());
    writer.write(static_cast<std::uint64_t>(books_.size()));
    for (const MirroredBook& book : books_) book.write(store_, writer);
    return std::move(writer).finish();
}

OrderBooks OrderBooks::restore(std::span<const unsigned char> bytes) {
    SnapshotReader reader{bytes, SnapshotKind::order_books, snapshot_version};
    const std::size_t instruments = reader.read_count(MirroredBook::least_snapshot_bytes);
    SnapshotReader::require(instruments > 0 && instruments <= most_instruments,
                            "1 to 65536 instruments");
    OrderBooks books{instruments};
    for (MirroredBook& book : books.books_) book.read(books.store_, reader);
    reader.finish();
    return books;
}

std::size_t OrderBooks::memory_bytes() const noexcept {
    std::size_t bytes = store_.memory_bytes() + books_.capacity() * sizeof(MirroredBook);
    for (const MirroredBook& book : books_) bytes += book.memory_bytes();
    return bytes;
}

}  // namespace swarmcore::book
