#include "swarmcore/sim/latency.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "swarmcore/core/philox.hpp"

namespace swarmcore::sim {

namespace {

void check_not_negative(const char* name, Nanos value) {
    if (value < Nanos{}) {
        throw std::invalid_argument{std::string{name} + ": expected 0 or more, was " +
                                    std::to_string(value.count())};
    }
}

/// The upper half of a product of two 64-bit words: `bits` scaled to [0, count).
std::uint64_t scaled(std::uint64_t bits, std::uint64_t count) noexcept {
    return (Price{static_cast<std::int64_t>(bits)} * Quantity{static_cast<std::int64_t>(count)})
        .high();
}

}  // namespace

LatencyModel LatencyModel::constant(Nanos delay) {
    check_not_negative("nanos", delay);
    LatencyModel model;
    model.base_ = delay;
    return model;
}

LatencyModel LatencyModel::jittered(Nanos base, Nanos jitter, std::uint64_t seed) {
    check_not_negative("base", base);
    check_not_negative("jitter", jitter);
    if (jitter.count() > std::numeric_limits<std::int64_t>::max() - base.count()) {
        throw std::invalid_argument{"jitter: expected base + jitter within 64 bits, was " +
                                    std::to_string(jitter.count())};
    }
    LatencyModel model;
    model.kind_ = Kind::jittered;
    model.base_ = base;
    model.jitter_ = jitter;
    model.seed_ = seed;
    return model;
}

LatencyModel LatencyModel::recorded(std::vector<LatencySample> samples) {
    if (samples.empty()) {
        throw std::invalid_argument{"latency: expected one sample or more, was none"};
    }
    for (std::size_t row = 0; row < samples.size(); ++row) {
        const std::string place = "row " + std::to_string(row);
        if (row > 0 && samples[row].ts <= samples[row - 1].ts) {
            throw std::invalid_argument{"ts: " + place + ": expected a time after " +
                                        std::to_string(samples[row - 1].ts.count()) + ", was " +
                                        std::to_string(samples[row].ts.count())};
        }
        if (samples[row].delay < Nanos{}) {
            throw std::invalid_argument{"latency: " + place + ": expected 0 or more, was " +
                                        std::to_string(samples[row].delay.count())};
        }
    }
    LatencyModel model;
    model.kind_ = Kind::recorded;
    model.samples_ = std::make_shared<const std::vector<LatencySample>>(std::move(samples));
    return model;
}

Nanos LatencyModel::delay(Nanos now, std::uint64_t number) const noexcept {
    if (kind_ == Kind::constant) return base_;
    if (kind_ == Kind::recorded) return interpolate(now);
    constexpr std::uint64_t low = 0xffffffff;
    const Philox::Words words = Philox::block({number & low, number >> 32U, 0, 0}, seed_);
    const std::uint64_t bits = words[1] << 32U | words[0];
    const auto count = static_cast<std::uint64_t>(jitter_.count()) + 1;
    return base_ + Nanos{static_cast<std::int64_t>(scaled(bits, count))};
}

Nanos LatencyModel::interpolate(Nanos now) const noexcept {
    const std::vector<LatencySample>& samples = *samples_;
    const auto after = std::ranges::upper_bound(samples, now, {}, &LatencySample::ts);
    if (after == samples.begin()) return samples.front().delay;
    const LatencySample& left = *std::prev(after);
    if (after == samples.end()) return left.delay;
    // As doubles, unsigned: the times may lie further apart than 63 bits reach.
    const auto span = [](Nanos from, Nanos to) {
        return static_cast<double>(static_cast<std::uint64_t>(to.count()) -
                                   static_cast<std::uint64_t>(from.count()));
    };
    const double part = span(left.ts, now) / span(left.ts, after->ts);
    // Doubles round: a part of a long span may be all of it, and a rise more than it is.
    if (part >= 1.0) return after->delay;
    const std::int64_t rise = (after->delay - left.delay).count();
    const auto rounded =
        static_cast<std::int64_t>(std::floor(part * static_cast<double>(rise) + 0.5));
    constexpr std::int64_t none = 0;
    return left.delay + Nanos{std::clamp(rounded, std::min(rise, none), std::max(rise, none))};
}

}  // namespace swarmcore::sim
