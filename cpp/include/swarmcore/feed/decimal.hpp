#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace swarmcore::feed {

/// What became of a text that should be a number on a grid.
enum class DecimalStatus : std::uint8_t {
    parsed,        ///< the count is the number, exactly
    not_a_number,  ///< empty, or a character too many: blanks, `nan`, `1,5`, `0x1f`
    off_grid,      ///< a number between two multiples of the step
    out_of_range,  ///< a multiple of the step, but beyond what 64 bits count
};

/// Turns decimal text into a whole number of steps, exactly: "65000.01" is 6,500,001 steps of 0.01.
///
/// A number is `[+-]digits[.digits][e[+-]digits]`, with a digit on at least one side of the point.
/// Nothing is rounded and no float is involved.
/// Cost: O(length of the text); no allocation.
/// Threads: immutable; any number of readers.
class DecimalGrid {
  public:
    /// `step` is a number above 0 in the same notation, of at most 18 significant digits and
    /// between 1e-36 and 1e36. Throws `std::invalid_argument` where it is not.
    explicit DecimalGrid(std::string_view step);

    /// Sets `count` where the text is `parsed`, and leaves it alone otherwise. The number counted
    /// in units of the step's last digit must fit 64 bits, too: with a step of 5, up to 9.2e18.
    [[nodiscard]] DecimalStatus parse(std::string_view text, std::int64_t& count) const noexcept;
    /// As `parse`, but a number between two multiples counts as the one nearer to 0, for times
    /// that carry digits beyond the nanosecond.
    [[nodiscard]] DecimalStatus parse_cut(std::string_view text,
                                          std::int64_t& count) const noexcept;
    /// "expected a multiple of 0.01, was 0.015", for the text that gave a fault.
    [[nodiscard]] std::string describe(DecimalStatus status, std::string_view text) const;

    [[nodiscard]] const std::string& step() const noexcept { return step_; }

  private:
    enum class Rest : bool { refused, cut };
    [[nodiscard]] DecimalStatus parse(std::string_view text, Rest rest,
                                      std::int64_t& count) const noexcept;

    std::string step_;
    std::uint64_t mantissa_;  // the step is mantissa * 10^exponent, its last digit not 0
    std::int64_t exponent_;
};

/// Text of a feed as an error may show it: one line, printable, at most 40 characters.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace swarmcore::feed
