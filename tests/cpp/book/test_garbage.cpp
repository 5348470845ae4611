#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"

/// Random bytes as records, most worth under the sanitizers. Most words are drawn from a few
/// values, so that many records pass some of the checks and some pass all.
namespace swarmcore::book {
namespace {

template <class Record>
Record garbage(std::mt19937_64& random) {
    std::array<std::uint64_t, 8> words{};
    for (std::uint64_t& word : words) {
        const std::uint64_t draw = random();
        word = draw % 4 == 0 ? random() : (draw >> 8U) % 4;
    }
    auto record = std::bit_cast<Record>(words);
    if ((random() & 1U) != 0) {
        record.ts = 0;
        record.instrument = static_cast<std::uint16_t>(random() % 2);
        record.flags = 0;
        record.side = (random() & 1U) != 0 ? Side::bid : Side::ask;
    }
    return record;
}

std::int64_t orders_in(const std::vector<DepthLevel>& levels) {
    std::int64_t orders = 0;
    for (const DepthLevel& level : levels) {
        CHECK(level.quantity > Quantity{0});
        orders += level.orders;
    }
    return orders;
}

}  // namespace

TEST_CASE("any 64 bytes are a message: applied or refused, and the levels agree with the orders") {
    // The same bytes in every run.
    // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
    std::mt19937_64 random{11};
    OrderBook book;
    std::size_t applied = 0;
    for (int i = 0; i < 20'000; ++i) {
        BookMessage message = garbage<BookMessage>(random);
        message.kind = static_cast<MessageKind>(random() % 9);
        // A late time that happens to be applied would refuse all that follow.
        if (message.ts > 0) message.ts = 0;
        if (message.kind == MessageKind::clear && random() % 64 != 0) continue;
        applied += book.apply(message) == BookStatus::applied ? 1U : 0U;
    }
    CHECK(applied > 1'000);
    CHECK(static_cast<std::size_t>(orders_in(book.depth(Side::bid, SIZE_MAX)) +
                                   orders_in(book.depth(Side::ask, SIZE_MAX))) ==
          book.order_count());
}

TEST_CASE("any 64 bytes are a row of depth: applied, skipped or refused with its update") {
    // The same bytes in every run.
    // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
    std::mt19937_64 random{13};
    DepthBook book{{.checksum = {.kind = ChecksumKind::okx}, .levels = 40}};
    std::array<std::size_t, 10> statuses{};
    for (int i = 0; i < 40'000; ++i) {
        DepthMessage message = garbage<DepthMessage>(random);
        message.kind = static_cast<DepthMessageKind>(random() % 16 == 0 ? random() % 6 : 1);
        message.flags = static_cast<std::uint16_t>(random() % 4);
        if (random() % 2 == 0) message.last_update = message.previous_update = 0;
        // Late times and large numbers that happen to be applied would refuse all that follow.
        if (message.ts > 0) message.ts = 0;
        const bool sum_holds = random() % 2 == 0;
        if (message.kind == DepthMessageKind::checksum && sum_holds) {
            message.quantity = book.checksum().value_or(0);
        }
        ++statuses.at(static_cast<std::size_t>(book.apply(message)));
        if (book.needs_snapshot() && random() % 4 == 0) book.resume();
        REQUIRE(DepthBook::restore(book.snapshot()).state_hash() == book.state_hash());
    }
    for (const std::size_t count : statuses) CHECK(count > 10);
    std::size_t levels = 0;
    for (const Side side : {Side::bid, Side::ask}) {
        for (const DepthLevel& level : book.depth(side, SIZE_MAX)) {
            CHECK(level.quantity > Quantity{0});
            CHECK(book.quantity_at(side, level.price) == level.quantity);
            ++levels;
        }
    }
    CHECK(levels == book.level_count());
}

TEST_CASE("any 64 bytes are a command: every one is answered, and the book is never crossed") {
    // The same bytes in every run.
    // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
    std::mt19937_64 random{12};
    MatchingEngine engine{2};
    std::vector<Execution> executions;
    std::array<std::size_t, 12> kinds{};
    std::uint64_t sequence = 0;
    for (int i = 0; i < 20'000; ++i) {
        OrderCommand command = garbage<OrderCommand>(random);
        if (random() % 2 == 0) {
            command.trigger = command.expires = 0;
            command.display = command.owner = 0;
            command.type = static_cast<OrderType>(random() % 3);
            command.tif = static_cast<TimeInForce>(random() % 3);
            command.kind = static_cast<CommandKind>(random() % 4);
        }
        if (command.ts > 0) command.ts = 0;
        executions.clear();
        engine.process(command, executions);
        if (command.kind != CommandKind::clock) REQUIRE_FALSE(executions.empty());
        for (const Execution& execution : executions) {
            REQUIRE(execution.sequence == ++sequence);
            REQUIRE(execution.remaining >= 0);
            ++kinds.at(static_cast<std::size_t>(execution.kind));
        }
        for (const std::size_t instrument : {0U, 1U}) {
            const auto bid = engine.best_bid(instrument);
            const auto ask = engine.best_ask(instrument);
            if (bid && ask) REQUIRE(bid->price < ask->price);
        }
    }
    for (const ExecutionKind kind :
         {ExecutionKind::accepted, ExecutionKind::filled, ExecutionKind::cancelled,
          ExecutionKind::rejected, ExecutionKind::replaced}) {
        CHECK(kinds.at(static_cast<std::size_t>(kind)) > 10);
    }
    std::int64_t orders = 0;
    for (const std::size_t instrument : {0U, 1U}) {
        orders += orders_in(engine.depth(instrument, Side::bid, SIZE_MAX));
        orders += orders_in(engine.depth(instrument, Side::ask, SIZE_MAX));
    }
    CHECK(static_cast<std::size_t>(orders) == engine.order_count());
}

}  // namespace swarmcore::book
