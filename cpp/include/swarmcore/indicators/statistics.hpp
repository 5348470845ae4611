#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <tuple>
#include <vector>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/lag.hpp"
#include "swarmcore/indicators/window.hpp"

/// Statistics of windows.
namespace swarmcore::indicators {

/// The sum of a window's differences from a sample in it, and that weighted 1, 2, ... from its
/// oldest on: at any offset of the samples the slope keeps its digits.
class WeightedDeviations {
  public:
    using Sample = double;
    using State = WeightedSum::State;
    void anchor(double sample) noexcept { anchor_ = sample; }
    [[nodiscard]] double anchor() const noexcept { return anchor_; }
    static State identity() noexcept { return WeightedSum::identity(); }
    [[nodiscard]] State lift(double sample) const noexcept {
        return WeightedSum::lift(sample - anchor_);
    }
    static State combine(const State& older, const State& newer) noexcept {
        return WeightedSum::combine(older, newer);
    }

  private:
    double anchor_ = 0.0;
};

/// The straight line that fits a window best.
class FittedLine {
  public:
    explicit FittedLine(std::size_t period)
        : window_{period}, count_{static_cast<double>(period)} {}

    void step(double sample) noexcept {
        const auto sums = window_.step(sample);
        mean_ = sums.sum / count_;
        slope_ = (sums.weighted - 0.5 * (count_ + 1.0) * sums.sum) /
                 (count_ * (count_ * count_ - 1.0) / 12.0);
    }
    [[nodiscard]] double slope() const noexcept { return slope_; }
    /// The line so many samples after the middle of the window.
    [[nodiscard]] double at(double after_middle) const noexcept {
        return window_.fold().anchor() + (mean_ + slope_ * after_middle);
    }
    [[nodiscard]] double half() const noexcept { return 0.5 * (count_ - 1.0); }
    [[nodiscard]] std::size_t length() const noexcept { return window_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(window_, mean_, slope_); }

  private:
    Window<WeightedDeviations> window_;
    double count_;
    double mean_ = 0.0;
    double slope_ = 0.0;
};

/// Linear regression: the end of the line that fits a window best.
class Linearreg {
  public:
    static constexpr auto declaration = declare(
        {.name = "linearreg",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Linear regression: the end of the line that fits a window best",
         .formula = "The value at the newest sample of the straight line that fits the last\n"
                    "`timeperiod` samples with the least squares.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Linearreg(std::int64_t timeperiod) : line_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        line_.step(close);
        return line_.at(line_.half());
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return line_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(line_); }

  private:
    FittedLine line_;
};

/// Slope of the linear regression.
class LinearregSlope {
  public:
    static constexpr auto declaration = declare(
        {.name = "linearreg_slope",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Slope of the linear regression",
         .formula =
             "The rise per sample of the straight line that fits the last `timeperiod` samples\n"
             "with the least squares.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit LinearregSlope(std::int64_t timeperiod) : line_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        line_.step(close);
        return line_.slope();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return line_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(line_); }

  private:
    FittedLine line_;
};

/// Angle of the linear regression, in degrees.
class LinearregAngle {
  public:
    static constexpr auto declaration =
        declare({.name = "linearreg_angle",
                 .group = Group::statistic,
                 .memory = Memory::window,
                 .title = "Angle of the linear regression, in degrees",
                 .formula = "``atan(slope) * 180 / pi`` of the slope of `linearreg_slope`.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit LinearregAngle(std::int64_t timeperiod) : line_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        line_.step(close);
        return std::atan(line_.slope()) * (180.0 / std::numbers::pi);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return line_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(line_); }

  private:
    FittedLine line_;
};

/// Intercept of the linear regression: the beginning of the line that fits a window best.
class LinearregIntercept {
  public:
    static constexpr auto declaration = declare(
        {.name = "linearreg_intercept",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Intercept of the linear regression: the beginning of the line that fits a "
                  "window best",
         .formula = "The value at the oldest sample of the straight line that fits the last\n"
                    "`timeperiod` samples with the least squares.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit LinearregIntercept(std::int64_t timeperiod)
        : line_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        line_.step(close);
        return line_.at(-line_.half());
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return line_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(line_); }

  private:
    FittedLine line_;
};

/// Time series forecast: the linear regression one sample on.
class Tsf {
  public:
    static constexpr auto declaration = declare(
        {.name = "tsf",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Time series forecast: the linear regression one sample on",
         .formula =
             "The value one sample after the newest of the straight line that fits the last\n"
             "`timeperiod` samples with the least squares.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Tsf(std::int64_t timeperiod) : line_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        line_.step(close);
        return line_.at(line_.half() + 1.0);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return line_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(line_); }

  private:
    FittedLine line_;
};

/// How far a sample is from its forecast, in percent.
class Fosc {
  public:
    static constexpr auto declaration =
        declare({.name = "fosc",
                 .group = Group::momentum,
                 .memory = Memory::window,
                 .title = "Forecast oscillator",
                 .formula = "``100 * (close - forecast) / close`` with the forecast ``tsf(close,\n"
                            "timeperiod)`` of the row before; 0 where the close is 0.",
                 .source = "Chande and Kroll, The New Technical Trader (1994).",
                 .warm_up = "timeperiod"},
                inputs(input::price), parameters(period("timeperiod", 2, 5)), outputs("real"));

    explicit Fosc(std::int64_t timeperiod) : line_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double forecast = line_.at(line_.half() + 1.0);
        line_.step(close);
        return close == 0.0 ? zero_or_nan(forecast) : 100.0 * (close - forecast) / close;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return line_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(line_); }

