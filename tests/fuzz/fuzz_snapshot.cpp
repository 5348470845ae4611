#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "byte_source.hpp"
#include "reference/command_generator.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/error.hpp"

/// Bytes as snapshots, whole or the payload alone under a right header and checksum, or edits of
/// the snapshot of a book that was used: refused, or a book that works.
namespace swarmcore::fuzz {
namespace {

using namespace book;
using Bytes = std::vector<unsigned char>;

constexpr std::size_t header_bytes = 24;
constexpr std::size_t checksum_bytes = 8;

Bytes sealed(SnapshotKind kind, std::uint16_t version, std::span<const std::uint8_t> payload) {
    SnapshotWriter writer{kind, version};
    for (const std::uint8_t byte : payload) writer.write(byte);
    return std::move(writer).finish();
}

/// A used engine, from commands that the bytes make.
Bytes snapshot_of_engine(ByteSource& source) {
    const auto algorithm = static_cast<MatchingAlgorithm>(1 + source.below(2));
    MatchingEngine engine{2, {.algorithm = algorithm}};
    reference::CommandGenerator<ByteSource> generator{
        source, reference::profiles.at(source.below(reference::profiles.size()))};
    const std::uint64_t commands = source.below(64);
    for (std::uint64_t i = 0; i < commands; ++i) {
        reference::Market market;
        for (const std::size_t instrument : {0U, 1U}) {
            const auto orders = engine.orders(instrument);
            market.live.insert(market.live.end(), orders.begin(), orders.end());
            market.phases.push_back(engine.phase(instrument));
        }
        engine.run(generator.next(market));
    }
    return engine.snapshot();
}

Bytes snapshot_of_book(ByteSource& source) {
    OrderBook book;
    const std::uint64_t messages = source.below(64);
    for (std::uint64_t i = 0; i < messages; ++i) {
        BookMessage message;
        message.kind = MessageKind::add;
        message.order_id = i;
        message.price = 1 + static_cast<std::int64_t>(source.below(200));
        message.quantity = 1 + static_cast<std::int64_t>(source.below(200));
        message.side = source.below(2) == 0 ? Side::bid : Side::ask;
        static_cast<void>(book.apply(message));
    }
    return book.snapshot();
}

void use(MatchingEngine& engine, ByteSource& source) {
    const std::size_t instruments = std::min<std::size_t>(engine.instrument_count(), 2);
    for (int i = 0; i < 16; ++i) {
        std::array<std::uint64_t, 8> words{};
        for (std::uint64_t& word : words) word = source.below(8);
        auto command = std::bit_cast<OrderCommand>(words);
        command.ts = 1'000'000;
        command.instrument = static_cast<std::uint16_t>(source.below(instruments));
        command.kind = static_cast<CommandKind>(1 + source.below(8));
        command.side = source.below(2) == 0 ? Side::bid : Side::ask;
        command.type = static_cast<OrderType>(1 + source.below(5));
        command.tif = static_cast<TimeInForce>(1 + source.below(3));
        command.price = 90 + static_cast<std::int64_t>(source.below(20));
        engine.run(command);
    }
    for (std::size_t i = 0; i < instruments; ++i) {
        static_cast<void>(engine.orders(i));
        static_cast<void>(engine.indicative(i));
        static_cast<void>(engine.depth(i, Side::bid, SIZE_MAX));
        static_cast<void>(engine.depth(i, Side::ask, SIZE_MAX));
    }
}

void use(OrderBook& book, ByteSource& source) {
    for (int i = 0; i < 16; ++i) {
        BookMessage message;
        message.ts = 1'000'000;
        message.kind = static_cast<MessageKind>(1 + source.below(7));
        message.order_id = source.below(32);
        message.price = 1 + static_cast<std::int64_t>(source.below(200));
        message.quantity = 1 + static_cast<std::int64_t>(source.below(200));
        message.side = source.below(2) == 0 ? Side::bid : Side::ask;
        static_cast<void>(book.apply(message));
        static_cast<void>(book.queue_ahead(OrderId{message.order_id}));
    }
    static_cast<void>(book.depth(Side::bid, SIZE_MAX));
    static_cast<void>(book.depth(Side::ask, SIZE_MAX));
}

template <class Book>
void restore(const Bytes& bytes, ByteSource& source) {
    try {
        Book book = Book::restore(bytes);
        const Bytes again = book.snapshot();
        require(Book::restore(again).state_hash() == book.state_hash(), "the hash it had before");
        use(book, source);
        require(Book::restore(book.snapshot()).state_hash() == book.state_hash(),
                "the hash it had before");
    } catch (const BookError& error) {
        require(error.row() == 0, "row 0 of an error that has none");
    }
}

void run(ByteSource source) {
    const bool engine = source.below(2) == 0;
    const SnapshotKind kind = engine ? SnapshotKind::matching_engine : SnapshotKind::order_book;
    Bytes bytes;
    switch (source.below(3)) {
        case 0:
            bytes.assign(source.rest().begin(), source.rest().end());
            break;
        case 1: {
            const auto version = static_cast<std::uint16_t>(source.below(3));
            bytes = sealed(kind, version, source.rest());
            break;
        }
        default: {
            bytes = engine ? snapshot_of_engine(source) : snapshot_of_book(source);
            Bytes payload{bytes.begin() + header_bytes, bytes.end() - checksum_bytes};
            const std::uint64_t edits = source.below(8);
            for (std::uint64_t i = 0; i < edits && !payload.empty(); ++i) {
                payload.at(source.below(payload.size())) =
                    static_cast<unsigned char>(source.bytes(1));
            }
            if (source.below(8) == 0) payload.resize(source.below(payload.size() + 16));
            bytes = sealed(kind, 1, payload);
            break;
        }
    }
    if (engine) {
        restore<MatchingEngine>(bytes, source);
    } else {
        restore<OrderBook>(bytes, source);
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    swarmcore::fuzz::run(swarmcore::fuzz::ByteSource{std::span{data, size}});
    return 0;
}
