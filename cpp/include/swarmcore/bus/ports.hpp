#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/ring.hpp"
#include "swarmcore/bus/waker.hpp"

namespace swarmcore::bus {

/// A set of consumers: bit n for the consumer of id n.
using ConsumerSet = std::uint64_t;

[[nodiscard]] constexpr ConsumerSet consumer_bit(ConsumerId consumer) noexcept {
    return ConsumerSet{1} << static_cast<unsigned>(consumer);
}

/// What publishers see of the consumers: what each wants, how long it may be waited for, and
/// whether it sleeps. A port outlives its consumer and is given to the next one.
///
/// Cost: `armed`, `version` and `patience` read one atomic; the others take a lock or wake
/// somebody. Threads: any.
class Ports {
  public:
    static constexpr std::size_t max_consumers = Ring::max_readers;
    /// The patience of a consumer that holds nobody up.
    static constexpr std::chrono::nanoseconds no_limit = std::chrono::nanoseconds::max();

    /// Who wants a topic, and which of them want no more than its latest event.
    struct Interest {
        ConsumerSet wanted = 0;
        ConsumerSet conflated = 0;
    };

    /// Throws BusError where all ports are taken.
    ConsumerId open();
    void close(ConsumerId consumer);

    [[nodiscard]] Waker& waker(ConsumerId consumer) noexcept;

    // What consumers want.

    void want(ConsumerId consumer, SubscriptionId subscription, std::string_view pattern,
              bool conflated);
    void unwant(ConsumerId consumer, SubscriptionId subscription);
    [[nodiscard]] Interest interest(std::string_view topic) const;

    /// Grows with every change of what consumers want.
    [[nodiscard]] std::uint64_t version() const noexcept {
        return version_.load(std::memory_order_acquire);
    }

    /// How long a publisher may wait for the consumer to make room in a lane.
    void set_patience(ConsumerId consumer, Lane lane, std::chrono::nanoseconds time) noexcept;
    [[nodiscard]] std::chrono::nanoseconds patience(ConsumerId consumer, Lane lane) const noexcept;

    // Who sleeps. A consumer arms its port, passes the heavy fence and sleeps only if there is
    // nothing to read; a publisher publishes, passes the light fence and looks who is armed.

    void arm(ConsumerId consumer) noexcept {
        armed_.fetch_or(consumer_bit(consumer), std::memory_order_acq_rel);
    }
    void disarm(ConsumerId consumer) noexcept {
        if ((armed() & consumer_bit(consumer)) == 0) return;
        armed_.fetch_and(~consumer_bit(consumer), std::memory_order_acq_rel);
    }
    [[nodiscard]] ConsumerSet armed() const noexcept {
        return armed_.load(std::memory_order_acquire);
    }
    /// Wakes those of the consumers that are armed, each once an arming.
    void wake(ConsumerSet consumers) noexcept;

  private:
    struct Want {
        SubscriptionId subscription;
        std::string pattern;
        bool conflated;
    };
    struct Port {
        std::unique_ptr<Waker> waker;  // made at the first use and kept, for late signals
        std::vector<Want> wants;
        std::array<std::atomic<std::int64_t>, lane_count> patience{};
    };

    alignas(64) std::atomic<ConsumerSet> armed_{0};
    alignas(64) std::atomic<std::uint64_t> version_{1};
    mutable std::mutex mutex_;
    ConsumerSet open_ = 0;
    std::array<Port, max_consumers> ports_;
};

}  // namespace swarmcore::bus
