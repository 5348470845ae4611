#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "swarmcore/core/math.hpp"

namespace swarmcore {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double smallest = std::numeric_limits<double>::denorm_min();
constexpr int samples = 200'000;

/// The distance of `computed` from `exact` in units of the last place of the latter.
double error_in_ulp(double computed, long double exact) {
    int exponent = 0;
    std::frexp(static_cast<double>(exact), &exponent);
    const long double ulp = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::abs(computed - exact) / ulp);
}

std::mt19937_64 generator(std::uint64_t seed) {
    return std::mt19937_64{seed};
}

/// The worst error of `computed` against `exact` over draws of `draw`.
template <class Draw, class Computed, class Exact>
double worst_error(const Draw& draw, const Computed& computed, const Exact& exact) {
    auto bits = generator(1);  // NOLINT(misc-const-correctness): `draw` advances it
    double worst = 0.0;
    for (int i = 0; i < samples; ++i) {
        const double x = draw(bits);
        worst = std::max(worst, error_in_ulp(computed(x), exact(static_cast<long double>(x))));
    }
    return worst;
}

auto between(double low, double high) {
    return [low, high](std::mt19937_64& bits) {
        return std::uniform_real_distribution<double>{low, high}(bits);
    };
}

double any_positive(std::mt19937_64& bits) {
    double value = 0.0;
    while (!(value > 0.0 && value < infinity)) value = std::bit_cast<double>(bits() >> 1U);
    return value;
}

double any_subnormal(std::mt19937_64& bits) {
    return std::bit_cast<double>((bits() >> 12U) | 1U);
}

long double libm_exp(long double x) {
    return std::exp(x);
}
long double libm_log(long double x) {
    return std::log(x);
}

/// sin or cos of `turns` turns, reduced exactly to an eighth of a turn.
template <class Function>
long double of_turns(long double turns, const Function& function) {
    constexpr long double pi = 3.14159265358979323846264338327950288L;
    const long double quarters = turns * 4.0L;
    const long double whole = std::rint(quarters);
    return function((static_cast<int>(whole) + 8) % 4, (quarters - whole) * pi / 2.0L);
}

long double libm_sin(long double turns) {
    return of_turns(turns, [](int quadrant, long double x) {
        const long double value = quadrant % 2 == 0 ? std::sin(x) : std::cos(x);
        return quadrant < 2 ? value : -value;
    });
}

long double libm_cos(long double turns) {
    return libm_sin(turns + 0.25L);
}

}  // namespace

TEST_CASE("exp is within 1 ulp of the exact value over its whole range") {
    const auto own = [](double x) { return math::exp(x); };
    CHECK(worst_error(between(-708.0, 709.7), own, libm_exp) <= 1.0);
    CHECK(worst_error(between(-1.0, 1.0), own, libm_exp) <= 1.0);
    CHECK(worst_error(between(-745.0, -708.0), own, libm_exp) <= 1.0);
}

TEST_CASE("exp at its edges: zero, overflow, underflow, infinities, NaN") {
    CHECK(math::exp(0.0) == 1.0);
    CHECK(math::exp(-0.0) == 1.0);
    CHECK(math::exp(709.782712893384) < infinity);
    CHECK(math::exp(709.782712893385) == infinity);
    CHECK(math::exp(-745.13) == smallest);
    CHECK(math::exp(-745.14) == 0.0);
    CHECK(math::exp(1e308) == infinity);
    CHECK(math::exp(-1e308) == 0.0);
    CHECK(math::exp(infinity) == infinity);
    CHECK(math::exp(-infinity) == 0.0);
    CHECK(std::isnan(math::exp(nan)));
}

TEST_CASE("the unchecked exp and log equal the checked ones where they may be used") {
    std::mt19937_64 bits = generator(2);
    for (int i = 0; i < samples; ++i) {
        const double x = between(-math::exp_unchecked_limit, math::exp_unchecked_limit)(bits);
        REQUIRE(math::exp_unchecked(x) == math::exp(x));
        const double positive = any_positive(bits);
        if (std::isnormal(positive)) REQUIRE(math::log_unchecked(positive) == math::log(positive));
    }
}

TEST_CASE("log is within 1 ulp of the exact value, for subnormals and near 1 too") {
    const auto own = [](double x) { return math::log(x); };
    CHECK(worst_error(any_positive, own, libm_log) <= 1.0);
    CHECK(worst_error(any_subnormal, own, libm_log) <= 1.0);
    CHECK(worst_error(between(0.5, 2.0), own, libm_log) <= 1.0);
    CHECK(worst_error(between(1.0 - 1e-9, 1.0 + 1e-9), own, libm_log) <= 1.0);
}

TEST_CASE("log at its edges: one, zero, negatives, infinities, NaN") {
    CHECK(math::log(1.0) == 0.0);
    CHECK(math::log(0.0) == -infinity);
    CHECK(math::log(-0.0) == -infinity);
    CHECK(math::log(infinity) == infinity);
    CHECK(std::isnan(math::log(-1.0)));
    CHECK(std::isnan(math::log(-smallest)));
    CHECK(std::isnan(math::log(-infinity)));
    CHECK(std::isnan(math::log(nan)));
}

TEST_CASE("sine and cosine of turns are within 2 ulp, next to their zeros too") {
    const auto sine = [](double x) { return math::sincos_turns(x).sin; };
    const auto cosine = [](double x) { return math::sincos_turns(x).cos; };
    for (const double middle : {0.5, 0.25, 0.0, -0.75}) {
        for (const double reach : {0.5, 1e-3, 1e-9}) {
            CAPTURE(middle);
            CAPTURE(reach);
            const auto draw = between(middle - reach, middle + reach);
            CHECK(worst_error(draw, sine, libm_sin) <= 2.0);
            CHECK(worst_error(draw, cosine, libm_cos) <= 2.0);
        }
    }
}

TEST_CASE("sine and cosine are exact at quarters of a turn") {
    for (int quarter = -8; quarter <= 8; ++quarter) {
        const math::SinCos at = math::sincos_turns(0.25 * quarter);
        const int place = (quarter + 8) % 4;
        CHECK(at.sin == (place == 1 ? 1.0 : place == 3 ? -1.0 : 0.0));
        CHECK(at.cos == (place == 0 ? 1.0 : place == 2 ? -1.0 : 0.0));
    }
}

}  // namespace swarmcore
