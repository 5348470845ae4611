#pragma once

#include <cmath>
#include <limits>

#if defined(__SSE2__) || defined(_M_X64)
#define SWARMCORE_SSE2 1
#include <emmintrin.h>
#else
#define SWARMCORE_SSE2 0
#endif

/// Choices between numbers without a branch: prices rise and fall at random, so that a branch on
/// them is mispredicted every other time, and compilers do not reliably avoid one. A Pair holds the
/// two sides of an indicator (gain and loss, plus and minus) and computes on both at a time. Every
/// operation gives the same bits with and without SSE2.
namespace swarmcore::indicators {

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Two doubles that are added, multiplied and compared side by side.
class Pair {
  public:
    Pair() noexcept : Pair{0.0} {}
    explicit Pair(double both) noexcept : Pair{both, both} {}

#if SWARMCORE_SSE2
    Pair(double first, double second) noexcept : both_{_mm_set_pd(second, first)} {}

    [[nodiscard]] double first() const noexcept { return _mm_cvtsd_f64(both_); }
    [[nodiscard]] double second() const noexcept {
        return _mm_cvtsd_f64(_mm_unpackhi_pd(both_, both_));
    }

    friend Pair operator+(Pair left, Pair right) noexcept {
        return _mm_add_pd(left.both_, right.both_);
    }
    friend Pair operator-(Pair left, Pair right) noexcept {
        return _mm_sub_pd(left.both_, right.both_);
    }
    friend Pair operator*(Pair left, Pair right) noexcept {
        return _mm_mul_pd(left.both_, right.both_);
    }
    /// The larger of both; the right one where either is NaN.
    friend Pair larger(Pair left, Pair right) noexcept {
        return _mm_max_pd(left.both_, right.both_);
    }
    /// The larger of both; NaN where either is NaN.
    friend Pair larger_or_nan(Pair left, Pair right) noexcept {
        return _mm_or_pd(_mm_max_pd(left.both_, right.both_),
                         _mm_cmpunord_pd(left.both_, left.both_));
    }
    /// `value` where left > right, else zero.
    friend Pair where_greater(Pair left, Pair right, Pair value) noexcept {
        return _mm_and_pd(_mm_cmpgt_pd(left.both_, right.both_), value.both_);
    }

  private:
    Pair(__m128d both) noexcept : both_{both} {}
    __m128d both_;
#else
    Pair(double first, double second) noexcept : first_{first}, second_{second} {}

    [[nodiscard]] double first() const noexcept { return first_; }
    [[nodiscard]] double second() const noexcept { return second_; }

    friend Pair operator+(Pair left, Pair right) noexcept {
        return {left.first_ + right.first_, left.second_ + right.second_};
    }
    friend Pair operator-(Pair left, Pair right) noexcept {
        return {left.first_ - right.first_, left.second_ - right.second_};
    }
    friend Pair operator*(Pair left, Pair right) noexcept {
        return {left.first_ * right.first_, left.second_ * right.second_};
    }
    /// The larger of both; the right one where either is NaN.
    friend Pair larger(Pair left, Pair right) noexcept {
        return {left.first_ > right.first_ ? left.first_ : right.first_,
                left.second_ > right.second_ ? left.second_ : right.second_};
    }
    /// The larger of both; NaN where either is NaN.
    friend Pair larger_or_nan(Pair left, Pair right) noexcept {
        const Pair result = larger(left, right);
        return {left.first_ != left.first_ ? left.first_ : result.first_,
                left.second_ != left.second_ ? left.second_ : result.second_};
    }
    /// `value` where left > right, else zero.
    friend Pair where_greater(Pair left, Pair right, Pair value) noexcept {
        return {left.first_ > right.first_ ? value.first_ : 0.0,
                left.second_ > right.second_ ? value.second_ : 0.0};
    }

  private:
    double first_;
    double second_;
#endif
};

/// The larger of both; the right one where either is NaN.
[[nodiscard]] inline double larger(double left, double right) noexcept {
    return left > right ? left : right;
}

/// The largest difference of two numbers that may come of rounding alone. TA-Lib's measure: bars
/// that differ by less have not moved.
[[nodiscard]] inline double rounding_of(double left, double right) noexcept {
    return 1e-14 * (std::fabs(left) + std::fabs(right));
}

/// Zero, or NaN where `value` is not finite. Added to a term that a comparison has chosen, it
/// carries a NaN through the choice.
[[nodiscard]] inline double zero_or_nan(double value) noexcept {
    return 0.0 * value;
}

/// A sum that keeps what rounding takes away, so that terms of both signs do not wear it down.
///
/// Source: Neumaier, ZAMM 54 (1974); the exact error of an addition is Knuth's.
class CompensatedSum {
  public:
    double add(double term) noexcept {
        const double sum = sum_ + term;
        const double taken = sum - sum_;
        lost_ += (sum_ - (sum - taken)) + (term - taken);
        sum_ = sum;
        return sum_ + lost_;
    }

  private:
    double sum_ = 0.0;
    double lost_ = 0.0;
};

}  // namespace swarmcore::indicators
