#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/change.hpp"
#include "swarmcore/indicators/exponential.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/smoother.hpp"

/// Changes, smoothed.
namespace swarmcore::indicators {

/// A weighted average of two rates of change.
class Coppock {
  public:
    static constexpr auto declaration =
        declare({.name = "coppock",
                 .group = Group::momentum,
                 .memory = Memory::window,
                 .title = "Coppock curve",
                 .formula = "``wma(roc(close, roc1period) + roc(close, roc2period), wmaperiod)``.",
                 .source = "Coppock, Barron's (1962).",
                 .warm_up = "max(roc1period, roc2period) + wmaperiod - 1"},
                inputs(input::price),
                parameters(period("wmaperiod", 1, 10), period("roc1period", 1, 11),
                           period("roc2period", 1, 14)),
                outputs("real"));

    Coppock(std::int64_t wmaperiod, std::int64_t roc1period, std::int64_t roc2period)
        : average_{static_cast<std::int64_t>(declaration.period<0>(wmaperiod))},
          first_{static_cast<std::int64_t>(declaration.period<1>(roc1period))},
          second_{static_cast<std::int64_t>(declaration.period<2>(roc2period))} {}

    double step(double close) noexcept {
        return average_.step(first_.step(close) + second_.step(close));
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max(first_.warm_up(), second_.warm_up()) + average_.warm_up();
    }
    [[nodiscard]] auto state() noexcept { return std::tie(average_, first_, second_); }

  private:
    Wma average_;
    Roc first_;
    Roc second_;
};

/// The rate of change of a triple exponential average.
class Trix {
  public:
    static constexpr auto declaration = declare(
        {.name = "trix",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Rate of change of a triple exponential average",
         .formula =
             "``roc(ema(ema(ema(close))), 1)``, each average over `timeperiod`; 0 where the\n"
             "earlier one is 0.",
         .source = "Hutson, Technical Analysis of Stocks & Commodities 1 (1983).",
         .warm_up = "3 * (timeperiod - 1) + 1"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Trix(std::int64_t timeperiod) : chain_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double before = value_;
        value_ = chain_.step(close)[2];
        return before == 0.0 ? zero_or_nan(value_) : (value_ / before - 1.0) * 100.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return chain_.warm_up() + 1; }

  private:
    ExponentialChain<3> chain_;
    double value_ = 0.0;
};

/// Blau's index: changes over their magnitudes, both smoothed twice.
class Tsi {
  public:
    static constexpr auto declaration = declare(
        {.name = "tsi",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "True strength index",
         .formula = "``100 * s(change) / s(|change|)`` with s the exponential average over\n"
                    "`secondperiod` of that over `firstperiod`; 0 where nothing moved.",
         .source = "Blau, Momentum, Direction and Divergence (1995).",
         .warm_up = "firstperiod + secondperiod - 1"},
        inputs(input::price),
        parameters(period("firstperiod", 2, 25), period("secondperiod", 2, 13)), outputs("real"));

    Tsi(std::int64_t firstperiod, std::int64_t secondperiod)
        : first_period_{declaration.period<0>(firstperiod)},
          second_period_{declaration.period<1>(secondperiod)},
          first_{first_period_, Pair{1.0 / static_cast<double>(first_period_)},
                 Pair{exponential_weight(first_period_)}},
          second_{second_period_, Pair{1.0 / static_cast<double>(second_period_)},
                  Pair{exponential_weight(second_period_)}} {}

    double step(double close) noexcept {
        const double change = close - previous_;
        previous_ = close;
        if (rows_ == 0) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        const Pair once = first_.step(Pair{change, std::fabs(change)});
        if (rows_ < first_period_) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        const Pair twice = second_.step(once);
        return twice.second() == 0.0 ? 0.0 : 100.0 * twice.first() / twice.second();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return first_period_ + second_period_ - 1;
    }

  private:
    std::size_t first_period_;
    std::size_t second_period_;
    Smoother<Pair> first_;  ///< of changes and their magnitudes
    Smoother<Pair> second_;
    double previous_ = 0.0;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
