#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

#include "swarmcore/indicators/arithmetic.hpp"
#include "swarmcore/indicators/declaration.hpp"

#if defined(_MSC_VER) && !defined(__clang__)
#define SWARMCORE_FLATTEN [[msvc::flatten]]
#else
#define SWARMCORE_FLATTEN __attribute__((flatten))
#endif

/// What an indicator is. It is written once, as a class with
///
///     static constexpr auto declaration = declare(...);   see declaration.hpp
///     explicit I(std::int64_t timeperiod, ...);           one argument per declared parameter
///     Output step(double...) noexcept;                    takes a row, one double per input
///     std::size_t warm_up() const noexcept;               how many first results mean nothing
///
/// where Output is double or std::array<double, n>, and with `state()` (see state.hpp) where it is
/// not trivially copyable. `Stream` makes the streaming form of it and `series` the form over whole
/// arrays; both call the same step, so that they agree bit for bit.
///
/// An indicator may further have
///
///     void series(inputs, outputs) const;        a faster way to the same bits, for whole arrays
///     void fast_series(inputs, outputs) const;   a faster way to nearly the same numbers
///
/// Both are called on an indicator that has seen no row, with rows from the first that holds no NaN
/// on, and write the results from row `warm_up()` on.
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

template <class Result, class... Inputs>
struct StepOf<Result (*)(Inputs...) noexcept> {
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
concept Indicator = std::copyable<I> &&
                    requires(const I& indicator) {
                        typename OutputOf<I>;
                        { indicator.warm_up() } noexcept -> std::same_as<std::size_t>;
                        I::declaration;
                    } && I::declaration.inputs.size() == input_count<I> &&
                    I::declaration.outputs.size() == output_count<I>;

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

template <Indicator I>
using Inputs = std::array<std::span<const double>, input_count<I>>;
template <Indicator I>
using Outputs = std::array<std::span<double>, output_count<I>>;

template <class I>
concept HasSeries = requires(const I& indicator, const Inputs<I>& inputs,
                             const Outputs<I>& outputs) { indicator.series(inputs, outputs); };
template <class I>
concept HasFastSeries =
    requires(const I& indicator, const Inputs<I>& inputs, const Outputs<I>& outputs) {
        indicator.fast_series(inputs, outputs);
    };

/// Adds `rows` to the outputs that are numbers of rows.
template <Indicator I>
constexpr void count_from(OutputOf<I>& output, std::size_t rows) noexcept {
    for (std::size_t n = 0; n < output_count<I>; ++n) {
        if (I::declaration.outputs[n].kind != OutputKind::index) continue;
        if constexpr (std::is_same_v<OutputOf<I>, double>) {
            output += static_cast<double>(rows);
        } else {
            output[n] += static_cast<double>(rows);
        }
    }
}

/// The streaming form of an indicator: one result per row.
///
/// Cost: that of the step; `peek` copies the indicator besides. Allocates when built and copied,
/// and at the first `peek`, never in `update` or `reset`. Threads: one at a time.
template <Indicator I>
class Stream {
  public:
    using Output = OutputOf<I>;

    explicit Stream(I indicator) : initial_{std::move(indicator)}, indicator_{initial_} {}

    /// Takes the next row and gives its result, NaN until `warm_up()` rows went before.
    template <std::same_as<double>... Inputs>
        requires(sizeof...(Inputs) == input_count<I>)
    const Output& update(Inputs... inputs) noexcept {
        if (!started_) [[unlikely]] {
            if ((std::isnan(inputs) || ...)) {
                ++passed_over_;
                return value_;
            }
            started_ = true;
        }
        Output output = indicator_.step(inputs...);
        if (rows_ < indicator_.warm_up()) {
            ++rows_;
        } else {
            count_from<I>(output, passed_over_);
            value_ = output;
        }
        return value_;
    }

