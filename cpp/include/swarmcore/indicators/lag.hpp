#pragma once

#include <cstddef>
#include <tuple>
#include <vector>

namespace swarmcore::indicators {

/// The sample of n steps before, zero where there was none.
///
/// Cost: O(1). Allocates when built and copied.
template <class Sample = double>
class Lag {
  public:
    explicit Lag(std::size_t steps) : ring_(steps + 1) {}

    /// Takes a sample and gives that of `steps()` steps before.
    Sample step(const Sample& sample) noexcept {
        ring_[position_] = sample;
        position_ = position_ + 1 == ring_.size() ? 0 : position_ + 1;
        return ring_[position_];
    }
    [[nodiscard]] std::size_t steps() const noexcept { return ring_.size() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(ring_, position_); }

  private:
    std::vector<Sample> ring_;
    std::size_t position_ = 0;
};

}  // namespace swarmcore::indicators
