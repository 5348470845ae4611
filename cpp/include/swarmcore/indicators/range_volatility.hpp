#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/core/math.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

/// Volatility estimated from the closes, the ranges or all four prices of the last bars: the
/// standard deviation of log returns per bar, times the root of `annualization`. All are over
/// windows. Logarithms are those of core/math.hpp, of quotients of prices, so that a change of unit
/// changes nothing. A price that is not positive gives NaN while it is in the window.
namespace swarmcore::indicators {

namespace detail {

inline constexpr double most_annualization = 1e9;

/// The root of `scale` times a sum of squares, which is below zero only by rounding or where a
/// bar's high is not its highest price.
[[nodiscard]] inline double root_of(double sum, double scale) noexcept {
    return std::sqrt((sum < 0.0 ? 0.0 : sum) * scale);
}

/// Of a bar, ln(h / c) ln(h / o) + ln(l / c) ln(l / o), with `body` = ln(c / o).
[[nodiscard]] inline double rogers_satchell(double open, double high, double low,
                                            double body) noexcept {
    const double up = math::log(high / open);
    const double down = math::log(low / open);
    return (up - body) * up + (down - body) * down;
}

}  // namespace detail

/// From the squared log returns of the closes.
class RealizedVolatility {
  public:
    static constexpr auto declaration = declare(
        {.name = "realized_volatility",
         .group = Group::volatility,
         .memory = Memory::window,
         .title = "Realised volatility of the closes, about a mean of zero",
         .formula = "``sqrt(annualization * mean(log(close / previous close)**2))`` of the\n"
                    "last `timeperiod` returns.",
         .source = "Andersen, Bollerslev, Diebold and Labys, Econometrica 71 (2003).",
         .warm_up = "timeperiod"},
        inputs(input::price),
        parameters(period("timeperiod", 1, 20),
                   number("annualization", 1.0, detail::most_annualization, 1.0)),
        outputs("real"));

    RealizedVolatility(std::int64_t timeperiod, double annualization)
        : squares_{declaration.period<0>(timeperiod)},
          scale_{declaration.number<1>(annualization) / static_cast<double>(squares_.length())} {}

    double step(double close) noexcept {
        const double change = math::log(close / previous_);
        previous_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        return detail::root_of(squares_.step(change * change), scale_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return squares_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(squares_, previous_, started_); }

  private:
    Window<Sum> squares_;
    double scale_;
    double previous_ = 1.0;
    bool started_ = false;
};

/// From the ranges of the bars; five times as efficient as the closes.
class ParkinsonVolatility {
  public:
    static constexpr auto declaration =
        declare({.name = "parkinson_volatility",
                 .group = Group::volatility,
                 .memory = Memory::window,
                 .title = "Parkinson's volatility, of the ranges of bars",
                 .formula = "``sqrt(annualization * mean(log(high / low)**2) / (4 * log(2)))`` of\n"
                            "the last `timeperiod` bars; assumes no drift and no gaps.",
                 .source = "Parkinson, Journal of Business 53 (1980).",
                 .warm_up = "timeperiod - 1"},
                inputs(input::high, input::low),
                parameters(period("timeperiod", 1, 20),
                           number("annualization", 1.0, detail::most_annualization, 1.0)),
                outputs("real"));

    ParkinsonVolatility(std::int64_t timeperiod, double annualization)
        : squares_{declaration.period<0>(timeperiod)},
          scale_{declaration.number<1>(annualization) / four_log_2 /
                 static_cast<double>(squares_.length())} {}

    double step(double high, double low) noexcept {
        const double range = math::log(high / low);
        return detail::root_of(squares_.step(range * range), scale_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return squares_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(squares_); }

  private:
    static constexpr double four_log_2 = 2.772588722239781;

    Window<Sum> squares_;
    double scale_;
};

/// From the range and the body of the bars.
class GarmanKlassVolatility {
  public:
    static constexpr auto declaration = declare(
        {.name = "garman_klass_volatility",
         .group = Group::volatility,
         .memory = Memory::window,
         .title = "Garman and Klass's volatility, of the ranges and bodies of bars",
         .formula = "``sqrt(annualization * mean(log(high / low)**2 / 2 - (2 * log(2) - 1) *\n"
                    "log(close / open)**2))`` of the last `timeperiod` bars; assumes no\n"
                    "drift and no gaps.",
         .source = "Garman and Klass, Journal of Business 53 (1980), equation 20.",
         .warm_up = "timeperiod - 1"},
        inputs(input::open, input::high, input::low, input::close),
        parameters(period("timeperiod", 1, 20),
                   number("annualization", 1.0, detail::most_annualization, 1.0)),
        outputs("real"));

