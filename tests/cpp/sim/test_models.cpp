#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "swarmcore/sim/latency.hpp"
#include "swarmcore/sim/queue.hpp"

/// Latency and queue models.
namespace swarmcore::sim {

TEST_CASE("a constant latency is always the same, and none is 0") {
    CHECK(LatencyModel{}.delay(Nanos{5}, 1) == Nanos{0});
    const LatencyModel model = LatencyModel::constant(Nanos{250});
    CHECK(model.delay(Nanos{-7}, 0) == Nanos{250});
    CHECK(model.delay(Nanos{1'000'000}, 99) == Nanos{250});
    CHECK(model.is_constant());
    CHECK_THROWS_WITH(static_cast<void>(LatencyModel::constant(Nanos{-1})),
                      "nanos: expected 0 or more, was -1");
}

TEST_CASE("a jittered latency depends on seed and number alone, and spreads evenly") {
    const LatencyModel model = LatencyModel::jittered(Nanos{1'000}, Nanos{9}, 7);
    CHECK_FALSE(model.is_constant());
    std::vector<int> counts(10);
    for (std::uint64_t number = 0; number < 100'000; ++number) {
        const std::int64_t delay = model.delay(Nanos{0}, number).count();
        CHECK(delay == model.delay(Nanos{55}, number).count());
        REQUIRE(delay >= 1'000);
        REQUIRE(delay <= 1'009);
        ++counts[static_cast<std::size_t>(delay - 1'000)];
    }
    // Five standard deviations of a count of 100,000 with chance 1/10.
    for (const int count : counts) CHECK(std::abs(count - 10'000) < 475);
    const LatencyModel other = LatencyModel::jittered(Nanos{1'000}, Nanos{1'000'000'000}, 8);
    std::set<std::int64_t> seen;
    for (std::uint64_t number = 0; number < 1'000; ++number) {
        seen.insert(other.delay(Nanos{0}, number << 32U).count());
    }
    CHECK(seen.size() > 990);
}

TEST_CASE("a jittered latency may be any 64-bit time, and its base and jitter fit 64 bits") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const LatencyModel model = LatencyModel::jittered(Nanos{0}, Nanos{most}, 1);
    std::int64_t largest = 0;
    for (std::uint64_t number = 0; number < 100; ++number) {
        const std::int64_t delay = model.delay(Nanos{0}, number).count();
        REQUIRE(delay >= 0);
        largest = std::max(largest, delay);
    }
    CHECK(largest > most / 2);
    CHECK(LatencyModel::jittered(Nanos{3}, Nanos{0}, 1).delay(Nanos{0}, 5) == Nanos{3});
    CHECK_THROWS_WITH(static_cast<void>(LatencyModel::jittered(Nanos{1}, Nanos{most}, 1)),
                      doctest::Contains("jitter: expected base + jitter within 64 bits"));
    CHECK_THROWS_WITH(static_cast<void>(LatencyModel::jittered(Nanos{-1}, Nanos{0}, 1)),
                      "base: expected 0 or more, was -1");
    CHECK_THROWS_WITH(static_cast<void>(LatencyModel::jittered(Nanos{0}, Nanos{-5}, 1)),
                      "jitter: expected 0 or more, was -5");
}

TEST_CASE("a recorded latency is linear between samples and constant beyond them") {
    const LatencyModel model = LatencyModel::recorded(
        {{Nanos{100}, Nanos{10}}, {Nanos{200}, Nanos{20}}, {Nanos{203}, Nanos{0}}});
    const auto at = [&](std::int64_t ts) { return model.delay(Nanos{ts}, 0).count(); };
    CHECK(at(-5) == 10);
    CHECK(at(100) == 10);
    CHECK(at(150) == 15);
    CHECK(at(199) == 20);
    CHECK(at(200) == 20);
    CHECK(at(201) == 13);
    CHECK(at(202) == 7);
    CHECK(at(203) == 0);
    CHECK(at(9'999) == 0);
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const LatencyModel wide =
        LatencyModel::recorded({{Nanos{-most}, Nanos{0}}, {Nanos{most}, Nanos{100}}});
    CHECK(wide.delay(Nanos{0}, 0) == Nanos{50});
}

TEST_CASE("a recorded latency stays between its samples where doubles round") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t late = std::int64_t{1} << 62U;
    const LatencyModel rising = LatencyModel::recorded(
        {{.ts = Nanos{0}, .delay = Nanos{0}}, {.ts = Nanos{late}, .delay = Nanos{most}}});
    CHECK(rising.delay(Nanos{late - 1}, 0) == Nanos{most});
    CHECK(rising.delay(Nanos{late / 2}, 0) == Nanos{std::int64_t{1} << 62U});
    const LatencyModel level = LatencyModel::recorded(
        {{.ts = Nanos{0}, .delay = Nanos{most - 1}}, {.ts = Nanos{10}, .delay = Nanos{most}}});
    for (std::int64_t ts = 0; ts <= 10; ++ts) CHECK(level.delay(Nanos{ts}, 0) >= Nanos{most - 1});
}

TEST_CASE("recorded samples that cannot be are refused with their row") {
    const auto refused = [](std::vector<LatencySample> samples) {
        static_cast<void>(LatencyModel::recorded(std::move(samples)));
    };
    CHECK_THROWS_WITH(refused({}), "latency: expected one sample or more, was none");
    CHECK_THROWS_WITH(refused({{Nanos{5}, Nanos{1}}, {Nanos{5}, Nanos{1}}}),
                      "ts: row 1: expected a time after 5, was 5");
    CHECK_THROWS_WITH(refused({{Nanos{5}, Nanos{-1}}}),
                      "latency: row 0: expected 0 or more, was -1");
}

TEST_CASE("the shares of the queue models are those of their formulas") {
    CHECK(QueueModel::risk_averse().ahead_share(3.0, 5.0) == 0.0);
    CHECK(QueueModel::power(1.0).ahead_share(3.0, 5.0) == 3.0 / 8.0);
    CHECK(QueueModel::square().ahead_share(3.0, 5.0) == doctest::Approx(9.0 / 34.0));
    CHECK(QueueModel::power(2.0).ahead_share(3.0, 5.0) ==
          QueueModel::square().ahead_share(3.0, 5.0));
    CHECK(QueueModel::power(0.5).ahead_share(4.0, 9.0) == doctest::Approx(2.0 / 5.0));
    CHECK(QueueModel::logarithm().ahead_share(3.0, 5.0) ==
          doctest::Approx(std::log(4.0) / (std::log(4.0) + std::log(6.0))));
}

TEST_CASE("a share is 0 with nothing ahead, 1 with nothing behind, and between for any size") {
    for (const QueueModel& model :
         {QueueModel::power(1.0), QueueModel::power(100.0), QueueModel::power(0.01),
          QueueModel::square(), QueueModel::logarithm()}) {
        CHECK(model.ahead_share(0.0, 5.0) == 0.0);
        CHECK(model.ahead_share(5.0, 0.0) == 1.0);
        for (const double ahead : {1e-9, 1.0, 1e18}) {
            for (const double behind : {1e-9, 1.0, 1e18}) {
                const double share = model.ahead_share(ahead, behind);
                CHECK(share >= 0.0);
                CHECK(share <= 1.0);
                CHECK(share + model.ahead_share(behind, ahead) == doctest::Approx(1.0));
            }
        }
    }
}

TEST_CASE("an exponent that cannot be is refused") {
    const auto refused = [](double exponent) { static_cast<void>(QueueModel::power(exponent)); };
    CHECK_THROWS_WITH(refused(0.0), doctest::Contains("exponent: expected above 0"));
    CHECK_THROWS_WITH(refused(-1.0), doctest::Contains("exponent: expected above 0"));
    CHECK_THROWS_WITH(refused(101.0), doctest::Contains("exponent: expected above 0"));
    CHECK_THROWS_WITH(refused(std::nan("")), doctest::Contains("exponent: expected above 0"));
}

}  // namespace swarmcore::sim
