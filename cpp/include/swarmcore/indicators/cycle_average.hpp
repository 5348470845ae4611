#pragma once

#include <array>
#include <cstddef>

#include "swarmcore/indicators/cycle.hpp"
#include "swarmcore/indicators/hilbert.hpp"
#include "swarmcore/indicators/indicator.hpp"

/// Averages that follow the dominant cycle. Both are recursive.
namespace swarmcore::indicators {

/// The prices without their dominant cycle.
class HtTrendline {
  public:
    static constexpr auto declaration = declare(
        {.name = "ht_trendline",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Hilbert transform: the trend that is left without the dominant cycle",
         .formula =
             "The mean of the prices of the last dominant cycle, in whole bars (see\n"
             "`ht_dcperiod`), averaged over four bars with weights 4, 3, 2 and 1. The number\n"
             "of bars has the same value on every CPU.",
         .source = "Ehlers, Rocket Science for Traders (2001), chapter 10.",
         .warm_up = "63"},
        inputs(input::price), parameters(), outputs("real"));

    double step(double close) noexcept {
        if (cycle_.step(close)) return trend_.step(close, cycle_);
        trend_.skip(close);
        return not_a_number;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return long_warm_up; }

  private:
    DominantCycle cycle_{long_skip};
    CycleTrend trend_;
};

/// An exponential average as fast as the phase of the prices turns, and a slower one of it.
class Mama {
  public:
    static constexpr auto declaration = declare(
        {.name = "mama",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "MESA adaptive moving average, and the average that follows it",
         .formula =
             "``mama[i] = a * close[i] + (1 - a) * mama[i - 1]`` and\n"
             "``fama[i] = a / 2 * mama[i] + (1 - a / 2) * fama[i - 1]``, from 0 on, where ``a``\n"
             "is `fastlimit` over the degrees by which the phase ``atan(quadrature /\n"
             "inphase)`` (see `ht_phasor`) fell since the bar before, at least 1, and no less\n"
             "than `slowlimit`. The arctangent is our own, the same bits on every CPU.",
         .source = "Ehlers, MESA Adaptive Moving Averages, Technical Analysis of Stocks &\n"
                   "Commodities 19 (2001).",
         .warm_up = "32"},
        inputs(input::price),
        parameters(number("fastlimit", 0.01, 0.99, 0.5), number("slowlimit", 0.01, 0.99, 0.05)),
        outputs("mama", "fama"));

    Mama(double fastlimit, double slowlimit)
        : fast_{declaration.number<0>(fastlimit)}, slow_{declaration.number<1>(slowlimit)} {}

    std::array<double, 2> step(double close) noexcept {
        if (!cycle_.step(close)) return no_output<std::array<double, 2>>();
        const double in_phase = cycle_.in_phase();
        const double phase = in_phase != 0.0 ? math::arctangent(cycle_.quadrature(), in_phase) *
                                                   math::degrees_per_radian
                                             : 0.0;
        const double turned = larger(phase_ - phase, 1.0);
        phase_ = phase;
        const double limited = larger(fast_ / turned, slow_);
        const double weight = turned > 1.0 ? limited : fast_;
        mama_ = weight * close + (1.0 - weight) * mama_ + zero_or_nan(cycle_.period());
        fama_ = 0.5 * weight * mama_ + (1.0 - 0.5 * weight) * fama_;
        return {mama_, fama_};
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return short_warm_up; }

  private:
    double fast_;
    double slow_;
    DominantCycle cycle_{short_skip};
    double phase_ = 0.0;
    double mama_ = 0.0;
    double fama_ = 0.0;
};

}  // namespace swarmcore::indicators
