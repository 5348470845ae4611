#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "swarmcore/sim/hawkes.hpp"

namespace swarmcore::sim {
namespace {

using One = HawkesParameters<1>;
using Two = HawkesParameters<2>;

std::string refusal(const Two& parameters) {
    try {
        const Hawkes<2> process{parameters};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "none";
}

/// How many events of each type a process has in `seconds`.
template <std::size_t Types>
std::array<double, Types> counts(const HawkesParameters<Types>& parameters, std::uint64_t seed,
                                 double seconds) {
    Hawkes<Types> process{parameters};
    RandomNumbers random{seed, 0};
    std::array<double, Types> result{};
    double now = 0.0;
    while (true) {
        const Arrival arrival = process.next(random);
        now += arrival.seconds;
        if (now > seconds) return result;
        ++result[arrival.type];
    }
}

}  // namespace

TEST_CASE("the spectral radius is the largest modulus of an eigenvalue") {
    const auto radius = [](std::vector<double> matrix, std::size_t size) {
        return spectral_radius(matrix, size);
    };
    CHECK(radius({0.0}, 1) == 0.0);
    CHECK(radius({0.25}, 1) == doctest::Approx(0.25).epsilon(1e-13));
    CHECK(radius({0.5, 0.25, 0.25, 0.5}, 2) == doctest::Approx(0.75).epsilon(1e-13));
    // Eigenvalues +0.6 and -0.6: a power iteration without care would never settle.
    CHECK(radius({0.0, 0.9, 0.4, 0.0}, 2) == doctest::Approx(0.6).epsilon(1e-13));
    // Nilpotent: it feeds forward, and ends.
    CHECK(radius({0.0, 5.0, 0.0, 0.0}, 2) == 0.0);
}

TEST_CASE("a process that would explode, or has a number out of range, is refused in one line") {
    const Two good{.baseline = {1.0, 1.0}, .branching = {{{0.2, 0.3}, {0.4, 0.1}}}, .decay = 5.0};
    CHECK(refusal(good) == "none");
    Two bad = good;
    bad.branching = {{{0.75, 0.5}, {0.5, 0.75}}};
    CHECK(refusal(bad) ==
          "branching: expected a spectral radius below 1, or the number of events explodes, "
          "was 1.25");
    bad.branching = {{{0.5, 0.5}, {0.5, 0.5}}};
    CHECK(refusal(bad).starts_with("branching: expected a spectral radius below 1"));
    bad = good;
    bad.branching[1][0] = -0.1;
    CHECK(refusal(bad) == "branching: element 2: expected 0 to 1e6, was -0.1");
    // What a square of the matrix, or a sum of its row, cannot hold.
    bad.branching = {{{1e308, 1e308}, {1e308, 1e308}}};
    CHECK(refusal(bad).starts_with("branching: element 0: expected 0 to 1e6, was 1"));
    bad.branching = {{{2.0, 1e300}, {0.0, 2.0}}};
    CHECK(refusal(bad).starts_with("branching: element 1: expected 0 to 1e6, was 1"));
    bad.branching = {{{2.0, 1e6}, {0.0, 2.0}}};
    CHECK(refusal(bad).starts_with("branching: expected a spectral radius below 1"));
    bad = good;
    bad.baseline[1] = std::nan("");
    CHECK(refusal(bad) == "baseline: type 1: expected a finite rate of 0 or more, was nan");
    bad = good;
    bad.baseline = {0.0, 0.0};
    CHECK(refusal(bad) == "baseline: expected a sum above 0 and at most 1e9, was 0.0");
    bad = good;
    bad.decay = 0.0;
    CHECK(refusal(bad) == "decay: expected 1e-9 to 1e9, was 0.0");
}

TEST_CASE("without branching the gaps are exponential") {
    Hawkes<1> process{One{.baseline = {4.0}, .branching = {}, .decay = 1.0}};
    RandomNumbers random{7, 0};
    constexpr int events = 200'000;
    double sum = 0.0;
    double squares = 0.0;
    int late = 0;
    for (int i = 0; i < events; ++i) {
        const double gap = process.next(random).seconds;
        sum += gap;
        squares += gap * gap;
        late += gap > 0.25 ? 1 : 0;
    }
    const double mean = sum / events;
    // Four standard errors: of an exponential mean, of its variance, and of the share above it.
    CHECK(std::abs(mean - 0.25) < 4.0 * 0.25 / std::sqrt(events));
    CHECK(std::abs(squares / events - mean * mean - 0.0625) <
          4.0 * 0.0625 * std::sqrt(8.0 / events));
    CHECK(std::abs(late - events * std::exp(-1.0)) < 4.0 * std::sqrt(events * 0.233));
}

TEST_CASE("mean counts are those of theory, within four standard errors") {
    // Mean rates (I - B)^-1 baseline; the variance of the counts over a long time T is that of
    // (I - B)^-1 diag(rates) (I - B)^-T T (Bacry et al. 2013, theorem 2).
    const Two parameters{
        .baseline = {2.0, 1.0}, .branching = {{{0.3, 0.4}, {0.2, 0.5}}}, .decay = 20.0};
    const double determinant = 0.7 * 0.5 - 0.4 * 0.2;
    const std::array<std::array<double, 2>, 2> inverse{
        {{0.5 / determinant, 0.4 / determinant}, {0.2 / determinant, 0.7 / determinant}}};
    constexpr double seconds = 40'000.0;
    const std::array<double, 2> seen = counts(parameters, 11, seconds);
    std::array<double, 2> rates{};
    for (std::size_t i = 0; i < 2; ++i) {
        rates[i] = inverse[i][0] * parameters.baseline[0] + inverse[i][1] * parameters.baseline[1];
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const double variance =
            (inverse[i][0] * inverse[i][0] * rates[0] + inverse[i][1] * inverse[i][1] * rates[1]) *
            seconds;
        CHECK(std::abs(seen[i] - rates[i] * seconds) < 4.0 * std::sqrt(variance));
    }
}

TEST_CASE("events cluster as the branching ratio says") {
    // Counts in windows much longer than the memory have a variance of mean / (1 - ratio)^2
    // (Hardiman and Bouchaud 2014).
    const One parameters{.baseline = {3.0}, .branching = {{{0.7}}}, .decay = 50.0};
    Hawkes<1> process{parameters};
    RandomNumbers random{3, 0};
    constexpr int windows = 20'000;
    constexpr double width = 5.0;
    double sum = 0.0;
    double squares = 0.0;
    double now = process.next(random).seconds;
    for (int window = 0; window < windows; ++window) {
        double count = 0.0;
        for (; now < width; now += process.next(random).seconds) ++count;
        now -= width;
        sum += count;
        squares += count * count;
    }
    const double mean = sum / windows;
    const double variance = squares / windows - mean * mean;
    const double ratio = 1.0 - std::sqrt(mean / variance);
    CHECK(ratio == doctest::Approx(0.7).epsilon(0.02));
}

TEST_CASE("an event excites those types that it causes, and at first the most") {
    // Type 1 comes only of type 0, and within the memory of 10 ms.
    const Two parameters{
        .baseline = {1.0, 0.0}, .branching = {{{0.0, 0.0}, {0.8, 0.0}}}, .decay = 100.0};
    Hawkes<2> process{parameters};
    RandomNumbers random{5, 0};
    double since_cause = 0.0;
    double sum = 0.0;
    int caused = 0;
    int causes = 0;
    for (int i = 0; i < 100'000; ++i) {
        const Arrival arrival = process.next(random);
        since_cause += arrival.seconds;
        if (arrival.type == 0) {
            since_cause = 0.0;
            ++causes;
        } else {
            sum += since_cause;
            ++caused;
        }
    }
    CHECK(static_cast<double>(caused) / causes == doctest::Approx(0.8).epsilon(0.02));
    CHECK(sum / caused == doctest::Approx(0.01).epsilon(0.05));
}

TEST_CASE("a seed gives the same events for ever") {
    const Two parameters{
        .baseline = {2.0, 1.0}, .branching = {{{0.3, 0.4}, {0.2, 0.5}}}, .decay = 20.0};
    Hawkes<2> left{parameters};
    Hawkes<2> right{parameters};
    RandomNumbers left_random{1, 0};
    RandomNumbers right_random{1, 0};
    bool same = true;
    for (int i = 0; i < 10'000; ++i) {
        const Arrival a = left.next(left_random);
        const Arrival b = right.next(right_random);
        same = same && a.seconds == b.seconds && a.type == b.type;
    }
    CHECK(same);
}

}  // namespace swarmcore::sim
