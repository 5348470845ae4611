#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>

#include "swarmcore/indicators/circle.hpp"

namespace swarmcore::indicators {

TEST_CASE("a divided circle has the sines and cosines of its rounded angles, rounded") {
    for (std::size_t parts = 1; parts <= longest_cycle; ++parts) {
        for (std::size_t part = 0; part < parts; ++part) {
            const double angle =
                static_cast<double>(part) * 6.283185307179586 / static_cast<double>(parts);
            const Pair at = circle().divided_in(parts)[part];
            CAPTURE(part);
            CAPTURE(parts);
            // long double need not be longer; then libm's own error is allowed for.
            CHECK(std::abs(at.first() - std::sin(static_cast<long double>(angle))) <= 0x1.01p-54L);
            CHECK(std::abs(at.second() - std::cos(static_cast<long double>(angle))) <= 0x1.01p-54L);
        }
    }
}

}  // namespace swarmcore::indicators
