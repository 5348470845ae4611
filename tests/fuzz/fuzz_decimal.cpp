#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "byte_source.hpp"
#include "swarmcore/feed/decimal.hpp"

/// Text as a number on a grid, beside the way that one does it on paper: by its digits.
namespace swarmcore::fuzz {
namespace {

using feed::DecimalGrid;
using feed::DecimalStatus;

struct Step {
    std::string_view text;
    std::uint64_t mantissa;
    int exponent;
};
constexpr std::array<Step, 7> steps{{{"1", 1, 0},
                                     {"0.01", 1, -2},
                                     {"0.25", 25, -2},
                                     {"1e-8", 1, -8},
                                     {"5", 5, 0},
                                     {"1e3", 1, 3},
                                     {"0.000000001", 1, -9}}};
/// Longer exponents are left to the crash checks.
constexpr std::size_t longest_exponent = 4;

struct Paper {
    bool is_number = false;
    bool is_judged = true;
    std::string digits;
    long exponent = 0;
    bool negative = false;
};

std::string take_digits(std::string_view& text) {
    const auto end = std::ranges::find_if(text, [](char each) { return each < '0' || each > '9'; });
    const auto length = static_cast<std::size_t>(end - text.begin());
    std::string digits{text.substr(0, length)};
    text.remove_prefix(length);
    return digits;
}

bool take(std::string_view& text, std::string_view any) {
    if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

Paper read(std::string_view text) {
    Paper paper;
    paper.negative = text.starts_with('-');
    take(text, "+-");
    paper.digits = take_digits(text);
    if (take(text, ".")) {
        const std::string places = take_digits(text);
        paper.exponent = -static_cast<long>(places.size());
        paper.digits += places;
    }
    if (paper.digits.empty()) return paper;
    if (take(text, "eE")) {
        const bool negative = text.starts_with('-');
        take(text, "+-");
        const std::string exponent = take_digits(text);
        if (exponent.empty()) return paper;
        if (exponent.size() > longest_exponent) {
            paper.is_judged = false;
        } else {
            paper.exponent += (negative ? -1 : 1) * std::stol(exponent);
        }
    }
    paper.is_number = text.empty();
    return paper;
}

/// What a step makes of a number, and its count.
DecimalStatus expected(const Paper& paper, const Step& step, std::int64_t& count) {
    if (!paper.is_number) return DecimalStatus::not_a_number;
    std::string digits = paper.digits;
    std::string rest;
    const long shift = paper.exponent - step.exponent;
    if (shift >= 0) {
        digits.append(static_cast<std::size_t>(shift), '0');
    } else {
        const auto places = std::min(static_cast<std::size_t>(-shift), digits.size());
        rest = digits.substr(digits.size() - places);
        digits.resize(digits.size() - places);
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    const bool has_rest = rest.find_first_not_of('0') != std::string::npos;
    // 2^64 - 1 has 20 digits, the first of them 1.
    if (digits.size() > 20 || (digits.size() == 20 && digits > "18446744073709551615")) {
        return DecimalStatus::out_of_range;
    }
    const std::uint64_t value = digits.empty() ? 0 : std::stoull(digits);
    if (value / step.mantissa > INT64_MAX) return DecimalStatus::out_of_range;
    if (has_rest || value % step.mantissa != 0) return DecimalStatus::off_grid;
    count = static_cast<std::int64_t>(value / step.mantissa) * (paper.negative ? -1 : 1);
    return DecimalStatus::parsed;
}

std::string text_of(ByteSource& source) {
    constexpr std::string_view alphabet = "00000123456789..eE+- x";
    std::string text;
    while (!source.empty()) text += alphabet[source.below(alphabet.size())];
    return text;
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace swarmcore::fuzz;
    ByteSource source{{data, size}};
    const Step& step = steps.at(source.below(steps.size()));
    const bool is_raw = source.below(4) == 0;
    std::string text;
    if (is_raw) {
        for (const std::uint8_t byte : source.rest()) text += static_cast<char>(byte);
    } else {
        text = text_of(source);
    }
    constexpr std::int64_t untouched = 42;
    std::int64_t count = untouched;
    const DecimalGrid grid{step.text};
    const DecimalStatus status = grid.parse(text, count);
    require(status == DecimalStatus::parsed || count == untouched,
            "a fault leaves the count alone");
    require(grid.describe(status, text).find('\n') == std::string::npos, "a fault is one line");
    const Paper paper = read(text);
    if (!paper.is_judged) return 0;
    std::int64_t on_paper = untouched;
    const DecimalStatus verdict = expected(paper, step, on_paper);
    // A number beyond 64 bits may be off the grid as well: either is said.
    const bool is_both =
        verdict == DecimalStatus::out_of_range && status == DecimalStatus::off_grid;
    require(verdict == status || is_both, "the same verdict as on paper");
    require(on_paper == count, "the same count as on paper");
    return 0;
}
