#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <vector>

#include "swarmcore/indicators/bands.hpp"
#include "swarmcore/indicators/momentum.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/volatility.hpp"
#include "swarmcore/indicators/volume.hpp"

/// Every indicator over 1,000,000 bars of a random walk, into arrays that are reused: the figure is
/// per bar. `stream` is the same indicator fed bar by bar; both must end with the same number.
namespace {

using namespace swarmcore::indicators;

constexpr std::size_t rows = 1'000'000;
using Column = std::vector<double>;

struct Bars {
    Column high, low, close, volume;
};

const Bars& bars() {
    static const Bars made = [] {
        Bars result;
        std::mt19937_64 generator{7};
        std::normal_distribution<double> change{0.0, 0.001};
        double price = 100.0;
        for (std::size_t row = 0; row < rows; ++row) {
            price *= 1.0 + change(generator);
            result.close.push_back(price);
            result.high.push_back(price * (1.0 + std::fabs(change(generator))));
            result.low.push_back(price * (1.0 - std::fabs(change(generator))));
            result.volume.push_back(static_cast<double>(generator() % 10'000));
        }
        return result;
    }();
    return made;
}

template <Indicator I>
Inputs<I> columns() {
    const Bars& made = bars();
    if constexpr (input_count<I> == 1) {
        return {made.close};
    } else if constexpr (input_count<I> == 2) {
        return {made.close, made.volume};
    } else if constexpr (input_count<I> == 3) {
        return {made.high, made.low, made.close};
    } else {
        return {made.high, made.low, made.close, made.volume};
    }
}

template <Indicator I, std::size_t... in>
double feed(const I& fresh, std::index_sequence<in...>) {
    const Inputs<I> inputs = columns<I>();
    Stream<I> stream{fresh};
    for (std::size_t row = 0; row < rows; ++row) stream.update(inputs[in][row]...);
    return component<0>(stream.value());
}

template <Indicator I>
double last_of_stream(const I& fresh) {
    return feed(fresh, std::make_index_sequence<input_count<I>>{});
}

template <Indicator I>
void run_series(benchmark::State& state, const I& fresh) {
    static std::array<Column, 3> results{Column(rows), Column(rows), Column(rows)};
    Outputs<I> outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i] = results[i];
    series(fresh, columns<I>(), outputs);
    if (results[0].back() != last_of_stream(fresh)) {
        std::cerr << "stream and series differ\n";
        std::abort();
    }
    for (auto _ : state) {
        series(fresh, columns<I>(), outputs);
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

template <Indicator I>
void run_stream(benchmark::State& state, const I& fresh) {
    for (auto _ : state) benchmark::DoNotOptimize(last_of_stream(fresh));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

void sma(benchmark::State& state) {
    run_series(state, Sma{state.range(0)});
}
void ema(benchmark::State& state) {
    run_series(state, Ema{26});
}
void wma(benchmark::State& state) {
    run_series(state, Wma{20});
}
void rsi(benchmark::State& state) {
    run_series(state, Rsi{14});
}
void macd(benchmark::State& state) {
    run_series(state, Macd{12, 26, 9});
}
void stoch(benchmark::State& state) {
    run_series(state, Stoch{14, 3, 0, 3, 0});
}
void adx(benchmark::State& state) {
    run_series(state, Adx{14});
}
void bbands(benchmark::State& state) {
    run_series(state, Bbands{20, 2.0, 2.0, 0});
}
void atr(benchmark::State& state) {
    run_series(state, Atr{14});
}
void obv(benchmark::State& state) {
    run_series(state, Obv{});
}
void mfi(benchmark::State& state) {
    run_series(state, Mfi{14});
}
void vwap(benchmark::State& state) {
    run_series(state, Vwap{});
}
void stream_sma(benchmark::State& state) {
    run_stream(state, Sma{20});
}
void stream_macd(benchmark::State& state) {
    run_stream(state, Macd{12, 26, 9});
}

BENCHMARK(sma)->Arg(5)->Arg(20)->Arg(200)->Arg(2000);
BENCHMARK(ema);
BENCHMARK(wma);
BENCHMARK(rsi);
BENCHMARK(macd);
BENCHMARK(stoch);
BENCHMARK(adx);
BENCHMARK(bbands);
BENCHMARK(atr);
BENCHMARK(obv);
BENCHMARK(mfi);
BENCHMARK(vwap);
BENCHMARK(stream_sma);
BENCHMARK(stream_macd);

}  // namespace
