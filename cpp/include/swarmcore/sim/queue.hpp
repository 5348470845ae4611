#pragma once

#include <cstdint>

namespace swarmcore::sim {

/// Where in the queue of a price an order stands that the feed shows as one quantity only: how a
/// decrease that no trade explains is shared between what stands ahead of the order and what stands
/// behind it.
///
/// | model       | share of the decrease that came from ahead                          |
/// |-------------|---------------------------------------------------------------------|
/// | risk_averse | 0: only trades bring the order forward                              |
/// | power(n)    | a^n / (a^n + b^n)                                                   |
/// | square      | the same with n = 2                                                 |
/// | logarithm   | ln(1 + a) / (ln(1 + a) + ln(1 + b))                                 |
///
/// with a lots ahead and b lots behind. power(1) takes a cancelled lot to be any lot of the queue
/// with the same chance; a larger n, that the longer part loses still more than that; the logarithm
/// lies closer to one half.
/// Source: Rigtorp, Estimating order queue position (2013), who writes f(b) / (f(b) + f(a)) for the
/// part that comes from behind, with any increasing f, f(0) = 0; f = x^n and ln(1 + x) are those in
/// common use, for instance in hftbacktest.
/// Cost: O(1); the same bits on every machine.
class QueueModel {
  public:
    /// Only trades bring an order forward.
    QueueModel() noexcept = default;

    [[nodiscard]] static QueueModel risk_averse() noexcept { return {}; }
    /// Throws std::invalid_argument unless `exponent` is above 0 and at most 100.
    [[nodiscard]] static QueueModel power(double exponent);
    [[nodiscard]] static QueueModel logarithm() noexcept;
    [[nodiscard]] static QueueModel square() noexcept;

    /// The share, 0 to 1, that came from ahead; `ahead` and `behind` are lots, 0 or more, and not
    /// both 0.
    [[nodiscard]] double ahead_share(double ahead, double behind) const noexcept;

  private:
    enum class Kind : std::uint8_t { risk_averse, power, logarithm };

    Kind kind_ = Kind::risk_averse;
    double exponent_ = 1.0;
};

}  // namespace swarmcore::sim
