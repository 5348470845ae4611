#include "swarmcore/core/statistics.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "swarmcore/core/dispatch.hpp"

namespace swarmcore {

namespace {

// Fewer lanes and the compiler unrolls the inner loops below before it would make vectors of them.
constexpr std::size_t lanes = 32;
// A block stays in the first-level cache for its second pass.
constexpr std::size_t block = 1024;

using Lanes = std::array<double, lanes>;

SWARMCORE_ALWAYS_INLINE double total(Lanes part) noexcept {
    for (std::size_t half = lanes / 2; half > 0; half /= 2) {
        for (std::size_t lane = 0; lane < half; ++lane) part[lane] += part[lane + half];
    }
    return part[0];
}

bool present(double value) noexcept {
    return value == value;
}

struct BlockSums {
    double sum;
    double squares;   ///< of the deviations from the mean
    double distance;  ///< the sum of the distances from a value of the block
};

// The kernels know no NaN (it leaves one in every sum, and the caller takes the slow way) and hold
// no comparison, for which compilers leave vectors.

/// `count` is a multiple of `lanes`, at most `block`.
SWARMCORE_ALWAYS_INLINE BlockSums block_sums(const double* values, std::size_t count, double shift,
                                             double from) noexcept {
    Lanes sum{};
    Lanes distance{};
    for (std::size_t i = 0; i < count; i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double value = values[i + lane] - shift;
            sum[lane] += value;
            distance[lane] += std::abs(value - from);
        }
    }
    const double total_sum = total(sum);
    const double mean = total_sum / static_cast<double>(count);
    Lanes squares{};
    for (std::size_t i = 0; i < count; i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double deviation = values[i + lane] - shift - mean;
            squares[lane] += deviation * deviation;
        }
    }
    return {.sum = total_sum, .squares = total(squares), .distance = total(distance)};
}

/// `count` is a multiple of `lanes`.
SWARMCORE_ALWAYS_INLINE PartialMoments partial_sums(const double* values, std::size_t count,
                                                    double first, double second) noexcept {
    Lanes above{};
    Lanes below{};
    Lanes squares{};
    for (std::size_t i = 0; i < count; i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double distance = values[i + lane] - first - second;
            // max(distance, 0) and max(-distance, 0), exactly.
            const double up = 0.5 * (std::abs(distance) + distance);
            const double down = 0.5 * (std::abs(distance) - distance);
            above[lane] += up;
            below[lane] += down;
            squares[lane] += down * down;
        }
    }
    return {.count = static_cast<double>(count),
            .above = total(above),
            .below = total(below),
            .below_squares = total(squares)};
}

using BlockKernel = BlockSums(const double*, std::size_t, double, double);
using PartialKernel = PartialMoments(const double*, std::size_t, double, double);

BlockSums block_baseline(const double* values, std::size_t count, double shift, double from) {
    return block_sums(values, count, shift, from);
}
SWARMCORE_TARGET_AVX2 BlockSums block_avx2(const double* values, std::size_t count, double shift,
                                           double from) {
    return block_sums(values, count, shift, from);
}
SWARMCORE_TARGET_AVX512 BlockSums block_avx512(const double* values, std::size_t count,
                                               double shift, double from) {
    return block_sums(values, count, shift, from);
}

PartialMoments partial_baseline(const double* values, std::size_t count, double first,
                                double second) {
    return partial_sums(values, count, first, second);
}
SWARMCORE_TARGET_AVX2 PartialMoments partial_avx2(const double* values, std::size_t count,
                                                  double first, double second) {
    return partial_sums(values, count, first, second);
}
SWARMCORE_TARGET_AVX512 PartialMoments partial_avx512(const double* values, std::size_t count,
                                                      double first, double second) {
    return partial_sums(values, count, first, second);
}

constexpr KernelTable<BlockKernel> block_table{block_baseline, block_avx2, block_avx512};
constexpr KernelTable<PartialKernel> partial_table{partial_baseline, partial_avx2, partial_avx512};

/// The moments of a block of any count, NaN left out.
Moments slow_moments(std::span<const double> values, double shift) noexcept {
    Moments result;
    for (const double raw : values) {
        const double value = raw - shift;
        if (!present(value)) continue;
        if (result.count == 0.0) result.first = value;
        result.count += 1.0;
        result.sum += value;
        result.equal = result.equal && value == result.first;
    }
    const double mean = result.mean();
    for (const double raw : values) {
        const double deviation = raw - shift - mean;
        if (present(raw)) result.squares += deviation * deviation;
    }
    return result;
}

/// Adds the partial moments of values of any count, NaN left out.
void add_slowly(std::span<const double> values, double first, double second,
                PartialMoments& result) noexcept {
    for (const double value : values) {
        const double distance = value - first - second;
        if (!present(distance)) continue;
        result.count += 1.0;
        if (distance > 0.0) {
            result.above += distance;
        } else {
            result.below -= distance;
            result.below_squares += distance * distance;
        }
    }
}

