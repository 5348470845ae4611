#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "swarmcore/bus/consumer.hpp"
#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/ports.hpp"
#include "swarmcore/bus/publisher.hpp"
#include "swarmcore/bus/topics.hpp"

namespace swarmcore::bus {

/// A bus between threads: each publishes through a publisher and reads through a consumer of its
/// own.
///
/// Cost: a publisher takes three rings of `capacity` 64-byte events. Publishing and polling take no
/// lock; opening, closing and subscribing do.
/// Threads: any. Publishers and consumers belong to one thread at a time, and the bus outlives
/// them.
class LiveBus {
  public:
    static constexpr std::size_t max_publishers = 256;

    /// Throws std::invalid_argument unless `capacity` is a power of two of at least 2.
    explicit LiveBus(std::size_t capacity);
    ~LiveBus();
    LiveBus(const LiveBus&) = delete;
    LiveBus& operator=(const LiveBus&) = delete;

    [[nodiscard]] Topics& topics() noexcept { return topics_; }
    [[nodiscard]] const Topics& topics() const noexcept { return topics_; }
    [[nodiscard]] Ports& ports() noexcept { return ports_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

    /// A publisher that consumers see from its first event on: one that was closed, where there is
    /// one, else a new one. Throws BusError where `max_publishers` are open.
    Publisher& open_publisher();

    /// Gives a publisher back. What it published stays for its readers.
    void close_publisher(Publisher& publisher);

    /// A consumer that sees what is published from now on. Throws BusError where
    /// Ports::max_consumers are open.
    [[nodiscard]] std::unique_ptr<Consumer> open_consumer();

    /// Publishers ever opened; their ids are the numbers below it.
    [[nodiscard]] std::size_t publisher_count() const noexcept {
        return publisher_count_.load(std::memory_order_acquire);
    }
    [[nodiscard]] Publisher& publisher(PublisherId publisher) noexcept {
        return *publishers_[static_cast<std::size_t>(publisher)];
    }

  private:
    friend class Consumer;

    /// Keeps publishers from being opened while a consumer changes how it reads.
    [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock{mutex_}; }
    void forget(Consumer& consumer) noexcept;

    std::size_t capacity_;
    Topics topics_;
    Ports ports_;
    std::mutex mutex_;
    std::array<std::unique_ptr<Publisher>, max_publishers> publishers_;
    std::atomic<std::size_t> publisher_count_{0};
    std::vector<PublisherId> closed_publishers_;
    std::array<Consumer*, Ports::max_consumers> consumers_{};
};

}  // namespace swarmcore::bus
