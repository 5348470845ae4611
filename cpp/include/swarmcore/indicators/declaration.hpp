#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>

/// What an indicator says of itself, once: its class holds
///
///     static constexpr auto declaration = declare(
///         {.name = "rsi", .group = Group::momentum, .memory = Memory::recursive, ...},
///         inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));
///
/// Names, defaults, checks, errors, signatures, documentation and the registry are made of it.
namespace swarmcore::indicators {

/// TA-Lib's groups.
enum class Group : std::uint8_t {
    cycle,
    math_operator,
    math_transform,
    momentum,
    overlap,
    pattern,
    price,
    statistic,
    volatility,
    volume
};

/// TA-Lib's name of a group.
[[nodiscard]] constexpr const char* name(Group group) noexcept {
    constexpr std::array names{
        "Cycle Indicators",      "Math Operators",      "Math Transform",  "Momentum Indicators",
        "Overlap Studies",       "Pattern Recognition", "Price Transform", "Statistic Functions",
        "Volatility Indicators", "Volume Indicators"};
    return names[static_cast<std::size_t>(group)];
}

/// What a row is remembered by, and so how long a NaN is felt.
enum class Memory : std::uint8_t {
    row,       ///< by its own result alone
    window,    ///< by the `warm_up() + 1` results from its own on
    recursive  ///< by all later results
};

[[nodiscard]] constexpr const char* name(Memory memory) noexcept {
    constexpr std::array names{"row", "window", "recursive"};
    return names[static_cast<std::size_t>(memory)];
}

/// An input, and what TA-Lib calls it: one that takes any series is `close` here and `real` there.
struct Input {
    const char* name;
    const char* talib = name;
};

namespace input {
inline constexpr Input open{"open"};
inline constexpr Input high{"high"};
inline constexpr Input low{"low"};
inline constexpr Input close{"close"};
inline constexpr Input volume{"volume"};
inline constexpr Input price{"close", "real"};
inline constexpr Input periods{"periods"};
inline constexpr Input real0{"real0"};
inline constexpr Input real1{"real1"};
}  // namespace input

enum class ParameterKind : std::uint8_t {
    period,  ///< a count of rows
    number,
    average  ///< TA-Lib's number of a moving average, see average.hpp
};

/// A parameter of an indicator's constructor; Value is std::int64_t or double.
template <class Value>
struct Parameter {
    const char* name;
    ParameterKind kind;
    Value least;
    Value most;
    Value standard;
};

/// TA-Lib's bounds.
inline constexpr std::int64_t longest_period = 100'000;
inline constexpr double largest_number = 3e37;
inline constexpr std::int64_t most_average_type = 13;

[[nodiscard]] constexpr Parameter<std::int64_t> period(const char* name, std::int64_t least,
                                                       std::int64_t standard) noexcept {
    return {name, ParameterKind::period, least, longest_period, standard};
}
[[nodiscard]] constexpr Parameter<std::int64_t> average_type(const char* name,
                                                             std::int64_t standard) noexcept {
    return {name, ParameterKind::average, 0, most_average_type, standard};
}
[[nodiscard]] constexpr Parameter<double> number(const char* name, double least, double most,
                                                 double standard) noexcept {
    return {name, ParameterKind::number, least, most, standard};
}

enum class OutputKind : std::uint8_t {
    real,
    integer,  ///< a whole number; TA-Lib gives an array of integers
    index     ///< the number of a row of the series
};

struct Output {
    constexpr Output(const char* text,  // NOLINT(google-explicit-constructor)
                     OutputKind what = OutputKind::real) noexcept
        : name{text}, kind{what} {}

    const char* name;
    OutputKind kind;
};
[[nodiscard]] constexpr Output integer(const char* name) noexcept {
    return {name, OutputKind::integer};
}
[[nodiscard]] constexpr Output index(const char* name) noexcept {
    return {name, OutputKind::index};
}

/// What is said of an indicator in words.
struct Description {
    const char* name;  ///< of the function; in upper case TA-Lib's
    Group group;
    Memory memory;
    const char* title;         ///< one line, no full stop
    const char* formula;       ///< and conventions, accuracy, special cases
    const char* source = "";   ///< paper or book
    const char* warm_up = "";  ///< the first results that are NaN, in terms of the parameters
};

namespace detail {

[[nodiscard]] inline std::string text_of(double value) {
    std::array<char, 32> text{};
    static_cast<void>(std::snprintf(text.data(), text.size(), "%g", value));
    return text.data();
}
[[nodiscard]] inline std::string text_of(std::int64_t value) {
    return std::to_string(value);
}

template <class Value>
[[nodiscard]] Value checked(const Parameter<Value>& parameter, Value value) {
    if constexpr (std::is_same_v<Value, double>) {
        if (!std::isfinite(value)) {
            throw std::invalid_argument{std::string{parameter.name} +
                                        ": expected a finite number, was " + text_of(value)};
        }
    }
    if (value < parameter.least || value > parameter.most) {
        throw std::invalid_argument{std::string{parameter.name} + ": expected " +
                                    text_of(parameter.least) + " to " + text_of(parameter.most) +
                                    ", was " + text_of(value)};
    }
    return value;
}

}  // namespace detail

template <std::size_t input_count, std::size_t output_count, class... Values>
struct Declaration {
    Description text;
    std::array<Input, input_count> inputs;
    std::tuple<Parameter<Values>...> parameters;
    std::array<Output, output_count> outputs;

    /// The n-th parameter's `value`; throws std::invalid_argument naming it outside its range.
    template <std::size_t n>
    [[nodiscard]] std::size_t period(std::int64_t value) const {
        return static_cast<std::size_t>(detail::checked(std::get<n>(parameters), value));
    }
    template <std::size_t n>
    std::int64_t type(std::int64_t value) const {
        return detail::checked(std::get<n>(parameters), value);
    }
    template <std::size_t n>
    [[nodiscard]] double number(double value) const {
        return detail::checked(std::get<n>(parameters), value);
    }
};

template <class... Each>
[[nodiscard]] constexpr auto inputs(Each... each) noexcept {
    return std::array<Input, sizeof...(Each)>{each...};
}
template <class... Values>
[[nodiscard]] constexpr auto parameters(Parameter<Values>... each) noexcept {
    return std::tuple<Parameter<Values>...>{each...};
}
template <class... Each>
[[nodiscard]] constexpr auto outputs(Each... each) noexcept {
    return std::array<Output, sizeof...(Each)>{Output{each}...};
}

template <std::size_t input_count, std::size_t output_count, class... Values>
[[nodiscard]] constexpr auto declare(const Description& text,
                                     const std::array<Input, input_count>& inputs,
                                     const std::tuple<Parameter<Values>...>& parameters,
                                     const std::array<Output, output_count>& outputs) noexcept {
    return Declaration<input_count, output_count, Values...>{text, inputs, parameters, outputs};
}

}  // namespace swarmcore::indicators
