#include "swarmcore/indicators/circle.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace swarmcore::indicators {

namespace {

/// A number of about 106 bits, as the unevaluated sum of two doubles.
///
/// Source: Dekker, Numerische Mathematik 18 (1971).
struct Long {
    double high = 0.0;
    double low = 0.0;
};

/// For |large| >= |small|.
Long renormalised(double large, double small) noexcept {
    const double sum = large + small;
    return {.high = sum, .low = small - (sum - large)};
}

Long operator+(Long left, Long right) noexcept {
    const double sum = left.high + right.high;
    const double taken = sum - left.high;
    const double lost = (left.high - (sum - taken)) + (right.high - taken);
    return renormalised(sum, lost + (left.low + right.low));
}

Long product(double left, double right) noexcept {
    constexpr double split = 134217729.0;  // 2^27 + 1 halves the 53 bits
    const auto halved = [](double value) {
        const double shifted = split * value;
        const double high = shifted - (shifted - value);
        return Long{.high = high, .low = value - high};
    };
    const Long l = halved(left);
    const Long r = halved(right);
    const double rounded = left * right;
    const double lost =
        ((l.high * r.high - rounded) + l.high * r.low + l.low * r.high) + l.low * r.low;
    return {.high = rounded, .low = lost};
}

Long operator*(Long left, Long right) noexcept {
    const Long exact = product(left.high, right.high);
    return renormalised(exact.high, exact.low + (left.high * right.low + left.low * right.high));
}

Long operator/(Long left, double right) noexcept {
    const double quotient = left.high / right;
    const Long back = product(quotient, right);
    return renormalised(quotient, ((left.high - back.high) - back.low + left.low) / right);
}

/// The terms x^n / n! of n = first, first + 2, ... with signs that alternate, for |x| <= pi / 4.
double alternating_series(Long x, int first) noexcept {
    const Long square = x * x;
    Long term = first == 0 ? Long{.high = 1.0} : x;
    Long sum = term;
    for (int n = first + 2; n < 34; n += 2) {
        term = term * square / static_cast<double>(-n * (n - 1));
        sum = sum + term;
    }
    return sum.high + sum.low;
}

Pair sine_and_cosine(double angle) noexcept {
    // A quarter of a turn in three parts; multiples by up to 4 of the first are exact.
    constexpr double high = 0x1.921fb54442d18p+0;
    constexpr double middle = 0x1.1a62633145c07p-54;
    constexpr double low = -0x1.f1976b7ed8fbcp-110;
    const double quarters = std::floor(angle / high + 0.5);
    const Long rest = Long{.high = angle - quarters * high} +
                      Long{.high = -quarters * middle, .low = -quarters * low};
    const double sine = alternating_series(rest, 1);
    const double cosine = alternating_series(rest, 0);
    switch (static_cast<int>(quarters)) {
        case 1:
            return {cosine, -sine};
        case 2:
            return {-sine, -cosine};
        case 3:
            return {-cosine, sine};
        default:
            return {sine, cosine};
    }
}

/// The sines that glibc rounds up from just below the middle of two doubles.
constexpr std::array<std::pair<std::size_t, std::size_t>, 7> rounded_up{
    {{11, 19}, {13, 27}, {22, 38}, {1, 39}, {33, 40}, {39, 40}, {22, 41}}};

}  // namespace

Circle::Circle() noexcept {
    constexpr double turn = 6.283185307179586;
    Pair* next = angles_.data();
    for (std::size_t parts = 1; parts <= longest_cycle; ++parts) {
        for (std::size_t part = 0; part < parts; ++part) {
            *next++ =
                sine_and_cosine(static_cast<double>(part) * turn / static_cast<double>(parts));
        }
    }
    for (const auto& [part, parts] : rounded_up) {
        Pair& angle = angles_[parts * (parts - 1) / 2 + part];
        angle = {std::nextafter(angle.first(), 2.0 * angle.first()), angle.second()};
    }
}

}  // namespace swarmcore::indicators
