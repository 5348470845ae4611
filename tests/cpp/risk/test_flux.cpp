#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

#include "allocations.hpp"
#include "swarmcore/risk/flux.hpp"

// The formula is held against a naive reference from Python.
namespace swarmcore::risk {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Series {
    std::vector<double> close;
    std::vector<double> volume;
};

/// A random walk whose steps are twice as large in every other hundred of bars.
Series random_walk(std::size_t bars) {
    std::mt19937_64 bits{11};
    Series series;
    double close = 100.0;
    for (std::size_t bar = 0; bar < bars; ++bar) {
        const double wild = (bar / 100) % 2 == 0 ? 1.0 : 2.0;
        const double uniform = static_cast<double>(bits() >> 11U) * 0x1p-53;
        close *= 1.0 + 0.02 * wild * (uniform - 0.5);
        series.close.push_back(close);
        series.volume.push_back(1000.0 * wild * (0.5 + uniform));
    }
    return series;
}

}  // namespace

TEST_CASE("the flux of a whole series is that of the stream, bit for bit") {
    const Series series = random_walk(2000);
    std::vector<double> flux(series.close.size());
    flux_series(FluxMeter{}, series.close, series.volume, flux);
    FluxMeter meter;
    for (std::size_t bar = 0; bar < flux.size(); ++bar) {
        const double value = meter.update(series.close[bar], series.volume[bar]);
        REQUIRE(std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(flux[bar]));
    }
}

TEST_CASE("the flux takes its bits from the input alone") {
    // From one run of this test; a compiler that contracts, or another log, changes it.
    const Series series = random_walk(500);
    std::vector<double> flux(series.close.size());
    flux_series(FluxMeter{}, series.close, series.volume, flux);
    CHECK(flux.back() == 0x1.3a79421d4851ep-2);
}

TEST_CASE("a market that moves as usual has a turbulence of one half") {
    FluxMeter meter;
    double close = 100.0;
    for (int bar = 0; bar < 50; ++bar) {
        close = close == 100.0 ? 101.0 : 100.0;
        CHECK(meter.update(close, 500.0) == 0.5);
    }
    CHECK(meter.turbulence() == doctest::Approx(0.5).epsilon(1e-12));
    CHECK(meter.volatility() == doctest::Approx(1.0).epsilon(1e-12));
    CHECK(meter.volume() == 1.0);
}

TEST_CASE("prices that never moved, and volumes of nothing, are as usual") {
    FluxMeter meter;
    for (int bar = 0; bar < 10; ++bar) CHECK(meter.update(7.0, 0.0) == 0.5);
    CHECK(meter.turbulence() == 0.5);
    CHECK(meter.volatility() == 1.0);
    CHECK(meter.volume() == 1.0);
}

TEST_CASE("prices that stopped moving lead to a flux of next to nothing") {
    FluxMeter meter;
    meter.update(100.0, 1.0);
    meter.update(110.0, 1.0);
    for (int bar = 0; bar < 20'000; ++bar) meter.update(110.0, 1.0);
    CHECK(meter.turbulence() < 1e-6);
    CHECK(meter.value() <= 0.05);
    CHECK(meter.value() >= 0.0);
}

TEST_CASE("a bar that cannot be right changes nothing") {
    FluxMeter meter;
    meter.update(100.0, 1.0);
    meter.update(103.0, 2.0);
    meter.update(99.0, 4.0);
    const FluxMeter before = meter;
    for (const double close : {nan, infinity, -infinity, 0.0, -1.0}) {
        CHECK(meter.update(close, 1.0) == before.value());
    }
    for (const double volume : {nan, infinity, -infinity, -1.0}) {
        CHECK(meter.update(50.0, volume) == before.value());
    }
    CHECK(meter.turbulence() == before.turbulence());
    CHECK(meter.volatility() == before.volatility());
    CHECK(meter.volume() == before.volume());
    FluxMeter untouched = before;
    CHECK(meter.update(101.0, 3.0) == untouched.update(101.0, 3.0));
}

TEST_CASE("the largest and the smallest numbers keep the flux between 0 and 1") {
    constexpr double most = std::numeric_limits<double>::max();
    constexpr double least = std::numeric_limits<double>::denorm_min();
    for (const double decay : {1e-9, 0.94}) {
        FluxMeter meter{{.fast_decay = decay, .slow_decay = 1.0 - 0x1p-53, .step = 1.0}};
        for (int bar = 0; bar < 1000; ++bar) {
            const bool even = bar % 2 == 0;
            const double value = meter.update(even ? most : least, bar % 3 == 0 ? most : least);
            REQUIRE(value >= 0.0);
            REQUIRE(value <= 1.0);
            REQUIRE(std::isfinite(meter.turbulence()));
        }
    }
}

TEST_CASE("a reset meter is a new one") {
    const Series series = random_walk(50);
    FluxMeter used{{.start = 0.2}};
    for (std::size_t bar = 0; bar < 50; ++bar) used.update(series.close[bar], series.volume[bar]);
    used.reset();
    FluxMeter fresh{{.start = 0.2}};
    CHECK(used.value() == 0.2);
    CHECK(used.turbulence() == 0.5);
    for (std::size_t bar = 0; bar < 50; ++bar) {
        CHECK(used.update(series.close[bar], series.volume[bar]) ==
              fresh.update(series.close[bar], series.volume[bar]));
    }
}

TEST_CASE("an update allocates nothing") {
    FluxMeter meter;
    const std::size_t before = allocation_count();
    for (int bar = 1; bar < 100; ++bar) meter.update(100.0 + bar % 7, bar);
    CHECK(allocation_count() == before);
}

TEST_CASE("parameters out of their range are named") {
    using doctest::Contains;
    CHECK_THROWS_WITH_AS(FluxMeter{{.fast_decay = 0.0}},
                         Contains("fast_decay: expected above 0 and below 1"),
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(FluxMeter{{.slow_decay = 1.0}},
                         Contains("slow_decay: expected above 0 and below 1"),
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS((FluxMeter{{.fast_decay = 0.9, .slow_decay = 0.9}}),
                         Contains("slow_decay: expected more than fast_decay"),
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(FluxMeter{{.start = 1.5}}, Contains("start: expected 0 to 1, was 1.5"),
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(FluxMeter{{.step = 0.0}}, Contains("step: expected above 0"),
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(FluxMeter{{.dead_band = nan}}, Contains("dead_band: expected 0 or more"),
                         std::invalid_argument);
}

}  // namespace swarmcore::risk
