#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "swarmcore/core/angle.hpp"

namespace swarmcore {

TEST_CASE("the arctangent is within 2 ulp of the exact value, of quotients of any size and sign") {
    std::mt19937_64 bits{1};
    std::normal_distribution<double> normal;
    for (const double spread : {0.1, 1.0, 10.0}) {
        double worst = 0.0;
        for (int i = 0; i < 100'000; ++i) {
            const double y = normal(bits) * std::exp(spread * normal(bits));
            const double x = normal(bits) * std::exp(spread * normal(bits));
            const long double exact = std::atan(static_cast<long double>(y) / x);
            int exponent = 0;
            std::frexp(static_cast<double>(exact), &exponent);
            const long double ulp = std::ldexp(1.0L, exponent - 53);
            worst = std::max(worst,
                             static_cast<double>(std::abs(math::arctangent(y, x) - exact) / ulp));
        }
        CAPTURE(spread);
        CHECK(worst <= 2.0);
    }
}

TEST_CASE("the arctangent at its edges: zero, infinite and undefined quotients") {
    constexpr double right_angle = 1.5707963267948966;
    CHECK(math::arctangent(0.0, 3.0) == 0.0);
    CHECK(math::arctangent(2.0, 0.0) == right_angle);
    CHECK(math::arctangent(-2.0, 0.0) == -right_angle);
    CHECK(math::arctangent(1.0, 1.0) == right_angle / 2.0);
    CHECK(math::arctangent(-1.0, -1.0) == right_angle / 2.0);
    CHECK(std::isnan(math::arctangent(std::numeric_limits<double>::quiet_NaN(), 1.0)));
    CHECK(std::isnan(math::arctangent(1.0, std::numeric_limits<double>::quiet_NaN())));
}

}  // namespace swarmcore
