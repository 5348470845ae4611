#include "swarmcore/feed/decimal.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <stdexcept>

namespace swarmcore::feed {

namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
constexpr auto largest_count = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
/// Far beyond any exponent that matters, and far from where sums of such could overflow.
constexpr std::int64_t exponent_limit = std::int64_t{1} << 40U;
constexpr std::size_t shown_length = 40;

/// 10^0 to 10^19: all that 64 bits hold.
constexpr std::array<std::uint64_t, 20> powers_of_ten = [] {
    std::array<std::uint64_t, 20> powers{1};
    for (std::size_t at = 1; at < powers.size(); ++at) powers[at] = powers[at - 1] * 10;
    return powers;
}();
/// As many digits always fit a mantissa.
constexpr std::size_t safe_digits = powers_of_ten.size() - 1;

/// A number: mantissa * 10^exponent, and what the mantissa could not hold.
struct Decimal {
    std::uint64_t mantissa = 0;
    std::int64_t exponent = 0;
    bool negative = false;
    bool rest = false;  // digits other than 0 follow those of the mantissa
};

constexpr bool is_digit(char character) noexcept {
    return character >= '0' && character <= '9';
}

/// Gathers the digits of a text that is too short to overflow the mantissa.
struct ShortDigits {
    void take(std::uint64_t digit) noexcept { mantissa = mantissa * 10 + digit; }
    [[nodiscard]] std::int64_t held() const noexcept { return 0; }

    std::uint64_t mantissa = 0;
    bool rest = false;
};

/// Gathers digits of any number. Zeros are held back until another digit follows them, so that
/// 1.00000000000000000000 and 100000000000000000000 need a mantissa of 1.
class LongDigits {
  public:
    void take(std::uint64_t digit) noexcept {
        ++held_;
        if (digit == 0) return;
        const auto held = static_cast<std::size_t>(held_);
        const bool fits = mantissa == 0 || (held <= safe_digits &&
                                            mantissa <= (largest - digit) / powers_of_ten[held]);
        if (rest || !fits) {
            rest = true;
            return;
        }
        mantissa = mantissa == 0 ? digit : mantissa * powers_of_ten[held] + digit;
        held_ = 0;
    }
    /// How many digits were taken that the mantissa does not show.
    [[nodiscard]] std::int64_t held() const noexcept { return held_; }

    std::uint64_t mantissa = 0;
    bool rest = false;

  private:
    std::int64_t held_ = 0;
};

/// Reads `[+-]digits` of an exponent, keeping it within the limit; false where that is not the
/// text.
bool read_exponent(std::string_view text, std::int64_t& exponent) noexcept {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return false;
    std::int64_t value = 0;
    for (const char character : text) {
        if (!is_digit(character)) return false;
        value = std::min(value * 10 + (character - '0'), exponent_limit);
    }
    exponent = negative ? -value : value;
    return true;
}

/// Reads a number without its sign; false where the text is none.
template <class Digits>
bool read_digits(std::string_view text, Decimal& number) noexcept {
    Digits digits;
    std::size_t point = text.size();
    std::size_t end = text.size();
    std::int64_t exponent = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char character = text[at];
        if (is_digit(character)) {
            digits.take(static_cast<std::uint64_t>(character - '0'));
        } else if (character == '.' && point == text.size()) {
            point = at;
        } else if (character == 'e' || character == 'E') {
            if (!read_exponent(text.substr(at + 1), exponent)) return false;
            end = at;
            break;
        } else {
            return false;
        }
    }
    const bool pointed = point < end;
    if (end == (pointed ? 1U : 0U)) return false;
    const std::size_t places = pointed ? end - point - 1 : 0;
    number.mantissa = digits.mantissa;
    number.rest = digits.rest;
    number.exponent = exponent + digits.held() - static_cast<std::int64_t>(places);
    return true;
}

bool read(std::string_view text, Decimal& number) noexcept {
    number.negative = text.starts_with('-');
    if (number.negative || text.starts_with('+')) text.remove_prefix(1);
    return text.size() <= safe_digits ? read_digits<ShortDigits>(text, number)
                                      : read_digits<LongDigits>(text, number);
}

}  // namespace

DecimalGrid::DecimalGrid(std::string_view step) : step_{step} {
    Decimal number;
    const bool is_number = read(step, number);
    while (number.mantissa != 0 && number.mantissa % 10 == 0) {
        number.mantissa /= 10;
        ++number.exponent;
    }
    if (!is_number || number.negative || number.rest || number.mantissa == 0 ||
        number.mantissa >= powers_of_ten[18] || number.exponent < -36 || number.exponent > 36) {
        throw std::invalid_argument{
            "step: expected a number above 0 between 1e-36 and 1e36 of at most 18 significant "
            "digits, was '" +
            shown(step) + "'"};
    }
    mantissa_ = number.mantissa;
    exponent_ = number.exponent;
}

DecimalStatus DecimalGrid::parse(std::string_view text, std::int64_t& count) const noexcept {
    return parse(text, Rest::refused, count);
}

DecimalStatus DecimalGrid::parse_cut(std::string_view text, std::int64_t& count) const noexcept {
    return parse(text, Rest::cut, count);
}

DecimalStatus DecimalGrid::parse(std::string_view text, Rest rest,
                                 std::int64_t& count) const noexcept {
    Decimal number;
    if (!read(text, number)) return DecimalStatus::not_a_number;
    // A digit that the mantissa could not hold lies below the step, or the number is too large:
    // down to the step, what 64 bits count has no more digits than the mantissa holds.
    std::uint64_t value = number.mantissa;
    const std::int64_t shift = number.exponent - exponent_;
    if (shift > 0 && value != 0) {
        if (shift > static_cast<std::int64_t>(safe_digits)) return DecimalStatus::out_of_range;
        const std::uint64_t power = powers_of_ten[static_cast<std::size_t>(shift)];
        if (value > largest / power) return DecimalStatus::out_of_range;
        value *= power;
    } else if (shift < 0) {
        const bool vanishes = -shift > static_cast<std::int64_t>(safe_digits);
        const std::uint64_t power =
            vanishes ? largest : powers_of_ten[static_cast<std::size_t>(-shift)];
        number.rest = number.rest || (vanishes ? value != 0 : value % power != 0);
        value = vanishes ? 0 : value / power;
    }
    if (mantissa_ != 1) {
        number.rest = number.rest || value % mantissa_ != 0;
        value /= mantissa_;
    }
    if (value > largest_count) return DecimalStatus::out_of_range;
    if (number.rest && rest == Rest::refused) return DecimalStatus::off_grid;
    const auto magnitude = static_cast<std::int64_t>(value);
    count = number.negative ? -magnitude : magnitude;
    return DecimalStatus::parsed;
}

std::string DecimalGrid::describe(DecimalStatus status, std::string_view text) const {
    const std::string was = ", was '" + shown(text) + "'";
    switch (status) {
        case DecimalStatus::not_a_number:
            return "expected a number" + was;
        case DecimalStatus::off_grid:
            return "expected a multiple of " + step_ + was;
        case DecimalStatus::out_of_range:
            return "expected a multiple of " + step_ + " that 64 bits count" + was;
        case DecimalStatus::parsed:
            break;
    }
    return {};
}

std::string shown(std::string_view text) {
    std::string result{text.substr(0, shown_length)};
    std::ranges::replace_if(
        result, [](char character) { return character < ' ' || character > '~'; }, '?');
    if (text.size() > shown_length) result += "...";
    return result;
}

}  // namespace swarmcore::feed
