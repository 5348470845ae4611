#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "swarmcore/indicators/bands.hpp"
#include "swarmcore/indicators/momentum.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/registry.hpp"
#include "swarmcore/indicators/volatility.hpp"
#include "swarmcore/indicators/volume.hpp"

namespace swarmcore::indicators {
namespace {

using Column = std::vector<double>;

/// The results of a series of one output after its warm-up.
template <Indicator I>
Column results(const I& indicator, const std::array<Column, input_count<I>>& columns) {
    Column output(columns[0].size());
    Inputs<I> inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i] = columns[i];
    series(indicator, inputs, Outputs<I>{output});
    for (std::size_t row = 0; row < indicator.warm_up(); ++row) CHECK(std::isnan(output[row]));
    output.erase(output.begin(), output.begin() + static_cast<std::ptrdiff_t>(indicator.warm_up()));
    return output;
}

void check_near(const Column& actual, const Column& expected) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t row = 0; row < actual.size(); ++row) {
        CHECK(actual[row] == doctest::Approx(expected[row]).epsilon(1e-14));
    }
}

}  // namespace

TEST_CASE("an indicator's inputs and outputs follow from its step") {
    static_assert(Indicator<Sma> && Indicator<Macd> && Indicator<Vwap>);
    static_assert(!Indicator<int>);
    static_assert(input_count<Rsi> == 1 && output_count<Rsi> == 1);
    static_assert(input_count<Mfi> == 4 && output_count<Macd> == 3);
}

TEST_CASE("averages by hand") {
    const Column close{1, 2, 6, 3, 9, 1};
    check_near(results(Sma{3}, {close}), {3, 11.0 / 3, 6, 13.0 / 3});
    // (1 * 1 + 2 * 2 + 3 * 6) / 6 and on
    check_near(results(Wma{3}, {close}), {23.0 / 6, 23.0 / 6, 39.0 / 6, 24.0 / 6});
    // The mean of three, then half of the way to every sample.
    check_near(results(Ema{3}, {close}), {3, 3, 6, 3.5});
    check_near(results(Sma{1}, {close}), close);
    check_near(results(Ema{1}, {close}), close);
}

TEST_CASE("the relative strength index by hand") {
    // Rises 2, 0, 4, 0 and falls 0, 1, 0, 3; averages of two, then half of the way.
    check_near(results(Rsi{2}, {Column{10, 12, 11, 15, 12}}),
               {100 * 1 / 1.5, 100 * 2.5 / 2.75, 100 * 1.25 / 2.875});
    check_near(results(Rsi{2}, {Column{5, 5, 5, 5}}), {0, 0});
}

TEST_CASE("convergence and divergence by hand") {
    const Macd macd{2, 3, 1};
    CHECK(macd.warm_up() == 2);
    const Column close{1, 2, 6, 3};
    Column line(4);
    Column signal(4);
    Column histogram(4);
    series(macd, {close}, {line, signal, histogram});
    // Fast: mean of 2 and 6, then two thirds of the way to 3; slow: 3, then half of the way to 3.
    CHECK(line[2] == doctest::Approx(4.0 - 3.0));
    CHECK(line[3] == doctest::Approx(10.0 / 3 - 3.0));
    CHECK(signal[3] == line[3]);
    CHECK(histogram[3] == 0.0);
    CHECK(std::isnan(histogram[1]));
}

TEST_CASE("the stochastic oscillator by hand") {
    const Stoch stoch{2, 1, 0, 2, 0};
    const Column high{4, 5, 3};
    const Column low{2, 1, 2};
    const Column close{3, 2, 3};
    Column slowk(3);
    Column slowd(3);
    series(stoch, {high, low, close}, {slowk, slowd});
    CHECK(slowk[2] == doctest::Approx(100 * (3.0 - 1) / (5 - 1)));
    CHECK(slowd[2] == doctest::Approx((25.0 + 50.0) / 2));
    CHECK(std::isnan(slowk[1]));
}

TEST_CASE("the directional index by hand") {
    const Column high{10, 12, 13, 13, 11};
    const Column low{8, 9, 11, 10, 8};
    const Column close{9, 11, 12, 11, 9};
    // Movements up 2, 1, 0, 0 and down 0, 0, 1, 2. Averages: up 1, then 1, 0.5, 0.25 (times the
    // weight a half: seed 2 / 2), down 0, then 0, 0.5, 1.25.
    check_near(results(Adx{2}, {high, low, close}), {(100.0 + 0.0) / 2, (50.0 + 100 / 1.5) / 2});
}

TEST_CASE("bands by hand") {
    const Column close{1, 3, 7};
    Column upper(3);
    Column middle(3);
    Column lower(3);
    series(Bbands{2, 2.0, 1.0, 0}, {close}, {upper, middle, lower});
    CHECK(upper[1] == doctest::Approx(4));
    CHECK(middle[1] == doctest::Approx(2));
    CHECK(lower[2] == doctest::Approx(3));
}

TEST_CASE("the true range counts gaps") {
    // Ranges: 3 up from the close before, 4 down, 1 within the bar.
    check_near(results(Atr{1}, {Column{2, 4, 3, 1}, Column{1, 3, 0, 0}, Column{1, 4, 1, 1}}),
               {3, 4, 1});
    check_near(results(Atr{2}, {Column{2, 4, 3, 1}, Column{1, 3, 0, 0}, Column{1, 4, 1, 1}}),
               {3.5, 2.25});
}

TEST_CASE("volumes by hand") {
    const Column close{10, 11, 11, 9};
    const Column volume{5, 7, 100, 3};
    check_near(results(Obv{}, {close, volume}), {5, 12, 12, 9});
    check_near(results(Mfi{2}, {close, close, close, volume}), {100, 0});
    check_near(results(Vwap{}, {close, close, close, volume}),
               {10, 127.0 / 12, 1227.0 / 112, 1254.0 / 115});
}

