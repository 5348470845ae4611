#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "swarmcore/core/statistics.hpp"

namespace swarmcore {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> draws(std::size_t count, double missing = 0.0) {
    std::mt19937_64 bits{count};
    std::normal_distribution<double> normal{0.5, 2.0};
    std::bernoulli_distribution is_missing{missing};
    std::vector<double> values(count);
    for (double& value : values) value = is_missing(bits) ? nan : normal(bits);
    return values;
}

std::vector<double> sorted_present(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::ranges::sort(values);
    return values;
}

}  // namespace

TEST_CASE("moments agree with the definition for any count, with NaN and without") {
    for (const std::size_t count : {1U, 2U, 31U, 32U, 33U, 1023U, 1024U, 1025U, 5000U}) {
        for (const double missing : {0.0, 0.1}) {
            CAPTURE(count);
            CAPTURE(missing);
            const std::vector<double> values = draws(count, missing);
            const std::vector<double> kept = sorted_present(values);
            const auto size = static_cast<double>(kept.size());
            const double mean = std::accumulate(kept.begin(), kept.end(), 0.0) / size;
            double squares = 0.0;
            for (const double value : kept) squares += (value - mean) * (value - mean);
            const Moments found = moments(values);
            CHECK(found.count == size);
            CHECK(found.mean() == doctest::Approx(mean).epsilon(1e-13));
            CHECK(found.squares == doctest::Approx(squares).epsilon(1e-12));
            CHECK(moments(values, 0.5).mean() == doctest::Approx(mean - 0.5).epsilon(1e-12));
        }
    }
}

TEST_CASE("equal values deviate by 0, and too few by NaN") {
    CHECK(moments(std::vector<double>(4000, 0.1)).deviation(1.0) == 0.0);
    std::vector<double> values(4000, 0.1);
    values[3000] = 0.1000001;
    CHECK(moments(values).deviation(1.0) > 0.0);
    CHECK(std::isnan(moments(std::vector<double>{1.0}).deviation(1.0)));
    CHECK(std::isnan(moments(std::vector<double>{}).mean()));
    CHECK(std::isnan(moments(std::vector<double>{nan, nan}).mean()));
}

TEST_CASE("a large offset does not drown the deviations") {
    std::vector<double> values = draws(10'000);
    const double squares = moments(values).squares;
    for (double& value : values) value += 1e9;
    CHECK(moments(values).squares == doctest::Approx(squares).epsilon(1e-6));
}

TEST_CASE("order statistics equal those of a sorted copy, at every rank and length") {
    for (const std::size_t count : {1U, 2U, 100U, 5000U, 20'000U}) {
        for (const double missing : {0.0, 0.3}) {
            std::vector<double> values = draws(count, missing);
            values.front() = 0.5;
            const std::vector<double> sorted = sorted_present(values);
            for (std::size_t rank = 0; rank < sorted.size(); rank += 1 + sorted.size() / 50) {
                const auto [at, next] = order_statistics(values, rank);
                REQUIRE(at == sorted[rank]);
                REQUIRE(next == sorted[std::min(rank + 1, sorted.size() - 1)]);
            }
        }
    }
}

TEST_CASE("order statistics survive a sample that misleads: all low values at its places") {
    std::vector<double> values(8192);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = i % 8 == 0 ? -1000.0 + static_cast<double>(i) : static_cast<double>(i);
    }
    const std::vector<double> sorted = sorted_present(values);
    for (const std::size_t rank : {0U, 500U, 1023U, 1024U, 4000U, 8191U}) {
        CHECK(order_statistics(values, rank).first == sorted[rank]);
    }
    std::ranges::fill(values, 1.0);
    CHECK(order_statistics(values, 100).first == 1.0);
}

TEST_CASE("a quantile interpolates between its neighbours and is exact at both ends") {
    const std::vector<double> values{3.0, 1.0, nan, 2.0, 4.0};
    CHECK(quantile(values, 0.0) == 1.0);
    CHECK(quantile(values, 1.0) == 4.0);
    CHECK(quantile(values, 0.5) == 2.5);
    CHECK(quantile(values, 0.1) == doctest::Approx(1.3).epsilon(1e-15));
    CHECK(std::isnan(quantile(std::vector<double>{nan}, 0.5)));
}

TEST_CASE("the mean of the lowest counts ties as often as it must") {
    const std::vector<double> values{1.0, 5.0, 1.0, nan, 1.0, 7.0};
    CHECK(mean_of_lowest(values, 2) == 1.0);
    CHECK(mean_of_lowest(values, 4) == 2.0);
    CHECK(mean_of_lowest(values, 5) == 3.0);
}

TEST_CASE("partial moments split at the threshold, which belongs to neither side") {
    std::vector<double> values(40, 0.0);
    values[3] = 2.0;
    values[20] = -3.0;
    values[39] = -1.0;
    const PartialMoments whole = partial_moments(values, 0.0, 0.0);
    CHECK(whole.count == 40.0);
    CHECK(whole.above == 2.0);
    CHECK(whole.below == 4.0);
    CHECK(whole.below_squares == 10.0);
    values[5] = nan;
    const PartialMoments missing = partial_moments(values, 0.0, 0.0);
    CHECK(missing.count == 39.0);
    CHECK(missing.above == 2.0);
    CHECK(missing.below == 4.0);
}

}  // namespace swarmcore
