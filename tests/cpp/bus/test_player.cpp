#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "recorder.hpp"
#include "swarmcore/bus/player.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::bus {
namespace {

using namespace std::chrono_literals;
using Times = std::vector<std::int64_t>;

std::vector<Event> records_on(LiveBus& bus, std::int64_t count, std::int64_t step) {
    std::vector<Event> records;
    for (std::int64_t i = 0; i < count; ++i) {
        records.push_back(event_on(bus, "bar.A", 1 + i * step));
    }
    return records;
}

}  // namespace

TEST_CASE("a player publishes every record once a round, in order, at any pace") {
    for (const Pace pace : {Pace{}, Pace{.rate = 100'000.0}, Pace{.speed = 2.0}}) {
        LiveBus bus{1024};
        const auto consumer = bus.open_consumer();
        const SubscriptionId bars = consumer->subscribe("bar.*");
        const auto records = records_on(bus, 100, 1000);
        Player player{bus, records, {.pace = pace, .rounds = 2}};
        player.start();
        CHECK_THROWS_AS(player.start(), BusError);
        player.join();
        CHECK_FALSE(player.is_running());
        CHECK(player.published() == 200);
        CHECK(player.refused() == 0);
        Recorder told;
        while (consumer->poll(1000, told) > 0) {
        }
        const Times times = told.times(bars);
        REQUIRE(times.size() == 200);
        for (std::size_t i = 0; i < times.size(); ++i) CHECK(times[i] == records[i % 100].ts);
    }
}

TEST_CASE("what a full lane refuses past the time-out is counted") {
    LiveBus bus{16};
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.*", {.timeout = 1ms});
    const auto records = records_on(bus, 100, 0);
    Player player{bus, records, {.timeout = 1ms}};
    player.start();
    player.join();
    CHECK(player.published() == 16);
    CHECK(player.refused() == 84);
}

TEST_CASE("a player that restamps gives the time of publication, else the record's own") {
    LiveBus bus{1024};
    const auto consumer = bus.open_consumer();
    const SubscriptionId bars = consumer->subscribe("bar.*");
    const auto records = records_on(bus, 10, 1);
    const auto before = std::chrono::system_clock::now().time_since_epoch();
    Player player{bus, records, {.restamp = true}};
    player.start();
    player.join();
    const auto after = std::chrono::system_clock::now().time_since_epoch();
    Recorder told;
    consumer->poll(100, told);
    for (const std::int64_t ts : told.times(bars)) {
        CHECK(std::chrono::nanoseconds{ts} >= before);
        CHECK(std::chrono::nanoseconds{ts} <= after);
    }
    CHECK(told.times(bars).size() == 10);
}

TEST_CASE("a stopped player ends long before its records do, and no records are no work") {
    LiveBus bus{16};
    const auto records = records_on(bus, 2, 3'600'000'000'000);
    Player player{bus, records, {.pace = {.speed = 1.0}}};
    player.start();
    player.stop();
    player.join();
    CHECK(player.published() <= 1);
    Player idle{bus, {}};
    idle.start();
    idle.join();
    CHECK(idle.published() == 0);
}

TEST_CASE("a player's bad settings are refused by name") {
    LiveBus bus{16};
    const auto records = records_on(bus, 2, 1);
    const auto play = [&](PlayerOptions options) { Player{bus, records, options}; };
    CHECK_THROWS_WITH_AS(play({.pace = {.rate = -1.0}}), "rate: expected 0 or more, was -1.000000",
                         std::invalid_argument);
    CHECK_THROWS_AS(play({.pace = {.rate = 1.0, .speed = 1.0}}), std::invalid_argument);
    CHECK_THROWS_AS(play({.rounds = 0}), std::invalid_argument);
    CHECK_THROWS_AS(play({.timeout = -1s}), std::invalid_argument);
    std::vector<Event> unknown(1);
    unknown[0].topic = 99;
    CHECK_THROWS_AS((Player{bus, unknown}), BusError);
}

}  // namespace swarmcore::bus
