#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "byte_source.hpp"
#include "reference/command_generator.hpp"
#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/book/order_books.hpp"
#include "swarmcore/book/snapshot.hpp"

/// What fuzz_snapshot does with each kind of book: `made` builds one that was used, `use` goes on
/// with whatever was restored.
namespace swarmcore::fuzz {

/// A time after all that the bytes can give.
inline constexpr std::int64_t later = 1'000'000;

inline std::int64_t one_to(ByteSource& source, std::uint64_t count) {
    return 1 + static_cast<std::int64_t>(source.below(count));
}
inline Side side_of(ByteSource& source) {
    return source.below(2) == 0 ? Side::bid : Side::ask;
}

struct Engines {
    using Book = book::MatchingEngine;
    static constexpr book::SnapshotKind kind = book::SnapshotKind::matching_engine;

    static Book made(ByteSource& source) {
        using namespace book;
        const auto algorithm = static_cast<MatchingAlgorithm>(1 + source.below(2));
        MatchingEngine engine{2, {.algorithm = algorithm}};
        reference::CommandGenerator<ByteSource> generator{
            source, reference::profiles.at(source.below(reference::profiles.size()))};
        for (std::uint64_t left = source.below(64); left > 0; --left) {
            reference::Market market;
            for (const std::size_t instrument : {0U, 1U}) {
                const auto orders = engine.orders(instrument);
                market.live.insert(market.live.end(), orders.begin(), orders.end());
                market.phases.push_back(engine.phase(instrument));
            }
            engine.run(generator.next(market));
        }
        return engine;
    }

    static void use(Book& engine, ByteSource& source) {
        using namespace book;
        const std::size_t instruments = std::min<std::size_t>(engine.instrument_count(), 2);
        for (int i = 0; i < 16; ++i) {
            std::array<std::uint64_t, 8> words{};
            for (std::uint64_t& word : words) word = source.below(8);
            auto command = std::bit_cast<OrderCommand>(words);
            command.ts = later;
            command.instrument = static_cast<std::uint16_t>(source.below(instruments));
            command.kind = static_cast<CommandKind>(one_to(source, 8));
            command.side = side_of(source);
            command.type = static_cast<OrderType>(one_to(source, 5));
            command.tif = static_cast<TimeInForce>(one_to(source, 3));
            command.price = 90 + one_to(source, 20);
            engine.run(command);
        }
        for (std::size_t i = 0; i < instruments; ++i) {
            static_cast<void>(engine.orders(i));
            static_cast<void>(engine.indicative(i));
            static_cast<void>(engine.depth(i, Side::bid, SIZE_MAX));
            static_cast<void>(engine.depth(i, Side::ask, SIZE_MAX));
        }
    }
};

inline book::BookMessage message_of(ByteSource& source, book::MessageKind kind) {
    book::BookMessage message;
    message.kind = kind;
    message.order_id = source.below(64);
    message.price = one_to(source, 200);
    message.quantity = one_to(source, 200);
    message.side = side_of(source);
    message.instrument = static_cast<std::uint16_t>(source.below(2));
    return message;
}

template <class Mirror>
void apply_messages(Mirror& mirror, ByteSource& source) {
    for (int i = 0; i < 16; ++i) {
        book::BookMessage message =
            message_of(source, static_cast<book::MessageKind>(one_to(source, 7)));
        message.ts = later;
        static_cast<void>(mirror.apply(message));
    }
}

struct Books {
    using Book = book::OrderBook;
    static constexpr book::SnapshotKind kind = book::SnapshotKind::order_book;

    static Book made(ByteSource& source) {
        Book mirror;
        for (std::uint64_t left = source.below(64); left > 0; --left) {
            static_cast<void>(mirror.apply(message_of(source, book::MessageKind::add)));
        }
        return mirror;
    }
    static void use(Book& mirror, ByteSource& source) {
        apply_messages(mirror, source);
        for (std::uint64_t id = 0; id < 8; ++id) {
            static_cast<void>(mirror.queue_ahead(OrderId{id}));
        }
        static_cast<void>(mirror.depth(Side::bid, SIZE_MAX));
        static_cast<void>(mirror.depth(Side::ask, SIZE_MAX));
    }
};

struct ManyBooks {
    using Book = book::OrderBooks;
    static constexpr book::SnapshotKind kind = book::SnapshotKind::order_books;

    static Book made(ByteSource& source) {
        Book mirrors{2};
        for (std::uint64_t left = source.below(64); left > 0; --left) {
            static_cast<void>(mirrors.apply(message_of(source, book::MessageKind::add)));
        }
        return mirrors;
    }
    static void use(Book& mirrors, ByteSource& source) {
        apply_messages(mirrors, source);
        static_cast<void>(mirrors.depth(0, Side::bid, SIZE_MAX));
        static_cast<void>(mirrors.depth(0, Side::ask, SIZE_MAX));
    }
};

struct DepthBooks {
    using Book = book::DepthBook;
    static constexpr book::SnapshotKind kind = book::SnapshotKind::depth_book;

    static book::DepthMessage row_of(ByteSource& source) {
        book::DepthMessage row;
        row.kind = static_cast<book::DepthMessageKind>(one_to(source, 3));
        row.price = one_to(source, 200);
        row.quantity = static_cast<std::int64_t>(source.below(200));
        row.side = side_of(source);
        row.flags = static_cast<std::uint16_t>(source.below(4));
        row.last_update = source.below(4);
        return row;
    }
    static Book made(ByteSource& source) {
        Book mirror{{.levels = static_cast<std::size_t>(source.below(3) * 4)}};
        for (std::uint64_t left = source.below(64); left > 0; --left) {
            static_cast<void>(mirror.apply(row_of(source)));
        }
        return mirror;
    }
    static void use(Book& mirror, ByteSource& source) {
        for (int i = 0; i < 16; ++i) {
            book::DepthMessage row = row_of(source);
            row.ts = later;
            static_cast<void>(mirror.apply(row));
            if (mirror.needs_snapshot()) mirror.resume();
        }
        static_cast<void>(mirror.checksum());
        static_cast<void>(mirror.depth(Side::bid, SIZE_MAX));
        static_cast<void>(mirror.depth(Side::ask, SIZE_MAX));
    }
};

}  // namespace swarmcore::fuzz