TEST_CASE("a stream gives the numbers of the series and forgets on reset") {
    const Column close{1, 2, 6, 3, 9, 1, 4, 4, 8};
    Column expected(close.size());
    series(Wma{4}, Inputs<Wma>{close}, Outputs<Wma>{expected});
    Stream<Wma> stream{Wma{4}};
    for (int round = 0; round < 2; ++round) {
        CHECK(std::isnan(stream.value()));
        for (std::size_t row = 0; row < close.size(); ++row) {
            const double value = stream.update(close[row]);
            if (row < stream.warm_up()) {
                CHECK(std::isnan(value));
            } else {
                CHECK(value == expected[row]);
            }
        }
        stream.reset();
    }
}

TEST_CASE("leading NaNs do not count, and a window recovers from a later one") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Column close{nan, nan, 1, 3, nan, 5, 7};
    Column output(close.size());
    series(Sma{2}, Inputs<Sma>{close}, Outputs<Sma>{output});
    CHECK(output[3] == 2.0);
    CHECK((std::isnan(output[2]) && std::isnan(output[4]) && std::isnan(output[5])));
    CHECK(output[6] == 6.0);
}

TEST_CASE("a spike leaves nothing behind") {
    Stream<Sma> mean{Sma{3}};
    Stream<Bbands> bands{Bbands{3, 1.0, 1.0, 0}};
    for (const double close : {1.0, 2.0, 1e300, 4.0, 5.0, 6.0}) {
        mean.update(close);
        bands.update(close);
    }
    CHECK(mean.value() == 5.0);
    CHECK(bands.value()[0] == doctest::Approx(5.0 + std::sqrt(2.0 / 3.0)).epsilon(1e-15));
}

TEST_CASE("the smoother's groups give the plain recursion") {
    Smoother<> smoother = exponential_average(5);
    double sum = 0.0;
    double plain = 0.0;
    for (int i = 0; i < 100; ++i) {
        const double sample = std::fmod(37.0 * i, 11.0);
        const double smooth = smoother.step(sample);
        if (i < 5) {
            sum += sample;
            plain = sum / 5;
        } else {
            plain += (sample - plain) / 3;
        }
        if (i >= 4) CHECK(smooth == doctest::Approx(plain).epsilon(1e-14));
    }
}

TEST_CASE("parameters out of range are refused by name") {
    CHECK_THROWS_WITH_AS(Rsi{1}, "timeperiod: expected 2 to 100000, was 1", std::invalid_argument);
    CHECK_THROWS_WITH_AS((Macd{12, 26, 0}), "signalperiod: expected 1 to 100000, was 0",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS((Bbands{5, std::numeric_limits<double>::infinity(), 2.0, 0}),
                         "nbdevup: expected a finite number, was inf", std::invalid_argument);
}

TEST_CASE("the registry gives the numbers of the classes") {
    const auto entries = registry();
    const auto entry = std::ranges::find_if(
        entries, [](const Entry& each) { return std::string_view{each.text->name} == "atr"; });
    REQUIRE(entry != entries.end());
    const Value period{.integer = 2};
    const std::unique_ptr<AnyIndicator> atr = entry->make(&period);
    CHECK(atr->warm_up() == Atr{2}.warm_up());
    Stream<Atr> stream{Atr{2}};
    const Column high{2, 4, 3, 1, 5};
    const Column low{1, 3, 0, 0, 2};
    const Column close{1, 4, 1, 1, 3};
    for (std::size_t row = 0; row < high.size(); ++row) {
        const std::array bar{high[row], low[row], close[row]};
        double seen = 0.0;
        atr->peek(bar.data(), &seen);
        const double value = stream.update(high[row], low[row], close[row]);
        CHECK((*atr->update(bar.data()) == value || std::isnan(value)));
        CHECK((seen == value || std::isnan(value)));
    }
    const std::unique_ptr<AnyIndicator> twin = atr->clone();
    twin->reset();
    twin->restore(atr->save());
    CHECK(*twin->value() == stream.value());
    CHECK_THROWS_AS(twin->restore("short"), std::invalid_argument);

    const std::array inputs{high.data(), low.data(), close.data()};
    Column result(high.size());
    double* const output = result.data();
    atr->series(inputs.data(), &output, high.size(), false);
    CHECK(result.back() == stream.value());
}

TEST_CASE("symbols go over threads and give their own series") {
    constexpr std::size_t symbols = 7;
    constexpr std::size_t rows = 50;
    Column close(symbols * rows);
    for (std::size_t i = 0; i < close.size(); ++i)
        close[i] = std::fmod(37.0 * static_cast<double>(i), 11.0);
    const Value period{.integer = 5};
    const std::unique_ptr<AnyIndicator> sma = registry()[0].make(&period);
    const double* const input = close.data();
    Column expected(close.size());
    for (std::size_t symbol = 0; symbol < symbols; ++symbol) {
        series(Sma{5}, Inputs<Sma>{std::span{close}.subspan(symbol * rows, rows)},
               Outputs<Sma>{std::span{expected}.subspan(symbol * rows, rows)});
    }
    for (const std::size_t threads : {0U, 1U, 3U, 100U}) {
        Column result(close.size());
        double* const output = result.data();
        series_of_symbols(*sma, {&input, 1}, {&output, 1}, symbols, rows, false, threads);
        for (std::size_t i = 0; i < close.size(); ++i) {
            CHECK((result[i] == expected[i] || std::isnan(expected[i])));
        }
    }
}

}  // namespace swarmcore::indicators
