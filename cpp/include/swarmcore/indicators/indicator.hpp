#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "swarmcore/indicators/arithmetic.hpp"

#if defined(_MSC_VER) && !defined(__clang__)
#define SWARMCORE_FLATTEN [[msvc::flatten]]
#else
#define SWARMCORE_FLATTEN __attribute__((flatten))
#endif

/// What an indicator is. It is written once, as a class with
///
///     Output step(double...) noexcept;          takes a row, one double per input
///     std::size_t warm_up() const noexcept;     how many first results mean nothing
///
/// where Output is double or std::array<double, n>. `Stream` makes the streaming form of it and
/// `series` the form over whole arrays; both call the same step, so that they agree bit for bit.
///
/// Both pass over the rows at the beginning that hold a NaN, as TA-Lib does: these give NaN and do
/// not count. A later NaN makes NaN of every result that depends on it: an indicator over a window
/// recovers when the NaN has left the window, a recursive or cumulative one when it is reset. An
/// infinity follows IEEE arithmetic and leaves a window, or stays in a recursion, as a NaN does.
namespace swarmcore::indicators {

namespace detail {

template <class Member>
struct StepOf;

template <class I, class Result, class... Inputs>
struct StepOf<Result (I::*)(Inputs...) noexcept> {
    static_assert((std::is_same_v<Inputs, double> && ...), "the inputs of a step are doubles");
    using Output = Result;
    static constexpr std::size_t inputs = sizeof...(Inputs);
};

template <class Output>
inline constexpr std::size_t size_of = 1;
template <std::size_t n>
inline constexpr std::size_t size_of<std::array<double, n>> = n;

}  // namespace detail

template <class I>
using OutputOf = typename detail::StepOf<decltype(&I::step)>::Output;
template <class I>
inline constexpr std::size_t input_count = detail::StepOf<decltype(&I::step)>::inputs;
template <class I>
inline constexpr std::size_t output_count = detail::size_of<OutputOf<I>>;

template <class I>
concept Indicator = std::copyable<I> && requires(const I& indicator) {
    typename OutputOf<I>;
    { indicator.warm_up() } noexcept -> std::same_as<std::size_t>;
};

/// The n-th number of an output.
template <std::size_t n, class Output>
[[nodiscard]] constexpr double component(const Output& output) noexcept {
    if constexpr (std::is_same_v<Output, double>) {
        return output;
    } else {
        return output[n];
    }
}

/// An output whose every number is NaN.
template <class Output>
[[nodiscard]] constexpr Output no_output() noexcept {
    if constexpr (std::is_same_v<Output, double>) {
        return not_a_number;
    } else {
        Output output{};
        output.fill(not_a_number);
        return output;
    }
}

/// `value` as a count of samples; throws std::invalid_argument naming `name` outside TA-Lib's
/// range.
[[nodiscard]] inline std::size_t checked_period(const char* name, std::int64_t value,
                                                std::int64_t least) {
    constexpr std::int64_t most = 100'000;
    if (value < least || value > most) {
        throw std::invalid_argument{std::string{name} + ": expected " + std::to_string(least) +
                                    " to " + std::to_string(most) + ", was " +
                                    std::to_string(value)};
    }
    return static_cast<std::size_t>(value);
}

/// `value`; throws std::invalid_argument naming `name` where it is not finite.
[[nodiscard]] inline double checked_finite(const char* name, double value) {
    if (!std::isfinite(value)) {
        throw std::invalid_argument{std::string{name} + ": expected a finite number, was " +
                                    std::to_string(value)};
    }
    return value;
}

/// The streaming form of an indicator: one result per row.
///
/// Cost: that of the step. Allocates when built and copied, never in `update` or `reset`.
/// Threads: one at a time.
template <Indicator I>
class Stream {
  public:
    using Output = OutputOf<I>;

    explicit Stream(I indicator) : initial_{std::move(indicator)}, indicator_{initial_} {}

    /// Takes the next row and gives its result, NaN until `warm_up()` rows went before.
    template <std::same_as<double>... Inputs>
        requires(sizeof...(Inputs) == input_count<I>)
    const Output& update(Inputs... inputs) noexcept {
        if (!started_ && (std::isnan(inputs) || ...)) return value_;
        started_ = true;
        const Output output = indicator_.step(inputs...);
        if (rows_ < indicator_.warm_up()) {
            ++rows_;
        } else {
            value_ = output;
        }
        return value_;
    }

    /// The result of the last row, NaN until warm.
    [[nodiscard]] const Output& value() const noexcept { return value_; }
    [[nodiscard]] std::size_t warm_up() const noexcept { return indicator_.warm_up(); }

    /// Forgets every row.
    void reset() {
        indicator_ = initial_;
        value_ = no_output<Output>();
        rows_ = 0;
        started_ = false;
    }

  private:
    I initial_;
    I indicator_;
    Output value_ = no_output<Output>();
    std::size_t rows_ = 0;
    bool started_ = false;
};

template <Indicator I>
using Inputs = std::array<std::span<const double>, input_count<I>>;
template <Indicator I>
using Outputs = std::array<std::span<double>, output_count<I>>;

namespace detail {

template <Indicator I, std::size_t... in, std::size_t... out>
SWARMCORE_FLATTEN void run(const I& fresh, const Inputs<I> inputs, const Outputs<I> outputs,
                           std::index_sequence<in...>, std::index_sequence<out...>) {
    // A local copy that nothing else can point to lives in registers.
    I indicator{fresh};
    const std::size_t rows = inputs[0].size();
    std::size_t row = 0;
    while (row < rows && (std::isnan(inputs[in][row]) || ...)) ++row;
    const std::size_t warm = std::min(rows, row + indicator.warm_up());
    (std::fill_n(outputs[out].begin(), warm, not_a_number), ...);
    if (warm == rows) return;
    for (; row < warm; ++row) static_cast<void>(indicator.step(inputs[in][row]...));
    for (; row < rows; ++row) {
        const OutputOf<I> output = indicator.step(inputs[in][row]...);
        ((outputs[out][row] = component<out>(output)), ...);
    }
}

}  // namespace detail

/// Writes the results of a whole series. All spans have the same length; `fresh` has seen no row.
template <Indicator I>
void series(const I& fresh, const Inputs<I>& inputs, const Outputs<I>& outputs) {
    detail::run(fresh, inputs, outputs, std::make_index_sequence<input_count<I>>{},
                std::make_index_sequence<output_count<I>>{});
}

}  // namespace swarmcore::indicators
