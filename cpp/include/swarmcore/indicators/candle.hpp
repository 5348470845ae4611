#pragma once

#include <array>
#include <cstddef>

#include "swarmcore/indicators/lanes.hpp"

/// What candlestick patterns say of candles, in TA-Lib's measures.
///
/// A candle is white where it closes at or above its open, else black. Its body lies between open
/// and close, its shadows from the body to high and low. The measures compare a candle with those
/// before it, itself left out:
///
/// long, short body      longer, shorter than the mean of the last 10 bodies
/// doji                  a body of at most a tenth of the mean of the last 10 ranges
/// very short shadow     shorter than a tenth of the mean of the last 10 ranges
/// short shadow          shorter than half the mean of the last 10 sums of both shadows
/// long, very long one   longer than the candle's own body, than twice that
/// near, far, equal      within 0.2, 0.6, 0.05 of the mean of the last 5 ranges
namespace swarmcore::indicators {

/// What is kept of a candle besides its prices, as the patterns of later candles ask for it again:
/// means over the candles before it, and hikkakes.
enum class Kept : std::size_t { mean_body, mean_range, mean_recent_range, mean_shadows, hikkake };
inline constexpr std::size_t kept_kinds = 5;

/// Over how many candles a mean is taken.
[[nodiscard]] constexpr std::size_t period_of(Kept kind) noexcept {
    if (kind == Kept::hikkake) return 0;
    return kind == Kept::mean_recent_range ? 5 : 10;
}

/// A candle and those before it, `n` candles ago, with what a pattern asked to be kept of them.
///
/// Invalidates: a view into the columns, which begin far enough before `row`.
class Candles {
  public:
    struct Columns {
        const double* open;
        const double* high;
        const double* low;
        const double* close;
        std::array<const double*, kept_kinds> kept;
    };

    Candles(const Columns& columns, std::size_t row) noexcept : columns_{columns}, row_{row} {}

    void advance() noexcept { row_ += lane_count; }

    [[nodiscard]] Lanes open(std::size_t n) const noexcept { return at(columns_.open, n); }
    [[nodiscard]] Lanes high(std::size_t n) const noexcept { return at(columns_.high, n); }
    [[nodiscard]] Lanes low(std::size_t n) const noexcept { return at(columns_.low, n); }
    [[nodiscard]] Lanes close(std::size_t n) const noexcept { return at(columns_.close, n); }

    /// Set where the candle holds a NaN, and where it holds infinities of both signs.
    [[nodiscard]] Mask perhaps_missing() const noexcept {
        const Lanes sum = (open(0) + high(0)) + (low(0) + close(0));
        return sum != sum;
    }

    [[nodiscard]] Mask white(std::size_t n) const noexcept { return close(n) >= open(n); }
    [[nodiscard]] Mask black(std::size_t n) const noexcept { return close(n) < open(n); }
    [[nodiscard]] Mask same_color(std::size_t n, std::size_t m) const noexcept {
        return white(n) ^ black(m);
    }
    [[nodiscard]] Mask opposite_color(std::size_t n, std::size_t m) const noexcept {
        return white(n) ^ white(m);
    }

    [[nodiscard]] Lanes body(std::size_t n) const noexcept { return magnitude(close(n) - open(n)); }
    [[nodiscard]] Lanes top(std::size_t n) const noexcept { return upper_of(open(n), close(n)); }
    [[nodiscard]] Lanes bottom(std::size_t n) const noexcept { return lower_of(open(n), close(n)); }
    [[nodiscard]] Lanes upper_shadow(std::size_t n) const noexcept { return high(n) - top(n); }
    [[nodiscard]] Lanes lower_shadow(std::size_t n) const noexcept { return bottom(n) - low(n); }
    [[nodiscard]] Lanes range(std::size_t n) const noexcept { return high(n) - low(n); }

    [[nodiscard]] Mask long_body(std::size_t n) const noexcept {
        return body(n) > kept(Kept::mean_body, n);
    }
    [[nodiscard]] Mask short_body(std::size_t n) const noexcept {
        return body(n) < kept(Kept::mean_body, n);
    }
    /// A short body, or one of just the mean.
    [[nodiscard]] Mask no_long_body(std::size_t n) const noexcept {
        return body(n) <= kept(Kept::mean_body, n);
    }
    /// A body of almost nothing, by the ranges before candle n or before another one.
    [[nodiscard]] Mask doji(std::size_t n) const noexcept { return doji(n, n); }
    [[nodiscard]] Mask doji(std::size_t n, std::size_t ranges_before) const noexcept {
        return body(n) <= 0.1 * kept(Kept::mean_range, ranges_before);
    }

