#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

namespace swarmcore {

/// Count, sum, mean and spread of the values that are no NaN.
struct Moments {
    double count = 0.0;
    double sum = 0.0;
    double squares = 0.0;  ///< the sum of squared deviations from the mean
    double first = 0.0;    ///< the first value
    bool equal = true;     ///< whether all are equal to it

    [[nodiscard]] double mean() const noexcept { return sum / count; }
    /// The standard deviation over count - `ddof`, NaN where that is not above 0. It is 0 where all
    /// values are equal, whatever the rounding of their mean.
    [[nodiscard]] double deviation(double ddof) const noexcept {
        if (!(count > ddof)) return std::numeric_limits<double>::quiet_NaN();
        return equal ? 0.0 : std::sqrt(squares / (count - ddof));
    }
    /// Takes in the moments of further values. Order matters to the last bit.
    /// Source: T. F. Chan, G. H. Golub and R. J. LeVeque, Updating formulae and a pairwise
    /// algorithm for computing sample variances, Stanford STAN-CS-79-773 (1979), equation 2.1.
    void merge(const Moments& other) noexcept;
};

/// The moments of `values` less `shift` each.
///
/// Cost: one pass over memory. The order of the additions is fixed (blocks of 32 lanes), so that
/// the bits depend on neither the CPU nor the number of threads.
[[nodiscard]] Moments moments(std::span<const double> values, double shift = 0.0);

/// What the values that are no NaN do about a threshold.
struct PartialMoments {
    double count;
    double above;          ///< the sum of the distances of those above the threshold
    double below;          ///< the sum of the distances of those below, 0 or more
    double below_squares;  ///< the sum of the squares of the latter
};

/// The partial moments of `values` less `first` less `second` about 0: two subtractions, so that a
/// value of exactly one of them, with the other 0, is on the threshold. One pass, order fixed.
[[nodiscard]] PartialMoments partial_moments(std::span<const double> values, double first,
                                             double second);

/// The `rank`-th smallest of the values that are no NaN, counted from 0, and the one after it
/// (again the same at the last rank). `rank` is below their count.
///
/// Cost: O(n) on average and a scratch buffer of at most n values; low ranks of long series are
/// found in the few values below a threshold taken from a sample.
[[nodiscard]] std::pair<double, double> order_statistics(std::span<const double> values,
                                                         std::size_t rank);

/// The quantile at `fraction` (0 to 1) of the values that are no NaN, interpolated linearly between
/// order statistics: NumPy's default, type 7 of R. J. Hyndman and Y. Fan, Sample quantiles in
/// statistical packages, The American Statistician 50 (1996). NaN where there is none.
[[nodiscard]] double quantile(std::span<const double> values, double fraction);

/// The mean of the `count` lowest values that are no NaN; `count` is from 1 to their number.
[[nodiscard]] double mean_of_lowest(std::span<const double> values, std::size_t count);

/// How many values are no NaN.
[[nodiscard]] std::size_t count_present(std::span<const double> values) noexcept;

}  // namespace swarmcore
