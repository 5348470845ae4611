#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "swarmcore/core/math.hpp"
#include "swarmcore/indicators/hilbert.hpp"
#include "swarmcore/indicators/indicator.hpp"

/// Cycles in prices, by Hilbert transforms. All are recursive.
namespace swarmcore::indicators {

/// The prices that warm up the average, TA-Lib's choice, and the results that mean nothing yet: of
/// the indicators that need the cycle's length alone, and of those that look back over a cycle.
inline constexpr unsigned short_skip = 12;
inline constexpr std::size_t short_warm_up = 32;
inline constexpr unsigned long_skip = 37;
inline constexpr std::size_t long_warm_up = 63;

/// The length of the dominant cycle in bars.
class HtDcperiod {
  public:
    static constexpr auto declaration = declare(
        {.name = "ht_dcperiod",
         .group = Group::cycle,
         .memory = Memory::recursive,
         .title = "Hilbert transform: the length of the dominant cycle, in bars",
         .formula =
             "Prices are averaged over four bars (weights 4, 3, 2, 1) and split by Hilbert\n"
             "transforms into a part in phase and one in quadrature; the length is a full\n"
             "turn over the angle between this bar and the one before, clamped to change by\n"
             "-33% to +50% and to 6 to 50 bars, and smoothed twice. The arctangent is our own,\n"
             "so that the result has the same bits on every CPU.",
         .source = "Ehlers, Rocket Science for Traders (2001), chapter 7.",
         .warm_up = "32"},
        inputs(input::price), parameters(), outputs("real"));

    double step(double close) noexcept {
        cycle_.step(close);
        return cycle_.period();
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return short_warm_up; }

  private:
    DominantCycle cycle_{short_skip};
};

/// The two parts of the prices, in phase and in quadrature.
class HtPhasor {
  public:
    static constexpr auto declaration = declare(
        {.name = "ht_phasor",
         .group = Group::cycle,
         .memory = Memory::recursive,
         .title = "Hilbert transform: the parts of the prices in phase and in quadrature",
         .formula =
             "The detrended average of four bars, three bars ago, and its Hilbert transform,\n"
             "whose gains follow the length of the dominant cycle (see `ht_dcperiod`).",
         .source = "Ehlers, Rocket Science for Traders (2001), chapter 6.",
         .warm_up = "32"},
        inputs(input::price), parameters(), outputs("inphase", "quadrature"));

    std::array<double, 2> step(double close) noexcept {
        cycle_.step(close);
        const double hole = zero_or_nan(cycle_.period());
        return {cycle_.in_phase() + hole, cycle_.quadrature() + hole};
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return short_warm_up; }

  private:
    DominantCycle cycle_{short_skip};
};

/// The phase of the dominant cycle in degrees.
class HtDcphase {
  public:
    static constexpr auto declaration = declare(
        {.name = "ht_dcphase",
         .group = Group::cycle,
         .memory = Memory::recursive,
         .title = "Hilbert transform: the phase of the dominant cycle, in degrees",
         .formula =
             "``atan(sum(p * sin a) / sum(p * cos a)) + 90 + 360 / length`` over the averaged\n"
             "prices `p` of the last dominant cycle (see `ht_dcperiod`), whose bars divide the\n"
             "circle into the angles `a`; from -45 to 315. On flat prices both sums are\n"
             "rounding alone, and the phase means nothing. Arctangent, sines and cosines are\n"
             "our own, so that the result has the same bits on every CPU.",
         .source = "Ehlers, Rocket Science for Traders (2001), chapter 9.",
         .warm_up = "63"},
        inputs(input::price), parameters(), outputs("real"));

    double step(double close) noexcept {
        return cycle_.step(close) ? phase_.step(cycle_) : not_a_number;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return long_warm_up; }

  private:
    DominantCycle cycle_{long_skip};
    CyclePhase phase_;
};

/// The sine of the phase of the dominant cycle, and that of 45 degrees more.
[[nodiscard]] inline std::array<double, 2> sine_and_lead(double degrees) noexcept {
    const math::SinCos at = math::sincos_turns(degrees / 360.0);
    constexpr double root_of_half = 0.7071067811865476;
    return {at.sin, (at.sin + at.cos) * root_of_half};
}

class HtSine {
  public:
    static constexpr auto declaration = declare(
        {.name = "ht_sine",
         .group = Group::cycle,
         .memory = Memory::recursive,
         .title = "Hilbert transform: the sine of the dominant cycle's phase, and of 45 degrees on",
         .formula =
             "``sine = sin(phase)`` and ``leadsine = sin(phase + 45)`` of the phase in degrees\n"
             "that `ht_dcphase` gives. They cross before a cycle turns; in a trend they run\n"
             "side by side. Sines err by at most 1e-15, the same bits on every CPU.",
         .source = "Ehlers, Rocket Science for Traders (2001), chapter 9.",
         .warm_up = "63"},
        inputs(input::price), parameters(), outputs("sine", "leadsine"));

    std::array<double, 2> step(double close) noexcept {
        if (!cycle_.step(close)) return no_output<std::array<double, 2>>();
        return sine_and_lead(phase_.step(cycle_));
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return long_warm_up; }

  private:
    DominantCycle cycle_{long_skip};
    CyclePhase phase_;
};

/// Whether prices follow a trend or a cycle.
class HtTrendmode {
  public:
    static constexpr auto declaration = declare(
        {.name = "ht_trendmode",
         .group = Group::cycle,
         .memory = Memory::recursive,
         .title = "Hilbert transform: 1 where prices follow a trend, 0 where they follow a cycle",
         .formula =
             "A trend, except for half a dominant cycle after `ht_sine` has crossed its lead,\n"
             "and while the phase advances by 67% to 150% of what the cycle's length asks for;\n"
             "but always a trend where the averaged price is 1.5% or more off `ht_trendline`.\n"
             "What it is decided on has the same bits on every CPU.",
         .source = "Ehlers, Rocket Science for Traders (2001), chapter 11.",
         .warm_up = "63"},
        inputs(input::price), parameters(), outputs(integer("integer")));

    double step(double close) noexcept {
        if (!cycle_.step(close)) {
            trend_.skip(close);
            return not_a_number;
        }
        const double length = cycle_.period();
        const double phase = phase_.step(cycle_);
        const double trend = trend_.step(close, cycle_);
        const double advance = phase - last_phase_;
        const double above = sine_above(phase);
        const bool crossed = above > 0.0 ? last_above_ <= 0.0 : above < 0.0 && last_above_ >= 0.0;
        last_phase_ = phase;
        last_above_ = above;
        bars_in_trend_ = crossed ? 1.0 : bars_in_trend_ + 1.0;
        const bool cycling = crossed || bars_in_trend_ < 0.5 * length ||
                             (advance > 0.67 * 360.0 / length && advance < 1.5 * 360.0 / length);
        const double off = std::fabs((cycle_.smoothed_price() - trend) / trend);
        const bool far = trend != 0.0 && off >= 0.015;
        return (cycling && !far ? 0.0 : 1.0) + zero_or_nan(length);
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return long_warm_up; }

  private:
    static double sine_above(double phase) noexcept {
        const std::array<double, 2> sines = sine_and_lead(phase);
        return sines[0] - sines[1];
    }

    DominantCycle cycle_{long_skip};
    CyclePhase phase_;
    CycleTrend trend_;
    double last_phase_ = 0.0;
    double last_above_ = 0.0;
    double bars_in_trend_ = 0.0;
};

}  // namespace swarmcore::indicators
