#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "swarmcore/core/units.hpp"

namespace swarmcore::sim {

/// A delay that was measured at a time.
struct LatencySample {
    Nanos ts;
    Nanos delay;

    friend bool operator==(const LatencySample&, const LatencySample&) = default;
};

/// How long a message is under way: a value that tells the delay of any message from when it leaves
/// and its number alone, so that a replay, or a part of it, gives the same delays again.
///
/// Units: nanoseconds; delays are 0 or more.
/// Cost: constant O(1); jittered one block of Philox; recorded O(log samples). Nothing allocates.
/// Threads: a const object may be read by any.
class LatencyModel {
  public:
    /// No delay.
    LatencyModel() noexcept = default;

    /// Always `delay`. Throws std::invalid_argument where it is negative.
    [[nodiscard]] static LatencyModel constant(Nanos delay);
    /// `base` and, of message `number`, a whole number of nanoseconds from 0 to `jitter`, each as
    /// likely, that depends on (seed, number) alone. Throws std::invalid_argument where one is
    /// negative or their sum passes 64 bits.
    [[nodiscard]] static LatencyModel jittered(Nanos base, Nanos jitter, std::uint64_t seed);
    /// What was measured: between two samples on the straight line through them, rounded to the
    /// nearest nanosecond; before the first the first, after the last the last. Throws
    /// std::invalid_argument where there is no sample, a time does not come after the one before,
    /// or a delay is negative.
    [[nodiscard]] static LatencyModel recorded(std::vector<LatencySample> samples);

    /// The delay of message `number`, which leaves at `now`.
    [[nodiscard]] Nanos delay(Nanos now, std::uint64_t number) const noexcept;

    /// Whether `delay` is `base()` whatever is asked: an event loop may skip the call.
    [[nodiscard]] bool is_constant() const noexcept { return kind_ == Kind::constant; }
    [[nodiscard]] Nanos base() const noexcept { return base_; }

  private:
    enum class Kind : std::uint8_t { constant, jittered, recorded };

    [[nodiscard]] Nanos interpolate(Nanos now) const noexcept;

    Kind kind_ = Kind::constant;
    Nanos base_;
    Nanos jitter_;
    std::uint64_t seed_ = 0;
    // Shared: models are copied freely, samples are never changed.
    std::shared_ptr<const std::vector<LatencySample>> samples_;
};

}  // namespace swarmcore::sim