    /// What `update` would give for the next row, which is not taken.
    template <std::same_as<double>... Inputs>
        requires(sizeof...(Inputs) == input_count<I>)
    Output peek(Inputs... inputs) {
        if (rows_ < indicator_.warm_up() || (!started_ && (std::isnan(inputs) || ...))) {
            return value_;
        }
        if (scratch_) {
            *scratch_ = indicator_;
        } else {
            scratch_.emplace(indicator_);
        }
        Output output = scratch_->step(inputs...);
        count_from<I>(output, passed_over_);
        return output;
    }

    /// The result of the last row, NaN until warm.
    [[nodiscard]] const Output& value() const noexcept { return value_; }
    [[nodiscard]] std::size_t warm_up() const noexcept { return indicator_.warm_up(); }
    /// The indicator before its first row.
    [[nodiscard]] const I& initial() const noexcept { return initial_; }

    /// Forgets every row.
    void reset() {
        indicator_ = initial_;
        value_ = no_output<Output>();
        rows_ = 0;
        passed_over_ = 0;
        started_ = false;
    }

    [[nodiscard]] auto state() noexcept {
        return std::tie(indicator_, value_, rows_, passed_over_, started_);
    }

  private:
    I initial_;
    I indicator_;
    std::optional<I> scratch_;  ///< where `peek` looks ahead
    Output value_ = no_output<Output>();
    std::size_t rows_ = 0;
    std::size_t passed_over_ = 0;  ///< rows before the first without a NaN
    bool started_ = false;
};

namespace detail {

template <Indicator I, std::size_t... in, std::size_t... out>
SWARMCORE_FLATTEN void run(const I& fresh, const Inputs<I> inputs, const Outputs<I> outputs,
                           std::index_sequence<in...>, std::index_sequence<out...>) {
    // A local copy that nothing else can point to lives in registers.
    I indicator{fresh};
    const std::size_t rows = inputs[0].size();
    const std::size_t warm = std::min(rows, indicator.warm_up());
    std::size_t row = 0;
    for (; row < warm; ++row) static_cast<void>(indicator.step(inputs[in][row]...));
    for (; row < rows; ++row) {
        const OutputOf<I> output = indicator.step(inputs[in][row]...);
        ((outputs[out][row] = component<out>(output)), ...);
    }
}

/// The number of rows before the first that holds no NaN.
template <std::size_t n>
[[nodiscard]] std::size_t first_row(const std::array<std::span<const double>, n>& inputs) noexcept {
    const std::size_t rows = inputs[0].size();
    for (std::size_t row = 0; row < rows; ++row) {
        bool whole = true;
        for (const auto& input : inputs) whole = whole && !std::isnan(input[row]);
        if (whole) return row;
    }
    return rows;
}

}  // namespace detail

/// Writes the results of a whole series, by `fast_series` where `fast` is true and there is one.
/// All spans have the same length; `fresh` has seen no row.
template <Indicator I>
void series(const I& fresh, Inputs<I> inputs, Outputs<I> outputs, bool fast = false) {
    const std::size_t first = detail::first_row(inputs);
    const std::size_t warm = std::min(inputs[0].size(), first + fresh.warm_up());
    for (const auto& output : outputs) std::fill_n(output.begin(), warm, not_a_number);
    if (warm == inputs[0].size()) return;
    for (auto& input : inputs) input = input.subspan(first);
    for (auto& output : outputs) output = output.subspan(first);
    if constexpr (HasFastSeries<I>) {
        if (fast) return fresh.fast_series(inputs, outputs);
    }
    static_cast<void>(fast);
    if constexpr (HasSeries<I>) {
        fresh.series(inputs, outputs);
    } else {
        detail::run(fresh, inputs, outputs, std::make_index_sequence<input_count<I>>{},
                    std::make_index_sequence<output_count<I>>{});
    }
    if (first == 0) return;
    for (std::size_t n = 0; n < outputs.size(); ++n) {
        if (I::declaration.outputs[n].kind != OutputKind::index) continue;
        for (double& row : outputs[n].subspan(fresh.warm_up())) row += static_cast<double>(first);
    }
}

}  // namespace swarmcore::indicators
