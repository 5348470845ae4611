#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/lag.hpp"
#include "swarmcore/indicators/momentum.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// Wilder's directional movement and its kin.
namespace swarmcore::indicators {

/// Wilder's averages of the movements up and down and of the true range, each seeded by the sum of
/// n - 1 over n.
class DirectionalMovement {
  public:
    explicit DirectionalMovement(std::size_t period) noexcept
        : movement_{period - 1, Pair{1.0 / static_cast<double>(period)},
                    Pair{1.0 / static_cast<double>(period)}},
          range_{period - 1, 1.0 / static_cast<double>(period), 1.0 / static_cast<double>(period)} {
    }

    /// False for the first row, which has nothing to move from.
    bool step(double high, double low, double close) noexcept {
        const double up = high - high_;
        const double down = low_ - low;
        const double gap = larger(std::fabs(high - close_), std::fabs(low - close_));
        high_ = high;
        low_ = low;
        close_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return false;
        }
        const double missing = zero_or_nan(up + down + close);
        averages_ = movement_.step(
            where_greater(Pair{up, down}, larger(Pair{}, Pair{down, up}), Pair{up, down}) +
            Pair{missing});
        average_range_ = range_.step(larger(gap, high - low) + missing);
        return true;
    }
    [[nodiscard]] double up() const noexcept { return averages_.first(); }
    [[nodiscard]] double down() const noexcept { return averages_.second(); }
    [[nodiscard]] double range() const noexcept { return average_range_; }

  private:
    Smoother<Pair> movement_;  ///< up, down
    Smoother<> range_;
    Pair averages_;
    double average_range_ = 0.0;
    double high_ = 0.0;
    double low_ = 0.0;
    double close_ = 0.0;
    bool started_ = false;
};