    GarmanKlassVolatility(std::int64_t timeperiod, double annualization)
        : terms_{declaration.period<0>(timeperiod)},
          scale_{declaration.number<1>(annualization) / static_cast<double>(terms_.length())} {}

    double step(double open, double high, double low, double close) noexcept {
        constexpr double two_log_2_less_1 = 0.3862943611198906;
        const double range = math::log(high / low);
        const double body = math::log(close / open);
        return detail::root_of(terms_.step(0.5 * range * range - two_log_2_less_1 * body * body),
                               scale_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return terms_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(terms_); }

  private:
    Window<Sum> terms_;
    double scale_;
};

/// From all four prices, whatever the drift.
class RogersSatchellVolatility {
  public:
    static constexpr auto declaration = declare(
        {.name = "rogers_satchell_volatility",
         .group = Group::volatility,
         .memory = Memory::window,
         .title = "Rogers and Satchell's volatility, which a drift does not disturb",
         .formula = "``sqrt(annualization * mean(log(high / close) * log(high / open) +\n"
                    "log(low / close) * log(low / open)))`` of the last `timeperiod` bars;\n"
                    "assumes no gaps.",
         .source = "Rogers and Satchell, Annals of Applied Probability 1 (1991).",
         .warm_up = "timeperiod - 1"},
        inputs(input::open, input::high, input::low, input::close),
        parameters(period("timeperiod", 1, 20),
                   number("annualization", 1.0, detail::most_annualization, 1.0)),
        outputs("real"));

    RogersSatchellVolatility(std::int64_t timeperiod, double annualization)
        : terms_{declaration.period<0>(timeperiod)},
          scale_{declaration.number<1>(annualization) / static_cast<double>(terms_.length())} {}

    double step(double open, double high, double low, double close) noexcept {
        const double body = math::log(close / open);
        return detail::root_of(terms_.step(detail::rogers_satchell(open, high, low, body)), scale_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return terms_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(terms_); }

  private:
    Window<Sum> terms_;
    double scale_;
};

/// From the gaps between bars, their bodies and all four prices, whatever the drift.
class YangZhangVolatility {
  public:
    static constexpr auto declaration = declare(
        {.name = "yang_zhang_volatility",
         .group = Group::volatility,
         .memory = Memory::window,
         .title = "Yang and Zhang's volatility, which neither drift nor gaps disturb",
         .formula =
             "``sqrt(annualization * (var(log(open / previous close)) + k * var(log(close /\n"
             "open)) + (1 - k) * rs))`` of the last `timeperiod` bars, with variances of\n"
             "divisor ``timeperiod - 1``, ``k = 0.34 / (1.34 + (timeperiod + 1) / (timeperiod -\n"
             "1))``, and the variance `rs` of `rogers_satchell_volatility`.",
         .source = "Yang and Zhang, Journal of Business 73 (2000), equations 7 and 8.",
         .warm_up = "timeperiod"},
        inputs(input::open, input::high, input::low, input::close),
        parameters(period("timeperiod", 2, 20),
                   number("annualization", 1.0, detail::most_annualization, 1.0)),
        outputs("real"));

    YangZhangVolatility(std::int64_t timeperiod, double annualization)
        : gaps_{declaration.period<0>(timeperiod)},
          bodies_{gaps_.length()},
          terms_{gaps_.length()},
          annualization_{declaration.number<1>(annualization)} {
        const auto n = static_cast<double>(gaps_.length());
        weight_ = 0.34 / (1.34 + (n + 1.0) / (n - 1.0));
        scale_ = 1.0 / n;
        unbiased_ = 1.0 / (n - 1.0);
    }

    double step(double open, double high, double low, double close) noexcept {
        const double gap = math::log(open / previous_);
        previous_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const double gaps = variance(gaps_.step(gap));
        const double body = math::log(close / open);
        const double bodies = variance(bodies_.step(body));
        const double rest = terms_.step(detail::rogers_satchell(open, high, low, body)) * scale_;
        return detail::root_of(gaps + weight_ * bodies + (1.0 - weight_) * rest, annualization_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return gaps_.length(); }
    [[nodiscard]] auto state() noexcept {
        return std::tie(gaps_, bodies_, terms_, previous_, started_);
    }

  private:
    [[nodiscard]] double variance(Pair total) const noexcept {
        const double squares = total.second() - total.first() * (total.first() * scale_);
        return (squares < 0.0 ? 0.0 : squares) * unbiased_;
    }

    Window<Deviations> gaps_;
    Window<Deviations> bodies_;
    Window<Sum> terms_;
    double annualization_;
    double weight_ = 0.0;
    double scale_ = 0.0;
    double unbiased_ = 0.0;
    double previous_ = 1.0;
    bool started_ = false;
};

}  // namespace swarmcore::indicators