    [[nodiscard]] Mask no_upper_shadow(std::size_t n) const noexcept {
        return upper_shadow(n) < very_short_shadow(n);
    }
    [[nodiscard]] Mask no_lower_shadow(std::size_t n) const noexcept {
        return lower_shadow(n) < very_short_shadow(n);
    }
    [[nodiscard]] Mask no_shadows(std::size_t n) const noexcept {
        return no_upper_shadow(n) & no_lower_shadow(n);
    }
    [[nodiscard]] Mask some_upper_shadow(std::size_t n) const noexcept {
        return upper_shadow(n) > very_short_shadow(n);
    }
    [[nodiscard]] Mask some_lower_shadow(std::size_t n) const noexcept {
        return lower_shadow(n) > very_short_shadow(n);
    }
    [[nodiscard]] Lanes short_shadow(std::size_t n) const noexcept {
        return kept(Kept::mean_shadows, n) / 2.0;
    }
    [[nodiscard]] Mask short_shadows(std::size_t n) const noexcept {
        return (upper_shadow(n) < short_shadow(n)) & (lower_shadow(n) < short_shadow(n));
    }
    [[nodiscard]] Mask long_upper_shadow(std::size_t n) const noexcept {
        return upper_shadow(n) > body(n);
    }
    [[nodiscard]] Mask long_lower_shadow(std::size_t n) const noexcept {
        return lower_shadow(n) > body(n);
    }
    [[nodiscard]] Mask very_long_upper_shadow(std::size_t n) const noexcept {
        return upper_shadow(n) > 2.0 * body(n);
    }
    [[nodiscard]] Mask very_long_lower_shadow(std::size_t n) const noexcept {
        return lower_shadow(n) > 2.0 * body(n);
    }

    /// How far two prices may lie apart and be near, far or equal, by the ranges before candle n.
    [[nodiscard]] Lanes near(std::size_t n) const noexcept {
        return 0.2 * kept(Kept::mean_recent_range, n);
    }
    [[nodiscard]] Lanes far(std::size_t n) const noexcept {
        return 0.6 * kept(Kept::mean_recent_range, n);
    }
    [[nodiscard]] Lanes equal(std::size_t n) const noexcept {
        return 0.05 * kept(Kept::mean_recent_range, n);
    }
    [[nodiscard]] Mask equal_to(Lanes price, Lanes reference, std::size_t n) const noexcept {
        return (price <= reference + equal(n)) & (price >= reference - equal(n));
    }

    /// Whether candle n's body lies wholly above, below that of candle m.
    [[nodiscard]] Mask body_gap_up(std::size_t n, std::size_t m) const noexcept {
        return bottom(n) > top(m);
    }
    [[nodiscard]] Mask body_gap_down(std::size_t n, std::size_t m) const noexcept {
        return top(n) < bottom(m);
    }
    /// Whether candle n lies with its shadows wholly above, below candle m with its own.
    [[nodiscard]] Mask gap_up(std::size_t n, std::size_t m) const noexcept {
        return low(n) > high(m);
    }
    [[nodiscard]] Mask gap_down(std::size_t n, std::size_t m) const noexcept {
        return high(n) < low(m);
    }
    [[nodiscard]] Mask between(Lanes price, Lanes lower, Lanes upper) const noexcept {
        return (price > lower) & (price < upper);
    }

    /// 1 where there was a bullish hikkake, -1 where a bearish one, else 0.
    [[nodiscard]] Lanes hikkake(std::size_t n) const noexcept { return kept(Kept::hikkake, n); }

    /// What a pattern is worth: +size where it is bullish, -size where bearish, 0 where not found.
    [[nodiscard]] static Lanes bullish(Mask found, double size = 100.0) noexcept {
        return where(found, in_all_lanes(size));
    }
    [[nodiscard]] static Lanes bearish(Mask found, double size = 100.0) noexcept {
        return where(found, in_all_lanes(-size));
    }
    /// Bullish where candle n is white.
    [[nodiscard]] Lanes as_color(Mask found, std::size_t n, double size = 100.0) const noexcept {
        return bullish(found & white(n), size) + bearish(found & black(n), size);
    }
    /// Bullish where candle n is black.
    [[nodiscard]] Lanes against_color(Mask found, std::size_t n,
                                      double size = 100.0) const noexcept {
        return bullish(found & black(n), size) + bearish(found & white(n), size);
    }

  private:
    [[nodiscard]] Lanes at(const double* column, std::size_t n) const noexcept {
        return load(column + row_ - n);
    }
    [[nodiscard]] Lanes kept(Kept kind, std::size_t n) const noexcept {
        return at(columns_.kept[static_cast<std::size_t>(kind)], n);
    }
    [[nodiscard]] Lanes very_short_shadow(std::size_t n) const noexcept {
        return 0.1 * kept(Kept::mean_range, n);
    }

    Columns columns_;
    std::size_t row_;
};

/// What a mean is taken of.
template <Kept kind>
[[nodiscard]] Lanes measure(const Candles& candles, std::size_t n) noexcept {
    if constexpr (kind == Kept::mean_body) {
        return candles.body(n);
    } else if constexpr (kind == Kept::mean_shadows) {
        return candles.upper_shadow(n) + candles.lower_shadow(n);
    } else {
        return candles.range(n);
    }
}

}  // namespace swarmcore::indicators
