#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "swarmcore/core/angle.hpp"
#include "swarmcore/indicators/arithmetic.hpp"
#include "swarmcore/indicators/circle.hpp"

/// What the indicators of cycles share: how long the cycle is that dominates the prices, where in
/// it they stand, and the trend that is left without it.
///
/// Operations are in TA-Lib's order, so that its numbers come out also where prices pause: there
/// the transforms measure what rounding left of the last movement. No function of libm is used,
/// whose last bits change with the CPU: the arctangent is that of core/angle.hpp, sines and cosines
/// are those of circle.hpp and core/math.hpp.
/// Source: Ehlers, Rocket Science for Traders (2001), chapters 5 to 11.
namespace swarmcore::indicators {

/// The last numbers of a series, zero before the first; `size` is a power of two.
template <std::size_t size>
class History {
    static_assert((size & (size - 1)) == 0);

  public:
    void push(double value) noexcept { values_[++last_ % size] = value; }
    /// The number pushed `age` pushes before the last, for age < size.
    [[nodiscard]] double operator[](std::size_t age) const noexcept {
        return values_[(last_ - age) % size];
    }

  private:
    std::array<double, size> values_{};
    std::size_t last_ = 0;
};

/// The mean of four samples weighted 4 (the newest), 3, 2 and 1, from the fourth on.
///
/// A running sum, as TA-Lib has it, which keeps what it rounds. It is made anew of the four samples
/// when they are a thousandth of what it was, so that a spike that has left does no harm for ever.
class FourBarAverage {
  public:
    double step(double sample) noexcept {
        const double oldest = samples_[3];
        samples_.push(sample);
        if (rows_ < 3) [[unlikely]] {
            ++rows_;
            sum_ += sample;
            weighted_ += sample * static_cast<double>(rows_);
            return not_a_number;
        }
        sum_ = sum_ + sample - oldest;
        weighted_ += sample * 4.0;
        const double magnitude = std::fabs(weighted_);
        if (largest_ > 1024.0 * magnitude) [[unlikely]]
            renew();
        largest_ = larger(magnitude, largest_);
        const double average = weighted_ * 0.1;
        weighted_ -= sum_;
        return average;
    }

  private:
    void renew() noexcept {
        sum_ = samples_[3] + samples_[2] + samples_[1] + samples_[0];
        weighted_ = samples_[3] + 2.0 * samples_[2] + 3.0 * samples_[1] + 4.0 * samples_[0];
        largest_ = 0.0;
    }

    History<4> samples_;
    double sum_ = 0.0;
    double weighted_ = 0.0;
    double largest_ = 0.0;  ///< of the weighted sums since these were made
    unsigned rows_ = 0;
};

/// The length of the dominant cycle, from 6 to 50 bars, by a homodyne discriminator: how far the
/// phase of the smoothed prices turns from bar to bar.
///
/// A price waits for the length that the price before has given. Whatever does not depend on it is
/// therefore computed apart, and the formulas are arranged so that few operations are left between
/// one length and the next. A NaN or an infinity makes the length NaN for ever.
class DominantCycle {
  public:
    /// The first `skipped` prices only warm up the average that smooths prices.
    explicit DominantCycle(unsigned skipped) noexcept : skipped_{skipped} {}

