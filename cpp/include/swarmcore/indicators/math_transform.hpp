#pragma once

#include <cmath>
#include <cstddef>

#include "swarmcore/indicators/indicator.hpp"

/// Functions of samples.
namespace swarmcore::indicators {

/// Arc cosine of a sample.
class Acos {
  public:
    static constexpr auto declaration =
        declare({.name = "acos",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Arc cosine",
                 .formula = "``acos(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::acos(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Arc sine of a sample.
class Asin {
  public:
    static constexpr auto declaration =
        declare({.name = "asin",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Arc sine",
                 .formula = "``asin(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::asin(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Arc tangent of a sample.
class Atan {
  public:
    static constexpr auto declaration =
        declare({.name = "atan",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Arc tangent",
                 .formula = "``atan(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::atan(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Next whole number above of a sample.
class Ceil {
  public:
    static constexpr auto declaration =
        declare({.name = "ceil",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Next whole number above",
                 .formula = "``ceil(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::ceil(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Cosine of a sample.
class Cos {
  public:
    static constexpr auto declaration =
        declare({.name = "cos",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Cosine",
                 .formula = "``cos(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::cos(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Hyperbolic cosine of a sample.
class Cosh {
  public:
    static constexpr auto declaration =
        declare({.name = "cosh",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Hyperbolic cosine",
                 .formula = "``cosh(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::cosh(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Exponential of a sample.
class Exp {
  public:
    static constexpr auto declaration =
        declare({.name = "exp",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Exponential",
                 .formula = "``exp(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::exp(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Next whole number below of a sample.
class Floor {
  public:
    static constexpr auto declaration =
        declare({.name = "floor",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Next whole number below",
                 .formula = "``floor(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::floor(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Natural logarithm of a sample.
class Ln {
  public:
    static constexpr auto declaration =
        declare({.name = "ln",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Natural logarithm",
                 .formula = "``ln(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::log(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Decimal logarithm of a sample.
class Log10 {
  public:
    static constexpr auto declaration =
        declare({.name = "log10",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Decimal logarithm",
                 .formula = "``log10(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::log10(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Sine of a sample.
class Sin {
  public:
    static constexpr auto declaration =
        declare({.name = "sin",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Sine",
                 .formula = "``sin(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::sin(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Hyperbolic sine of a sample.
class Sinh {
  public:
    static constexpr auto declaration =
        declare({.name = "sinh",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Hyperbolic sine",
                 .formula = "``sinh(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::sinh(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Square root of a sample.
class Sqrt {
  public:
    static constexpr auto declaration =
        declare({.name = "sqrt",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Square root",
                 .formula = "``sqrt(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::sqrt(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Tangent of a sample.
class Tan {
  public:
    static constexpr auto declaration =
        declare({.name = "tan",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Tangent",
                 .formula = "``tan(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::tan(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Hyperbolic tangent of a sample.
class Tanh {
  public:
    static constexpr auto declaration =
        declare({.name = "tanh",
                 .group = Group::math_transform,
                 .memory = Memory::row,
                 .title = "Hyperbolic tangent",
                 .formula = "``tanh(close)``, row by row, with the C library's function.",
                 .warm_up = "0"},
                inputs(input::price), parameters(), outputs("real"));

    static double step(double close) noexcept { return std::tanh(close); }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

}  // namespace swarmcore::indicators
