#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "swarmcore/core/dispatch.hpp"

/// The arctangent, as math.hpp has exp, log and sincos: its bits depend on the arguments alone.
namespace swarmcore::math {

inline constexpr double degrees_per_radian = 57.29577951308232;

namespace detail {

/// One of the angles whose tangent the argument is measured from, so that little is left for the
/// power series: atan(y / x) = angle + atan((y * c - x * s) / (x * c + y * s)).
struct Reduction {
    double c, s;
    double angle, angle_low;
};

// The tangents 0, 1/2, 1, 3/2 and infinity.
inline constexpr std::array<Reduction, 5> reductions{{
    {.c = 1.0, .s = 0.0, .angle = 0.0, .angle_low = 0.0},
    {.c = 1.0, .s = 0.5, .angle = 0.4636476090008061, .angle_low = 2.2698777452961687e-17},
    {.c = 1.0, .s = 1.0, .angle = 0.7853981633974483, .angle_low = 3.061616997868383e-17},
    {.c = 1.0, .s = 1.5, .angle = 0.982793723247329, .angle_low = 1.3903311031230998e-17},
    {.c = 0.0, .s = 1.0, .angle = 1.5707963267948966, .angle_low = 6.123233995736766e-17},
}};

}  // namespace detail

/// atan(y / x) in radians, from -pi/2 to pi/2, for finite y and x other than 0 / 0. Costs the one
/// division of the quotient, no branch, and a table of five angles.
///
/// Accuracy: within 2 ulp of the arctangent of the exact quotient, unless the quotient is subnormal
/// or y or x is so large that their sum overflows.
/// Source: the reduction is that of FDLIBM's atan (Sun Microsystems, 1993), made before the
/// division instead of after it; the coefficients are made as in math.hpp, with a truncation error
/// below 0.2 units of 2^-53.
[[nodiscard]] SWARMCORE_ALWAYS_INLINE double arctangent(double y, double x) noexcept {
    const double height = std::fabs(y);
    const double width = std::fabs(x);
    // Sums of comparisons, so that there is no branch to mispredict.
    const auto at = static_cast<std::size_t>(height > 0.4375 * width) +
                    static_cast<std::size_t>(height > 0.6875 * width) +
                    static_cast<std::size_t>(height > 1.1875 * width) +
                    static_cast<std::size_t>(height > 2.4375 * width);
    const detail::Reduction& from = detail::reductions[at];
    const double t = (height * from.c - width * from.s) / (width * from.c + height * from.s);
    // (atan(t) - t) / t^3 on |t| <= 7/16, in powers of t^2 that do not wait for one another
    const double z = t * t;
    const double z2 = z * z;
    const double z4 = z2 * z2;
    const double p0 = -0.33333333333333326 + 0.1999999999998777 * z;
    const double p2 = -0.1428571428314864 + 0.11111110900560475 * z;
    const double p4 = -0.09090900195560148 + 0.07692087348767168 * z;
    const double p6 = -0.06663239299107136 + 0.05847724720645106 * z;
    const double p8 = -0.05033942776485848 + 0.03782521866106712 * z - 0.017547235157290005 * z2;
    const double series = (p0 + p2 * z2) + z4 * ((p4 + p6 * z2) + p8 * z4);
    const double angle = from.angle + (t + (t * z * series + from.angle_low));
    return std::copysign(angle, std::signbit(y) == std::signbit(x) ? 1.0 : -1.0);
}

}  // namespace swarmcore::math
