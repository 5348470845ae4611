#pragma once

#include <cstddef>

#include "swarmcore/indicators/arithmetic.hpp"

namespace swarmcore::indicators {

/// The recursion y = (1 - weight) * y + weight * x of exponential and of Wilder's averages, started
/// with a mean. Value is double, or Pair for two averages side by side.
///
/// A recursion waits for its last result before it takes the next sample. Here samples come in
/// groups: with q = 1 - weight, the j-th result of a group is q^j * y + p, where y is the last
/// result of the group before and p = q * p + weight * x starts from zero. So only one
/// multiplication and one addition a group wait for the group before, and the CPU works on several
/// groups at a time. A result errs by at most about 4 / weight * 2^-53 of the largest magnitude
/// among the samples.
///
/// Cost: O(1). A result that is not finite stays so for ever.
template <class Value = double>
class Smoother {
  public:
    /// The first result is `scale` times the sum of the first `samples`; those before it are zero.
    Smoother(std::size_t samples, Value scale, Value weight) noexcept
        : seeds_{samples}, scale_{scale}, weight_{weight}, retained_{Value{1.0} - weight} {}

    Value step(Value sample) noexcept {
        if (seeds_ != 0) [[unlikely]]
            return seed(sample);
        decay_ = decay_ * retained_;
        part_ = retained_ * part_ + weight_ * sample;
        const Value result = decay_ * base_ + part_;
        if (++position_ == group) [[unlikely]]
            begin_group(result);
        return result;
    }

  private:
    static constexpr unsigned group = 8;

    Value seed(Value sample) noexcept {
        part_ = part_ + sample;
        if (--seeds_ != 0) return Value{0.0};
        begin_group(scale_ * part_);
        return base_;
    }
    void begin_group(Value result) noexcept {
        base_ = result;
        part_ = Value{0.0};
        decay_ = Value{1.0};
        position_ = 0;
    }

    std::size_t seeds_;  ///< samples still to come before the first result
    Value scale_;
    Value weight_;
    Value retained_;
    Value base_{0.0};   ///< the last result of the group before
    Value part_{0.0};   ///< what the samples of this group add
    Value decay_{1.0};  ///< what is left of base_
    unsigned position_ = 0;
};

/// The weight 2 / (n + 1) of an exponential average of n samples.
[[nodiscard]] inline double exponential_weight(std::size_t period) noexcept {
    return 2.0 / (static_cast<double>(period) + 1.0);
}

/// Exponential average of weight 2 / (n + 1), seeded by the mean of the first n samples.
[[nodiscard]] inline Smoother<double> exponential_average(std::size_t period) noexcept {
    return {period, 1.0 / static_cast<double>(period), exponential_weight(period)};
}

/// Wilder's average, of weight 1 / n, seeded by the mean of the first n samples.
template <class Value = double>
[[nodiscard]] Smoother<Value> wilder_average(std::size_t period) noexcept {
    const Value weight{1.0 / static_cast<double>(period)};
    return {period, weight, weight};
}

}  // namespace swarmcore::indicators
