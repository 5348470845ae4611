#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "../reference/command_generator.hpp"
#include "../reference/differential.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/order.hpp"

/// Books too large for the reference: what must hold of many orders at once.
namespace swarmcore::book {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

OrderCommand limit(std::uint64_t id, Side side, std::int64_t price, std::int64_t quantity) {
    return {.order_id = id,
            .price = price,
            .quantity = quantity,
            .owner = 1,
            .kind = CommandKind::new_,
            .side = side,
            .type = OrderType::limit,
            .tif = TimeInForce::gtc};
}

/// Mostly commands about the 30,000 orders at rest; some are no commands at all.
OrderCommand draw(reference::Random& random) {
    constexpr std::array<std::int64_t, 6> odd{0, -1, 1, largest, smallest, smallest + 1};
    if (random.below(8) == 0) {
        std::array<std::uint64_t, 8> words{};
        for (std::uint64_t& word : words) {
            word = random.below(3) == 0 ? random.word() : random.below(4);
        }
        auto command = std::bit_cast<OrderCommand>(words);
        command.ts = 0;
        command.kind = static_cast<CommandKind>(random.below(5));
        command.price = odd.at(random.below(odd.size()));
        return command;
    }
    const bool buys = random.below(2) == 0;
    OrderCommand command = limit(random.below(45'000), buys ? Side::bid : Side::ask,
                                 90'000 + static_cast<std::int64_t>(random.below(20'000)),
                                 1 + static_cast<std::int64_t>(random.below(50)));
    command.instrument = static_cast<std::uint16_t>(random.below(2));
    command.kind = static_cast<CommandKind>(1 + random.below(3));
    if (random.below(10) == 0) command.price = odd.at(random.below(odd.size()));
    if (random.below(10) == 0) command.tif = TimeInForce::ioc;
    return command;
}

}  // namespace

TEST_CASE("in a large book a batch does what its commands do one by one") {
    reference::Random random{1};
    MatchingEngine by_batch{2};
    MatchingEngine one_by_one{2};
    std::vector<OrderCommand> commands;
    for (std::uint64_t id = 0; id < 30'000; ++id) {
        const auto distance = static_cast<std::int64_t>(id % 9'001);
        const bool buys = id % 2 == 0;
        commands.push_back(limit(id, buys ? Side::bid : Side::ask,
                                 buys ? 100'000 - distance : 100'001 + distance, 10));
        commands.back().instrument = static_cast<std::uint16_t>(id % 4 / 2);
    }
    std::size_t count = 0;
    for (int round = 0; round < 20; ++round) {
        const auto done = by_batch.run(commands);
        const std::vector<Execution> seen{done.begin(), done.end()};
        std::vector<Execution> expected;
        for (const OrderCommand& command : commands) one_by_one.process(command, expected);
        REQUIRE(reference::are_equal(seen, expected));
        count += seen.size();
        commands.clear();
        for (int i = 0; i < 1'000; ++i) commands.push_back(draw(random));
    }
    CHECK(by_batch.state_hash() == one_by_one.state_hash());
    CHECK(by_batch.order_count() > 16'384);
    CHECK(count > 40'000);
}

TEST_CASE("a chain of 100,000 orders, each the child of the one before, leaves with the first") {
    constexpr std::uint64_t length = 100'000;
    MatchingEngine engine{1};
    std::vector<Execution> executions;
    for (std::uint64_t id = 1; id <= length; ++id) {
        OrderCommand order = limit(id, Side::bid, 100, 5);
        order.flags = held_flag;
        engine.process(order, executions);
        if (id == 1) continue;
        engine.process({.order_id = id - 1,
                        .trigger = static_cast<std::int64_t>(id),
                        .owner = 1,
                        .flags = bracket_flag,
                        .kind = CommandKind::link},
                       executions);
    }
    REQUIRE(engine.order_count() == length);
    executions.clear();
    engine.process({.order_id = 1, .owner = 1, .kind = CommandKind::cancel}, executions);
    REQUIRE(executions.size() == length);
    for (std::uint64_t i = 0; i < length; ++i) REQUIRE(executions[i].order_id == i + 1);
    CHECK(executions.back().reason == RejectReason::linked);
    CHECK(engine.order_count() == 0);
}

TEST_CASE("a ring of brackets leaves once") {
    MatchingEngine engine{1};
    std::vector<Execution> executions;
    for (std::uint64_t id = 1; id <= 3; ++id) {
        OrderCommand order = limit(id, Side::bid, 100, 5);
        order.flags = held_flag;
        engine.process(order, executions);
    }
    for (std::uint64_t id = 1; id <= 3; ++id) {
        engine.process({.order_id = id,
                        .trigger = static_cast<std::int64_t>(id % 3 + 1),
                        .owner = 1,
                        .flags = bracket_flag,
                        .kind = CommandKind::link},
                       executions);
    }
    executions.clear();
    engine.process({.order_id = 2, .owner = 1, .kind = CommandKind::cancel}, executions);
    CHECK(executions.size() == 3);
    CHECK(engine.order_count() == 0);
}

TEST_CASE("an iceberg of the most parts is traded away part by part") {
    MatchingEngine engine{1};
    std::vector<Execution> executions;
    OrderCommand iceberg = limit(1, Side::ask, 100, 20'000);
    iceberg.display = 2;
    engine.process(iceberg, executions);
    iceberg.order_id = 2;
    iceberg.quantity = 20'001;
    engine.process(iceberg, executions);
    CHECK(executions.back().reason == RejectReason::bad_display);
    executions.clear();
    engine.process(limit(3, Side::bid, 100, 20'000), executions);
    // Accepted, 10,000 trades of two fills, and the parts after the first.
    CHECK(executions.size() == 1 + 2 * 10'000 + 9'999);
    CHECK(executions.back().remaining == 0);
    CHECK(engine.order_count() == 0);
}

}  // namespace swarmcore::book