  private:
    FittedLine line_;
};

/// Variance, with divisor `timeperiod`.
class Var {
  public:
    static constexpr auto declaration = declare(
        {.name = "var",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Variance, with divisor `timeperiod`",
         .formula = "The mean squared distance from the mean of the last `timeperiod` samples;\n"
                    "`nbdev` keeps TA-Lib's arguments and does nothing. It errs by at most about\n"
                    "``timeperiod**2 * 2**-53`` of itself, whatever the offset of the samples.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price),
        parameters(period("timeperiod", 1, 5),
                   number("nbdev", -largest_number, largest_number, 1.0)),
        outputs("real"));

    Var(std::int64_t timeperiod, double nbdev)
        : window_{declaration.period<0>(timeperiod)},
          scale_{1.0 / static_cast<double>(window_.length())} {
        static_cast<void>(declaration.number<1>(nbdev));
    }

    double step(double close) noexcept {
        const Pair total = window_.step(close);
        const double variance =
            (total.second() - total.first() * (total.first() * scale_)) * scale_;
        return variance < 0.0 ? 0.0 : variance;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<Deviations> window_;
    double scale_;
};

/// Standard deviation, with divisor `timeperiod`.
class Stddev {
  public:
    static constexpr auto declaration =
        declare({.name = "stddev",
                 .group = Group::statistic,
                 .memory = Memory::window,
                 .title = "Standard deviation, with divisor `timeperiod`",
                 .formula = "``nbdev * sqrt(var)`` of the last `timeperiod` samples.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price),
                parameters(period("timeperiod", 2, 5),
                           number("nbdev", -largest_number, largest_number, 1.0)),
                outputs("real"));

    Stddev(std::int64_t timeperiod, double nbdev)
        : window_{declaration.period<0>(timeperiod)},
          scale_{1.0 / static_cast<double>(window_.length())},
          nbdev_{declaration.number<1>(nbdev)} {}

    double step(double close) noexcept {
        const Pair total = window_.step(close);
        const double variance =
            (total.second() - total.first() * (total.first() * scale_)) * scale_;
        return std::sqrt(variance < 0.0 ? 0.0 : variance) * nbdev_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<Deviations> window_;
    double scale_;
    double nbdev_;
};

/// The sums of a window's differences from a pair in it, of their squares and of their products.
class JointDeviations {
  public:
    using Sample = Pair;
    struct State {
        Pair sum, squares;
        double products;
    };
    void anchor(Pair sample) noexcept { anchor_ = sample; }
    static State identity() noexcept { return {.sum = {}, .squares = {}, .products = 0.0}; }
    [[nodiscard]] State lift(Pair sample) const noexcept {
        const Pair difference = sample - anchor_;
        return {.sum = difference,
                .squares = difference * difference,
                .products = difference.first() * difference.second()};
    }
    static State combine(const State& older, const State& newer) noexcept {
        return {.sum = older.sum + newer.sum,
                .squares = older.squares + newer.squares,
                .products = older.products + newer.products};
    }

  private:
    Pair anchor_;
};

/// n squared times the variances of a window of pairs and their covariance; a variance that is but
/// rounding is zero.
struct Moments {
    Moments(const JointDeviations::State& sums, double count) noexcept
        : covariance{count * sums.products - sums.sum.first() * sums.sum.second()},
          first{variance(count * sums.squares.first(), sums.sum.first())},
          second{variance(count * sums.squares.second(), sums.sum.second())} {}

    double covariance;
    double first;
    double second;

  private:
    static double variance(double squares, double sum) noexcept {
        const double difference = squares - sum * sum;
        return difference <= 1e-14 * squares ? 0.0 : difference;
    }
};

/// Pearson's correlation.
class Correl {
  public:
    static constexpr auto declaration = declare(
        {.name = "correl",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Pearson's correlation coefficient",
         .formula =
             "The covariance of the last `timeperiod` pairs over the product of their standard\n"
             "deviations; 0 where one of them does not vary.",
         .warm_up = "timeperiod - 1"},
        inputs(input::real0, input::real1), parameters(period("timeperiod", 1, 30)),
        outputs("real"));

    explicit Correl(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double real0, double real1) noexcept {
        const Moments moments{window_.step(Pair{real0, real1}),
                              static_cast<double>(window_.length())};
        const double both = std::sqrt(moments.first) * std::sqrt(moments.second);
        return both == 0.0 ? 0.0 : moments.covariance / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<JointDeviations> window_;
};

/// The slope of one series' returns over another's.
class Beta {
  public:
    static constexpr auto declaration = declare(
        {.name = "beta",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Beta: how much `real1` moves with `real0`",
         .formula =
             "The covariance of the last `timeperiod` returns of both over the variance of\n"
             "those of `real0`; 0 where these do not vary. A return ``x[i] / x[i - 1] - 1``\n"
             "from 0 is 0.",
         .warm_up = "timeperiod"},
        inputs(input::real0, input::real1), parameters(period("timeperiod", 1, 5)),
        outputs("real"));

    explicit Beta(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double real0, double real1) noexcept {
        const Pair returns{return_of(real0, first_), return_of(real1, second_)};
        first_ = real0;
        second_ = real1;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const Moments moments{window_.step(returns), static_cast<double>(window_.length())};
        return moments.first == 0.0 ? zero_or_nan(moments.covariance)
                                    : moments.covariance / moments.first;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(window_, first_, second_, started_); }

  private:
    static double return_of(double now, double before) noexcept {
        return before == 0.0 ? zero_or_nan(now) : (now - before) / before;
    }

    Window<JointDeviations> window_;
    double first_ = 0.0;
    double second_ = 0.0;
    bool started_ = false;
};

}  // namespace swarmcore::indicators
