#pragma once

#include <compare>
#include <cstdint>
#include <limits>

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

/// A sum that stays at the limits of 64 bits instead of passing them.
template <class Tag>
[[nodiscard]] constexpr Unit<Tag, std::int64_t> saturating_sum(
    Unit<Tag, std::int64_t> left, Unit<Tag, std::int64_t> right) noexcept {
    using Amount = Unit<Tag, std::int64_t>;
    constexpr Amount most{std::numeric_limits<std::int64_t>::max()};
    constexpr Amount least{std::numeric_limits<std::int64_t>::min()};
    if (right > Amount{} && left > most - right) return most;
    if (right < Amount{} && left < least - right) return least;
    return left + right;
}

/// A price in ticks of its instrument.
using Price = Unit<struct PriceTag, std::int64_t>;
/// A quantity in lots of its instrument.
using Quantity = Unit<struct QuantityTag, std::int64_t>;
/// A time in nanoseconds since 1970-01-01 UTC, or a span of nanoseconds.
using Nanos = Unit<struct NanosTag, std::int64_t>;

/// The identity of an order; it can be compared, not computed with.
enum class OrderId : std::uint64_t {};

/// +1 bid (buy), -1 ask (sell): the `side` byte of every record.
enum class Side : std::int8_t { bid = 1, ask = -1 };

[[nodiscard]] constexpr Side opposite(Side side) noexcept {
    return side == Side::bid ? Side::ask : Side::bid;
}

/// A price times a quantity, in ticks times lots, neither negative: exact in 128 bits, since on a
/// fine grid (1e-8 by 1e-8) the value of a small order passes 64.
class Notional {
  public:
    constexpr Notional() noexcept = default;
    constexpr Notional(std::uint64_t high, std::uint64_t low) noexcept : high_{high}, low_{low} {}

    [[nodiscard]] constexpr std::uint64_t high() const noexcept { return high_; }
    [[nodiscard]] constexpr std::uint64_t low() const noexcept { return low_; }

    friend constexpr auto operator<=>(const Notional&, const Notional&) noexcept = default;

  private:
    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
};

/// Both factors must be 0 or more.
[[nodiscard]] constexpr Notional operator*(Price price, Quantity quantity) noexcept {
    // Schoolbook multiplication in halves: no compiler-specific 128-bit type is needed.
    const auto left = static_cast<std::uint64_t>(price.count());
    const auto right = static_cast<std::uint64_t>(quantity.count());
    constexpr std::uint64_t half = 0xffffffff;
    const std::uint64_t low = (left & half) * (right & half);
    const std::uint64_t cross = (left >> 32U) * (right & half) + (low >> 32U);
    const std::uint64_t middle = (left & half) * (right >> 32U) + (cross & half);
    return {(left >> 32U) * (right >> 32U) + (cross >> 32U) + (middle >> 32U),
            (middle << 32U) | (low & half)};
}

}  // namespace swarmcore
