#pragma once

#include <compare>
#include <cstdint>

/// Units as types: adding a price to a quantity does not compile.
///
/// | expression            | result                                        |
/// |-----------------------|-----------------------------------------------|
/// | Unit + Unit, - Unit   | the same unit                                 |
/// | Unit * integer        | the same unit                                 |
/// | Price * Quantity      | Notional                                      |
/// | Unit <=> Unit         | order of the same unit                        |
/// | Unit <-> integer      | explicit only, by the constructor and count() |
namespace swarmcore {

template <class Tag, class Representation>
class Unit {
  public:
    using representation = Representation;

    constexpr Unit() noexcept = default;
    constexpr explicit Unit(Representation count) noexcept : count_{count} {}

    [[nodiscard]] constexpr Representation count() const noexcept { return count_; }

    constexpr Unit& operator+=(Unit other) noexcept {
        count_ += other.count_;
        return *this;
    }
    constexpr Unit& operator-=(Unit other) noexcept {
        count_ -= other.count_;
        return *this;
    }
    friend constexpr Unit operator+(Unit left, Unit right) noexcept { return left += right; }
    friend constexpr Unit operator-(Unit left, Unit right) noexcept { return left -= right; }
    friend constexpr Unit operator-(Unit unit) noexcept { return Unit{-unit.count_}; }
    friend constexpr Unit operator*(Unit unit, Representation factor) noexcept {
        return Unit{unit.count_ * factor};
    }
    friend constexpr auto operator<=>(Unit, Unit) noexcept = default;

  private:
    Representation count_{};
};

/// A price in ticks of its instrument.
using Price = Unit<struct PriceTag, std::int64_t>;
/// A quantity in lots of its instrument.
using Quantity = Unit<struct QuantityTag, std::int64_t>;
/// A price times a quantity, in ticks times lots.
using Notional = Unit<struct NotionalTag, std::int64_t>;
/// A time in nanoseconds since 1970-01-01 UTC, or a span of nanoseconds.
using Nanos = Unit<struct NanosTag, std::int64_t>;

/// The identity of an order; it can be compared, not computed with.
enum class OrderId : std::uint64_t {};

/// +1 bid (buy), -1 ask (sell): the `side` byte of every record.
enum class Side : std::int8_t { bid = 1, ask = -1 };

[[nodiscard]] constexpr Side opposite(Side side) noexcept {
    return side == Side::bid ? Side::ask : Side::bid;
}

/// Sets `notional` to price * quantity and returns true, or returns false where that overflows.
[[nodiscard]] inline bool multiply(Price price, Quantity quantity, Notional& notional) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    std::int64_t product = 0;
    if (__builtin_mul_overflow(price.count(), quantity.count(), &product)) return false;
    notional = Notional{product};
    return true;
#else
    const std::int64_t left = price.count();
    const std::int64_t right = quantity.count();
    if (left != 0 && right != 0) {
        const std::int64_t limit = INT64_MAX;
        const std::int64_t magnitude_left = left < 0 ? -(left + 1) : left;
        const std::int64_t magnitude_right = right < 0 ? -(right + 1) : right;
        if (magnitude_left >= limit / (magnitude_right + 1)) return false;
    }
    notional = Notional{left * right};
    return true;
#endif
}

}  // namespace swarmcore