/// How far apart the movements up and down are.
class Dx {
  public:
    static constexpr auto declaration = declare(
        {.name = "dx",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Directional movement index",
         .formula =
             "``100 * |plus - minus| / (plus + minus)`` of Wilder's averages of the movements\n"
             "up and down. A bar for which both are 0 repeats the last result, at first 0.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 2, 14)),
        outputs("real"));

    explicit Dx(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, movement_{period_} {}

    double step(double high, double low, double close) noexcept {
        if (!movement_.step(high, low, close)) return not_a_number;
        const double both = movement_.up() + movement_.down();
        if (both != 0.0) value_ = 100.0 * std::fabs(movement_.up() - movement_.down()) / both;
        return value_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    DirectionalMovement movement_;
    double value_ = 0.0;
};

/// The movement up in percent of the range.
class PlusDi {
  public:
    static constexpr auto declaration = declare(
        {.name = "plus_di",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Directional indicator: the movement up in percent of the true range",
         .formula = "``100 * movement / range`` of Wilder's averages, 0 where the range is; for a\n"
                    "`timeperiod` of 1 a share, not percent.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 1, 14)),
        outputs("real"));

    explicit PlusDi(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)},
          movement_{period_},
          scale_{period_ == 1 ? 1.0 : 100.0} {}

    double step(double high, double low, double close) noexcept {
        if (!movement_.step(high, low, close)) return not_a_number;
        const double range = movement_.range();
        return range == 0.0 ? 0.0 : scale_ * movement_.up() / range;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    DirectionalMovement movement_;
    double scale_;
};

/// The movement down in percent of the range.
class MinusDi {
  public:
    static constexpr auto declaration = declare(
        {.name = "minus_di",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Directional indicator: the movement down in percent of the true range",
         .formula = "``100 * movement / range`` of Wilder's averages, 0 where the range is; for a\n"
                    "`timeperiod` of 1 a share, not percent.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 1, 14)),
        outputs("real"));

    explicit MinusDi(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)},
          movement_{period_},
          scale_{period_ == 1 ? 1.0 : 100.0} {}

    double step(double high, double low, double close) noexcept {
        if (!movement_.step(high, low, close)) return not_a_number;
        const double range = movement_.range();
        return range == 0.0 ? 0.0 : scale_ * movement_.down() / range;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    DirectionalMovement movement_;
    double scale_;
};

/// The movement up.
class PlusDm {
  public:
    static constexpr auto declaration = declare(
        {.name = "plus_dm",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Directional movement up",
         .formula =
             "Wilder's sum ``y[i] = y[i - 1] - y[i - 1] / timeperiod + movement``, seeded by\n"
             "the sum of the first ``timeperiod - 1``; the movement itself for a `timeperiod`\n"
             "of 1. A bar moves up by how far it goes beyond the bar before on that side,\n"
             "where that is more than on the other.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
         .warm_up = "max(timeperiod - 1, 1)"},
        inputs(input::high, input::low), parameters(period("timeperiod", 1, 14)), outputs("real"));

    explicit PlusDm(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, movement_{period_} {}

    double step(double high, double low) noexcept {
        if (!movement_.step(high, low, 0.0)) return not_a_number;
        return movement_.up() * static_cast<double>(period_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max<std::size_t>(period_ - 1, 1);
    }

  private:
    std::size_t period_;
    DirectionalMovement movement_;
};

/// The movement down.
class MinusDm {
  public:
    static constexpr auto declaration = declare(
        {.name = "minus_dm",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Directional movement down",
         .formula =
             "Wilder's sum ``y[i] = y[i - 1] - y[i - 1] / timeperiod + movement``, seeded by\n"
             "the sum of the first ``timeperiod - 1``; the movement itself for a `timeperiod`\n"
             "of 1. A bar moves down by how far it goes beyond the bar before on that side,\n"
             "where that is more than on the other.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
         .warm_up = "max(timeperiod - 1, 1)"},
        inputs(input::high, input::low), parameters(period("timeperiod", 1, 14)), outputs("real"));

    explicit MinusDm(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, movement_{period_} {}

    double step(double high, double low) noexcept {
        if (!movement_.step(high, low, 0.0)) return not_a_number;
        return movement_.down() * static_cast<double>(period_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max<std::size_t>(period_ - 1, 1);
    }

  private:
    std::size_t period_;
    DirectionalMovement movement_;
};

/// The mean of the directional index now and n - 1 bars before.
class Adxr {
  public:
    static constexpr auto declaration =
        declare({.name = "adxr",
                 .group = Group::momentum,
                 .memory = Memory::recursive,
                 .title = "Average directional index rating",
                 .formula = "``(adx[i] + adx[i - (timeperiod - 1)]) / 2``.",
                 .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
                 .warm_up = "3 * timeperiod - 2"},
                inputs(input::high, input::low, input::close),
                parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Adxr(std::int64_t timeperiod)
        : index_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))},
          lag_{declaration.period<0>(timeperiod) - 1} {}

    double step(double high, double low, double close) noexcept {
        const double index = index_.step(high, low, close);
        return (index + lag_.step(index)) / 2.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return index_.warm_up() + lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(index_, lag_); }

  private:
    Adx index_;
    Lag<> lag_;
};

/// Movements up and down across bars, over the true range.
class Vortex {
  public:
    static constexpr auto declaration = declare(
        {.name = "vortex",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Vortex indicator",
         .formula =
             "``sum(|high[i] - low[i - 1]|) / sum(true range)`` and ``sum(|low[i] - high[i -\n"
             "1]|) / sum(true range)`` over `timeperiod` bars; 0 where the range is.",
         .source = "Botes and Siepman, Technical Analysis of Stocks & Commodities 28 (2010).",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 1, 14)),
        outputs("plusvi", "minusvi"));

    explicit Vortex(std::int64_t timeperiod)
        : movement_{declaration.period<0>(timeperiod)}, range_{movement_.length()} {}

    std::array<double, 2> step(double high, double low, double close) noexcept {
        const double gap = larger(std::fabs(high - close_), std::fabs(low - close_));
        const Pair moved{std::fabs(high - low_), std::fabs(low - high_)};
        high_ = high;
        low_ = low;
        close_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return no_output<std::array<double, 2>>();
        }
        const Pair movement = movement_.step(moved);
        const double range = range_.step(larger(gap, high - low) + zero_or_nan(close));
        if (range == 0.0) return {0.0, 0.0};
        return {movement.first() / range, movement.second() / range};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return movement_.length(); }
    [[nodiscard]] auto state() noexcept {
        return std::tie(movement_, range_, high_, low_, close_, started_);
    }

  private:
    Window<SumOfPairs> movement_;
    Window<Sum> range_;
    double high_ = 0.0;
    double low_ = 0.0;
    double close_ = 0.0;
    bool started_ = false;
};

}  // namespace swarmcore::indicators
