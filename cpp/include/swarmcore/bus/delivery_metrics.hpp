#pragma once

#include <cstdint>
#include <limits>
#include <memory>

#include "swarmcore/bus/latency_histogram.hpp"

namespace swarmcore::bus {

/// What is measured of the deliveries to one agent.
///
/// An event counts in the success rate by 0.99 to the power of the number of events since: the last
/// hundred carry 63 % of the rate, the last 300 carry 95 %.
///
/// Cost: `count` one addition for an event that went well, O(log events) for one that failed, as
/// `success_rate`; nothing allocated. Threads: one.
class DeliveryMetrics {
  public:
    /// Counts an event whose hook has ended.
    void count(bool failed) noexcept {
        ++events_;
        if (failed) [[unlikely]]
            count_failure();
    }

    [[nodiscard]] std::uint64_t events() const noexcept { return events_; }
    [[nodiscard]] std::uint64_t errors() const noexcept { return errors_; }
    [[nodiscard]] LatencyHistogram& latency() noexcept { return *latency_; }
    [[nodiscard]] const LatencyHistogram& latency() const noexcept { return *latency_; }

    /// The part of recent events that did not fail; NaN before the first.
    [[nodiscard]] double success_rate() const noexcept {
        if (events_ == 0) return std::numeric_limits<double>::quiet_NaN();
        const double events = (1.0 - decayed(events_)) / (1.0 - decay);  // a geometric series
        return 1.0 - recent_failures_ * decayed(events_ - last_failure_) / events;
    }

  private:
    static constexpr double decay = 0.99;

    void count_failure() noexcept {
        ++errors_;
        recent_failures_ = recent_failures_ * decayed(events_ - last_failure_) + 1.0;
        last_failure_ = events_;
    }

    /// What an event counts after so many others: by multiplications, the same on every machine.
    static double decayed(std::uint64_t events) noexcept {
        double result = 1.0;
        for (double power = decay; events != 0; events >>= 1U, power *= power) {
            if ((events & 1U) != 0) result *= power;
        }
        return result;
    }

    std::uint64_t events_ = 0;
    std::uint64_t errors_ = 0;
    std::uint64_t last_failure_ = 0;  // its number
    double recent_failures_ = 0.0;    // as of the last one
    // Apart, so that what every event counts in lies side by side for a thousand agents.
    std::unique_ptr<LatencyHistogram> latency_ = std::make_unique<LatencyHistogram>();
};

}  // namespace swarmcore::bus