    /// Takes a price; false while it is one of those skipped, which change nothing below.
    bool step(double price) noexcept {
        const double smoothed = average_.step(price);
        if (skipped_ != 0) [[unlikely]] {
            --skipped_;
            return false;
        }
        smoothed_.push(smoothed);
        // Ehlers's Hilbert transform of a series x is gain * (outer * x[0] + inner * x[2] -
        // inner * x[4] - outer * x[6]). The order of the first is TA-Lib's, to the last bit.
        const double trendless = outer * smoothed_[0] - outer * smoothed_[6] -
                                 inner * smoothed_[4] + inner * smoothed_[2];
        const double of_detrended = inner * (detrended_[1] - detrended_[3]) - outer * detrended_[5];
        const double of_quadrature =
            inner * (quadratures_[1] - quadratures_[3]) - outer * quadratures_[5];
        const double of_in_phase =
            outer * (detrended_[2] - detrended_[8]) + inner * (detrended_[4] - detrended_[6]);
        in_phase_ = detrended_[2];

        const double gain = gain_;
        const double transform = of_detrended + gain * (outer * trendless);
        detrended_.push(gain * trendless);
        quadratures_.push(gain * transform);
        // in phase: 0.2 * (in_phase_ - transform of the quadratures) + 0.8 * before, and so on
        const double in_phase = (0.2 * in_phase_ + 0.8 * smooth_in_phase_) -
                                0.2 * gain * of_quadrature - 0.2 * outer * gain * gain * transform;
        const double quadrature =
            (0.8 * smooth_quadrature_ + 0.2 * gain * of_in_phase) + 0.2 * gain * transform;
        turn(in_phase, quadrature);
        return true;
    }

    /// The smoothed length of the cycle, in bars.
    [[nodiscard]] double period() const noexcept { return period_; }
    /// The number of whole bars nearest to it, at most longest_cycle; 0 of NaN.
    [[nodiscard]] std::size_t bars() const noexcept {
        // NOLINTNEXTLINE(bugprone-incorrect-roundings): TA-Lib's, of a number from 0 to 50
        return period_ >= 0.0 ? static_cast<std::size_t>(period_ + 0.5) : 0;
    }
    [[nodiscard]] double smoothed_price() const noexcept { return smoothed_[0]; }
    [[nodiscard]] double in_phase() const noexcept { return in_phase_; }
    [[nodiscard]] double quadrature() const noexcept { return quadratures_[0]; }

  private:
    static constexpr double outer = 0.0962;
    static constexpr double inner = 0.5769;
    // Only turns by 360 / 50 to 360 / 6 degrees are told apart; they are measured from this one in
    // their middle, so that the power series of the arctangent is short.
    static constexpr double middle = 0.5880026035475675;
    static constexpr double tangent = 2.0 / 3.0;  // of it

    /// The product with the conjugate of the bar before, whose angle is the turn between both.
    void turn(double in_phase, double quadrature) noexcept {
        const double i = 0.2 * smooth_in_phase_;
        const double q = 0.2 * smooth_quadrature_;
        real_ = (i * in_phase + q * quadrature) + 0.8 * real_;
        imaginary_ = (q * in_phase - i * quadrature) + 0.8 * imaginary_;
        // The same, turned back by `middle`.
        const double turned_i = i + tangent * q;
        const double turned_q = q - tangent * i;
        turned_real_ = (turned_i * in_phase + turned_q * quadrature) + 0.8 * turned_real_;
        turned_imaginary_ = (turned_q * in_phase - turned_i * quadrature) + 0.8 * turned_imaginary_;
        smooth_in_phase_ = in_phase;
        smooth_quadrature_ = quadrature;

        const double before = raw_period_;
        double now = before;
        if (imaginary_ != 0.0 && real_ != 0.0) [[likely]] {
            const bool backwards =
                ((imaginary_ < 0.0) & (real_ > 0.0)) | ((imaginary_ > 0.0) & (real_ < 0.0));
            const double length = length_of(turned_imaginary_ / turned_real_);
            now = backwards ? 0.0 : length;
        }
        // It may become at most half as long again and a third shorter. Comparisons leave a NaN.
        const double longest = lesser(1.5 * before, 50.0);
        const double shortest = larger(6.0, 0.67 * before);
        now = now > longest ? longest : now;
        now = now < shortest ? shortest : now;
        raw_period_ = 0.2 * now + 0.8 * before;
        gain_ = 0.075 * 0.2 * now + (0.075 * 0.8 * before + 0.54);
        period_ = 0.33 * raw_period_ + 0.67 * period_;
    }

