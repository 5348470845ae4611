#include "swarmcore/bus/player.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "swarmcore/core/error.hpp"

namespace swarmcore::bus {

namespace {

using std::chrono::duration_cast;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

/// Records that are due together go out together, so many at most.
constexpr std::size_t batch_limit = 64;
/// What a thread sleeps through rather than yields; and the longest that `stop` goes unseen.
constexpr nanoseconds worth_sleeping = std::chrono::microseconds{100};
constexpr nanoseconds longest_sleep = std::chrono::milliseconds{10};

void check_factor(double factor, const char* name) {
    if (!std::isfinite(factor) || factor < 0.0) {
        throw std::invalid_argument{std::string{name} + ": expected 0 or more, was " +
                                    std::to_string(factor)};
    }
}

PlayerOptions checked(const PlayerOptions& options) {
    check_factor(options.pace.rate, "rate");
    check_factor(options.pace.speed, "speed");
    if (options.pace.rate > 0.0 && options.pace.speed > 0.0) {
        throw std::invalid_argument{"pace: expected a rate or a speed, was both"};
    }
    if (options.rounds == 0) throw std::invalid_argument{"rounds: expected 1 or more, was 0"};
    if (options.timeout < nanoseconds{0}) {
        throw std::invalid_argument{"timeout: expected 0 or more nanoseconds, was " +
                                    std::to_string(options.timeout.count())};
    }
    return options;
}

}  // namespace

Player::Player(LiveBus& bus, std::span<const Event> records, PlayerOptions options)
    : bus_{bus}, records_{records}, options_{checked(options)} {
    for (const Event& record : records_) {
        if (!bus_.topics().knows(static_cast<TopicId>(record.topic))) {
            throw BusError{"topic: expected an id that topic() gave, was " +
                           std::to_string(record.topic)};
        }
    }
}

Player::~Player() {
    stop();
    join();
}

void Player::start() {
    if (publisher_) throw BusError{"player: expected to be started once, was started before"};
    Publisher& publisher = bus_.open_publisher();
    publisher_ = publisher.id();
    running_.store(true, std::memory_order_release);
    thread_ = std::thread{[this, &publisher] {
        run(publisher);
        bus_.close_publisher(publisher);
        running_.store(false, std::memory_order_release);
    }};
}

void Player::join() {
    if (thread_.joinable()) thread_.join();
}

// Counted from the start, so that what is late once does not make everything after it late.
nanoseconds Player::due(std::uint64_t played) const noexcept {
    const auto& [rate, speed] = options_.pace;
    if (rate > 0.0)
        return nanoseconds{static_cast<std::int64_t>(1e9 * static_cast<double>(played) / rate)};
    if (speed <= 0.0) return nanoseconds{0};
    const std::uint64_t round = played / records_.size();
    const std::int64_t first = records_.front().ts;
    const double length = static_cast<double>(records_.back().ts - first);
    const double into = static_cast<double>(records_[played % records_.size()].ts - first);
    return nanoseconds{
        static_cast<std::int64_t>((static_cast<double>(round) * length + into) / speed)};
}

void Player::run(Publisher& publisher) {
    const auto start = steady_clock::now();
    const std::uint64_t total = records_.size() * options_.rounds;
    std::array<Event, batch_limit> batch;
    std::uint64_t played = 0;
    const auto is_stopping = [this] { return stopping_.load(std::memory_order_relaxed); };
    while (played < total && !is_stopping()) {
        const nanoseconds now = steady_clock::now() - start;
        const nanoseconds early = due(played) - now;
        if (early > worth_sleeping) {
            std::this_thread::sleep_for(std::min(early - worth_sleeping / 2, longest_sleep));
            continue;
        }
        if (early > nanoseconds{0}) {
            std::this_thread::yield();
            continue;
        }
        std::size_t size = 0;
        const std::int64_t ts =
            duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
        do {
            batch[size] = records_[(played + size) % records_.size()];
            if (options_.restamp) batch[size].ts = ts;
            ++size;
        } while (size < batch_limit && played + size < total && due(played + size) <= now);
        std::span<const Event> rest = std::span{batch}.first(size);
        played += size;
        for (nanoseconds left = options_.timeout;;) {
            const auto slice = std::min(left, longest_sleep);
            const PublishResult result = publisher.publish_for(rest, slice);
            published_.fetch_add(result.published, std::memory_order_relaxed);
            rest = rest.subspan(result.published);
            left = result.published > 0 ? options_.timeout : left - slice;
            if (rest.empty() || left <= nanoseconds{0} || is_stopping()) break;
        }
        refused_.fetch_add(rest.size(), std::memory_order_relaxed);
    }
}

}  // namespace swarmcore::bus