/// An upper bound that about `rank` values, and seldom fewer, do not exceed: an order statistic of
/// an evenly spaced sample, some standard deviations of its rank up. Here and below the values are
/// taken times `sign`, 1 or -1.
double sampled_bound(std::span<const double> values, double sign, std::size_t rank) {
    constexpr std::size_t size = 1024;
    std::array<double, size> sample;
    const std::size_t step = values.size() / size;
    std::size_t filled = 0;
    for (std::size_t i = 0; i < size; ++i) {
        sample[filled] = sign * values[i * step];
        filled += present(sample[filled]) ? 1U : 0U;
    }
    if (filled == 0) return std::numeric_limits<double>::infinity();
    const double share = static_cast<double>(rank) / static_cast<double>(values.size());
    const double expected = share * static_cast<double>(filled);
    const auto place = static_cast<std::size_t>(expected + 4.0 * std::sqrt(expected) + 4.0);
    if (place >= filled) return std::numeric_limits<double>::infinity();
    const auto nth = sample.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(sample.begin(), nth, sample.begin() + static_cast<std::ptrdiff_t>(filled));
    return *nth;
}

/// The values up to `bound`; never a NaN.
std::vector<double> values_up_to(std::span<const double> values, double sign, double bound) {
    std::vector<double> kept;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < values.size(); begin += block) {
        const auto part = values.subspan(begin, std::min(block, values.size() - begin));
        // Room for a block at a time: the first touch of memory costs more than the search.
        if (kept.size() < count + part.size()) kept.resize(2 * count + block);
        for (const double value : part) {
            // Written always and kept by the count: a branch here would be mispredicted.
            kept[count] = sign * value;
            count += kept[count] <= bound ? 1U : 0U;
        }
    }
    kept.resize(count);
    return kept;
}

std::pair<double, double> select(std::span<const double> values, double sign, std::size_t rank) {
    constexpr std::size_t worth_sampling = 4096;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double bound =
        values.size() < worth_sampling ? infinity : sampled_bound(values, sign, rank);
    std::vector<double> kept = values_up_to(values, sign, bound);
    if (kept.size() < rank + 2 && bound < infinity) kept = values_up_to(values, sign, infinity);
    const auto nth = kept.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(kept.begin(), nth, kept.end());
    const double lower = *nth;
    const auto next = std::min_element(nth + 1, kept.end());
    return {lower, next == kept.end() ? lower : *next};
}

}  // namespace

void Moments::merge(const Moments& other) noexcept {
    if (other.count == 0.0) return;
    if (count == 0.0) {
        *this = other;
        return;
    }
    const double difference = other.mean() - mean();
    squares +=
        other.squares + difference * difference * (count * other.count / (count + other.count));
    count += other.count;
    sum += other.sum;
    equal = equal && other.equal && first == other.first;
}

Moments moments(std::span<const double> values, double shift) {
    static BlockKernel* const kernel = block_table.select();
    Moments result;
    const std::size_t whole = values.size() - values.size() % lanes;
    for (std::size_t begin = 0; begin < whole; begin += block) {
        const auto part = values.subspan(begin, std::min(block, whole - begin));
        const double first = part.front() - shift;
        const BlockSums sums = kernel(part.data(), part.size(), shift, first);
        result.merge(present(sums.sum) ? Moments{.count = static_cast<double>(part.size()),
                                                 .sum = sums.sum,
                                                 .squares = sums.squares,
                                                 .first = first,
                                                 .equal = sums.distance == 0.0}
                                       : slow_moments(part, shift));
    }
    result.merge(slow_moments(values.subspan(whole), shift));
    return result;
}

PartialMoments partial_moments(std::span<const double> values, double first, double second) {
    static PartialKernel* const kernel = partial_table.select();
    const std::size_t whole = values.size() - values.size() % lanes;
    PartialMoments result = kernel(values.data(), whole, first, second);
    if (!present(result.above + result.below)) {
        result = {.count = 0.0, .above = 0.0, .below = 0.0, .below_squares = 0.0};
        add_slowly(values, first, second, result);
    } else {
        add_slowly(values.subspan(whole), first, second, result);
    }
    return result;
}

std::pair<double, double> order_statistics(std::span<const double> values, std::size_t rank) {
    return select(values, 1.0, rank);
}

double quantile(std::span<const double> values, double fraction) {
    const std::size_t count = count_present(values);
    if (count == 0) return std::numeric_limits<double>::quiet_NaN();
    const double place = static_cast<double>(count - 1) * fraction;
    const auto rank = static_cast<std::size_t>(place);
    // Neighbours in the upper half are low ranks of the negated values, and as quick to find.
    const bool mirrored = rank >= count / 2 && rank + 1 < count;
    const auto found =
        mirrored ? select(values, -1.0, count - 2 - rank) : select(values, 1.0, rank);
    const double lower = mirrored ? -found.second : found.first;
    const double upper = mirrored ? -found.first : found.second;
    const double weight = place - static_cast<double>(rank);
    // From the nearer end, as NumPy does: exact at both ends and monotone.
    const double difference = upper - lower;
    return weight < 0.5 ? lower + difference * weight : upper - difference * (1.0 - weight);
}

double mean_of_lowest(std::span<const double> values, std::size_t count) {
    // Their distances from the highest of them sum to the same in the order of `values`, which does
    // not depend on how a library partitions.
    const double highest = order_statistics(values, count - 1).first;
    const double distances = partial_moments(values, highest, 0.0).below;
    return highest - distances / static_cast<double>(count);
}

std::size_t count_present(std::span<const double> values) noexcept {
    std::size_t count = 0;
    for (const double value : values) count += value == value ? 1U : 0U;
    return count;
}

}  // namespace swarmcore
