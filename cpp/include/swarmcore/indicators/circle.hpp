#pragma once

#include <array>
#include <cstddef>

#include "swarmcore/indicators/arithmetic.hpp"

namespace swarmcore::indicators {

/// The longest cycle that the Hilbert transform tells of, in bars.
inline constexpr std::size_t longest_cycle = 50;

/// The sine and the cosine of the n-th of `parts` equal parts of a circle, for each of up to
/// `longest_cycle`. They are those of the angle rounded to a double, correctly rounded but for
/// seven sines that glibc rounds the other way: the same bits everywhere, and TA-Lib's. On flat
/// prices its phase is made of these roundings alone.
class Circle {
  public:
    Circle() noexcept;

    /// The sines and cosines of a circle of `parts`, from the angle 0 on; parts <= longest_cycle.
    [[nodiscard]] const Pair* divided_in(std::size_t parts) const noexcept {
        return &angles_[parts * (parts - 1) / 2];
    }

  private:
    std::array<Pair, longest_cycle*(longest_cycle + 1) / 2> angles_;
};

/// The one table, made at its first use.
[[nodiscard]] inline const Circle& circle() noexcept {
    static const Circle table;
    return table;
}

}  // namespace swarmcore::indicators
