#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "swarmcore/bus/live_bus.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// How a player goes through its records: at a rate, at the pace of their times, or as fast as the
/// bus takes them.
struct Pace {
    double rate = 0.0;   ///< events per second; 0 for none
    double speed = 0.0;  ///< 1 as the records' times go, 2 twice as fast; 0 for none
};

struct PlayerOptions {
    Pace pace{};
    std::size_t rounds = 1;  ///< how often the records are played; times repeat with each
    bool restamp = false;    ///< ts becomes the system clock's time of publication
    std::chrono::nanoseconds timeout = std::chrono::seconds{1};  ///< to wait where a lane is full
};

/// A thread that publishes records: a load for tests, or recorded events in real time. What a full
/// lane refuses past the time-out is counted and left out. The records' topics are the bus's.
///
/// Units: of `ts`, nanoseconds UTC.
/// Threads: one owner; the counts may be read by any.
class Player {
  public:
    /// Throws std::invalid_argument for a rate or speed that is negative or not finite, for both at
    /// once, no rounds, and a time-out below 0; BusError for an unknown topic. The records must
    /// outlive the player.
    Player(LiveBus& bus, std::span<const Event> records, PlayerOptions options = {});
    /// Stops and joins.
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    /// Throws BusError where it was started before or the bus has no publisher left.
    void start();
    /// Ends it after the event under way; does not wait.
    void stop() noexcept { stopping_.store(true, std::memory_order_relaxed); }
    /// Waits until it has ended.
    void join();

    [[nodiscard]] bool is_running() const noexcept {
        return running_.load(std::memory_order_acquire);
    }
    [[nodiscard]] std::uint64_t published() const noexcept {
        return published_.load(std::memory_order_relaxed);
    }
    [[nodiscard]] std::uint64_t refused() const noexcept {
        return refused_.load(std::memory_order_relaxed);
    }
    /// Where it publishes, once started.
    [[nodiscard]] std::optional<PublisherId> publisher() const noexcept { return publisher_; }

  private:
    void run(Publisher& publisher);
    [[nodiscard]] std::chrono::nanoseconds due(std::uint64_t played) const noexcept;

    LiveBus& bus_;
    std::span<const Event> records_;
    PlayerOptions options_;
    std::optional<PublisherId> publisher_;
    std::thread thread_;
    std::atomic<bool> stopping_{false};
    std::atomic<bool> running_{false};
    std::atomic<std::uint64_t> published_{0};
    std::atomic<std::uint64_t> refused_{0};
};

}  // namespace swarmcore::bus
