#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

/// Arithmetic on series, and functions of their samples.
namespace swarmcore::indicators {

/// Sum of two series.
class Add {
  public:
    static constexpr auto declaration =
        declare({.name = "add",
                 .group = Group::math_operator,
                 .memory = Memory::row,
                 .title = "Sum of two series",
                 .formula = "``real0 + real1``.",
                 .warm_up = "0"},
                inputs(input::real0, input::real1), parameters(), outputs("real"));

    static double step(double real0, double real1) noexcept { return real0 + real1; }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Difference of two series.
class Sub {
  public:
    static constexpr auto declaration =
        declare({.name = "sub",
                 .group = Group::math_operator,
                 .memory = Memory::row,
                 .title = "Difference of two series",
                 .formula = "``real0 - real1``.",
                 .warm_up = "0"},
                inputs(input::real0, input::real1), parameters(), outputs("real"));

    static double step(double real0, double real1) noexcept { return real0 - real1; }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Product of two series.
class Mult {
  public:
    static constexpr auto declaration =
        declare({.name = "mult",
                 .group = Group::math_operator,
                 .memory = Memory::row,
                 .title = "Product of two series",
                 .formula = "``real0 * real1``.",
                 .warm_up = "0"},
                inputs(input::real0, input::real1), parameters(), outputs("real"));

    static double step(double real0, double real1) noexcept { return real0 * real1; }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Quotient of two series.
class Div {
  public:
    static constexpr auto declaration =
        declare({.name = "div",
                 .group = Group::math_operator,
                 .memory = Memory::row,
                 .title = "Quotient of two series",
                 .formula = "``real0 / real1``.",
                 .warm_up = "0"},
                inputs(input::real0, input::real1), parameters(), outputs("real"));

    static double step(double real0, double real1) noexcept { return real0 / real1; }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// The sum of all samples so far.
class Cumsum {
  public:
    static constexpr auto declaration = declare(
        {.name = "cumsum",
         .group = Group::math_operator,
         .memory = Memory::recursive,
         .title = "Cumulative sum",
         .formula =
             "The sum of all samples so far, compensated, so that it stays exact to the last\n"
             "bits.",
         .warm_up = "0"},
        inputs(input::price), parameters(), outputs("real"));

    double step(double close) noexcept { return sum_.add(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    CompensatedSum sum_;
};

/// The sum of a window.
class WindowSum {
  public:
    static constexpr auto declaration =
        declare({.name = "sum",
                 .group = Group::math_operator,
                 .memory = Memory::window,
                 .title = "Sum of a window",
                 .formula = "The sum of the last `timeperiod` samples.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 30)), outputs("real"));

    explicit WindowSum(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept { return window_.step(close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<Sum> window_;
};

/// Highest value of a window.
class Max {
  public:
    static constexpr auto declaration =
        declare({.name = "max",
                 .group = Group::math_operator,
                 .memory = Memory::window,
                 .title = "Highest value of a window",
                 .formula = "Of the last `timeperiod` samples.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 30)), outputs("real"));

    explicit Max(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept { return window_.step(Pair{close}).first(); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;
};

/// Lowest value of a window.
class Min {
  public:
    static constexpr auto declaration =
        declare({.name = "min",
                 .group = Group::math_operator,
                 .memory = Memory::window,
                 .title = "Lowest value of a window",
                 .formula = "Of the last `timeperiod` samples.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 30)), outputs("real"));

    explicit Min(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept { return -window_.step(Pair{-close}).first(); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;
};

/// Lowest and highest value of a window.
class Minmax {
  public:
    static constexpr auto declaration = declare(
        {.name = "minmax",
         .group = Group::math_operator,
         .memory = Memory::window,
         .title = "Lowest and highest value of a window",
         .formula = "Of the last `timeperiod` samples.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 30)), outputs("min", "max"));

    explicit Minmax(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    std::array<double, 2> step(double close) noexcept {
        const Pair extremes = window_.step(Pair{close, -close});
        return {-extremes.second(), extremes.first()};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;
};

}  // namespace swarmcore::indicators
