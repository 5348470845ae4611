#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace swarmcore::bus {

/// Counts durations in log-linear buckets: 32 to each doubling, exact below 64. A quantile is the
/// highest value of its bucket, at most 1/32 above what was recorded.
///
/// Source: the bucketing of G. Tene's HdrHistogram. Units: nanoseconds.
/// Cost: record O(1), quantile O(buckets); 8 KiB, nothing allocated. Threads: one.
class LatencyHistogram {
  public:
    void record(std::uint64_t duration) noexcept {
        ++counts_[bucket(duration)];
        ++count_;
        if (duration > maximum_) maximum_ = duration;
    }

    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] std::uint64_t maximum() const noexcept { return maximum_; }

    /// The duration that a part of all, 0 to 1, does not exceed; 0 of an empty histogram.
    [[nodiscard]] std::uint64_t quantile(double part) const noexcept {
        const double rank = part * static_cast<double>(count_);
        std::uint64_t seen = 0;
        for (std::size_t index = 0; index < counts_.size(); ++index) {
            seen += counts_[index];
            if (seen != 0 && static_cast<double>(seen) >= rank) {
                return highest(index) < maximum_ ? highest(index) : maximum_;
            }
        }
        return maximum_;
    }

    /// Adds what another one counted.
    void merge(const LatencyHistogram& other) noexcept {
        for (std::size_t index = 0; index < counts_.size(); ++index) {
            counts_[index] += other.counts_[index];
        }
        count_ += other.count_;
        if (other.maximum_ > maximum_) maximum_ = other.maximum_;
    }

  private:
    static constexpr unsigned sub_bits = 5;
    static constexpr std::uint64_t sub_buckets = 1U << sub_bits;
    static constexpr std::size_t octaves = 64 - sub_bits;

    /// Of a doubling, the five bits after the leading one choose the bucket.
    static std::size_t bucket(std::uint64_t duration) noexcept {
        if (duration < sub_buckets) return static_cast<std::size_t>(duration);
        const auto shift = static_cast<unsigned>(std::bit_width(duration)) - sub_bits - 1;
        return static_cast<std::size_t>(((shift + 1) << sub_bits) +
                                        ((duration >> shift) & (sub_buckets - 1)));
    }
    static std::uint64_t highest(std::size_t index) noexcept {
        if (index < sub_buckets) return index;
        const std::size_t shift = (index >> sub_bits) - 1;
        return ((sub_buckets + (index & (sub_buckets - 1)) + 1) << shift) - 1;
    }

    // Beside the buckets of short durations, which most are.
    std::uint64_t count_ = 0;
    std::uint64_t maximum_ = 0;
    std::array<std::uint32_t, (octaves + 1) * sub_buckets> counts_{};
};

}  // namespace swarmcore::bus