    static double lesser(double left, double right) noexcept { return left > right ? right : left; }

    /// The bars in a full circle of turns by `middle` and the arctangent of `t`; more than 50 or
    /// less than 6 where it is not between.
    static double length_of(double t) noexcept {
        t = t > 0.5 ? 0.5 : t;
        t = t < -0.5 ? -0.5 : t;
        // (atan(t) - t) / t^3, made as the coefficients of core/math.hpp
        const double z = t * t;
        const double z2 = z * z;
        const double z4 = z2 * z2;
        const double p0 = -0.33333333333333326 + 0.199999999999916 * z;
        const double p2 = -0.14285714284106285 + 0.11111110990139533 * z;
        const double p4 = -0.09090904370311348 + 0.07692198451257941 * z;
        const double p6 = -0.06665052856794013 + 0.058664967492257074 * z;
        const double p8 = -0.05157516225552972 + 0.04283578705573422 * z;
        const double p10 = -0.02895352123252625 + 0.011152908092096216 * z;
        const double series = (p0 + p2 * z2) + z4 * ((p4 + p6 * z2) + z4 * (p8 + p10 * z2));
        return 6.283185307179586 / ((middle + t) + t * z * series);
    }

    FourBarAverage average_;
    History<8> smoothed_;
    History<16> detrended_;
    History<8> quadratures_;
    double in_phase_ = 0.0;
    double smooth_in_phase_ = 0.0;
    double smooth_quadrature_ = 0.0;
    double real_ = 0.0;
    double imaginary_ = 0.0;
    double turned_real_ = 0.0;
    double turned_imaginary_ = 0.0;
    double raw_period_ = 0.0;
    double gain_ = 0.54;
    double period_ = 0.0;
    unsigned skipped_;
};

/// Where in the dominant cycle the prices stand: the phase of the smoothed prices of the last cycle
/// against a sine of its length, in degrees from -45 to 315.
class CyclePhase {
  public:
    double step(const DominantCycle& cycle) noexcept {
        smoothed_.push(cycle.smoothed_price());
        const std::size_t bars = cycle.bars();
        const Pair* angles = circle().divided_in(bars);
        Pair sums;
        for (std::size_t age = 0; age < bars; ++age) {
            sums = sums + angles[age] * Pair{smoothed_[age]};
        }
        const double real = sums.first();
        const double imaginary = sums.second();
        if (imaginary != 0.0) {
            phase_ = math::arctangent(real, imaginary) * math::degrees_per_radian;
        } else if (real != 0.0) {
            phase_ += real < 0.0 ? -90.0 : 90.0;
        }
        // The smoothed prices lag by one bar.
        phase_ = phase_ + 90.0 + 360.0 / cycle.period();
        if (imaginary < 0.0) phase_ += 180.0;
        if (phase_ > 315.0) phase_ -= 360.0;
        return phase_;
    }

  private:
    History<64> smoothed_;
    double phase_ = 0.0;
};

/// The mean of the prices of the last cycle, and of its last four values weighted 4, 3, 2 and 1:
/// what remains when the cycle is taken out.
class CycleTrend {
  public:
    /// Takes a price that is skipped.
    void skip(double price) noexcept { prices_.push(price); }

    double step(double price, const DominantCycle& cycle) noexcept {
        prices_.push(price);
        const std::size_t bars = cycle.bars();
        double sum = 0.0;
        for (std::size_t age = 0; age < bars; ++age) sum += prices_[age];
        const double mean =
            bars != 0 ? sum / static_cast<double>(bars) : zero_or_nan(cycle.period());
        const double trend = (4.0 * mean + 3.0 * means_[0] + 2.0 * means_[1] + means_[2]) / 10.0;
        means_ = {mean, means_[0], means_[1]};
        return trend;
    }

  private:
    History<64> prices_;
    std::array<double, 3> means_{};
};

}  // namespace swarmcore::indicators
