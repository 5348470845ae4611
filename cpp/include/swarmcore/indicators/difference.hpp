#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "swarmcore/indicators/average.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/smoother.hpp"

/// Differences of averages.
namespace swarmcore::indicators {

/// The difference of a fast and a slow average.
class Apo {
  public:
    static constexpr auto declaration = declare(
        {.name = "apo",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Absolute price oscillator",
         .formula =
             "``fast - slow`` of the averages of `close` over the shorter and the longer of\n"
             "the periods; by default exponential ones."},
        inputs(input::price),
        parameters(period("fastperiod", 2, 12), period("slowperiod", 2, 26),
                   average_type("matype", 1)),
        outputs("real"));

    Apo(std::int64_t fastperiod, std::int64_t slowperiod, std::int64_t matype)
        : fast_{declaration.type<2>(matype),
                std::min(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod)),
                AverageType::exponential},
          slow_{matype,
                std::max(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod)),
                AverageType::exponential} {}

    double step(double close) noexcept {
        const double fast = fast_.step(close);
        const double slow = slow_.step(close);
        return fast - slow;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return slow_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(fast_, slow_); }

  private:
    Average fast_;
    Average slow_;
};

/// The difference of a fast and a slow average, in percent of the slow one.
class Ppo {
  public:
    static constexpr auto declaration = declare(
        {.name = "ppo",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Percentage price oscillator",
         .formula =
             "``100 * (fast - slow) / slow`` of the averages of `close` over the shorter and\n"
             "the longer of the periods, 0 where the slow one is 0; by default exponential\n"
             "ones."},
        inputs(input::price),
        parameters(period("fastperiod", 2, 12), period("slowperiod", 2, 26),
                   average_type("matype", 1)),
        outputs("real"));

    Ppo(std::int64_t fastperiod, std::int64_t slowperiod, std::int64_t matype)
        : fast_{declaration.type<2>(matype),
                std::min(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod)),
                AverageType::exponential},
          slow_{matype,
                std::max(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod)),
                AverageType::exponential} {}

    double step(double close) noexcept {
        const double fast = fast_.step(close);
        const double slow = slow_.step(close);
        return slow == 0.0 ? zero_or_nan(fast) : 100.0 * (fast - slow) / slow;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return slow_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(fast_, slow_); }

  private:
    Average fast_;
    Average slow_;
};

/// The difference of a fast and a slow average, in percent of the slow one.
class Pvo {
  public:
    static constexpr auto declaration = declare(
        {.name = "pvo",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Percentage volume oscillator",
         .formula =
             "``100 * (fast - slow) / slow`` of the averages of `volume` over the shorter and\n"
             "the longer of the periods, 0 where the slow one is 0; by default exponential\n"
             "ones."},
        inputs(input::volume),
        parameters(period("fastperiod", 2, 12), period("slowperiod", 2, 26),
                   average_type("matype", 1)),
        outputs("real"));

    Pvo(std::int64_t fastperiod, std::int64_t slowperiod, std::int64_t matype)
        : fast_{declaration.type<2>(matype),
                std::min(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod)),
                AverageType::exponential},
          slow_{matype,
                std::max(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod)),
                AverageType::exponential} {}

    double step(double volume) noexcept {
        const double fast = fast_.step(volume);
        const double slow = slow_.step(volume);
        return slow == 0.0 ? zero_or_nan(fast) : 100.0 * (fast - slow) / slow;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return slow_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(fast_, slow_); }

  private:
    Average fast_;
    Average slow_;
};

/// Macd with averages of any kind.
class Macdext {
  public:
    static constexpr auto declaration = declare(
        {.name = "macdext",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Moving average convergence and divergence with averages of any kind",
         .formula =
             "As `macd`, with the averages that the matypes name. Both begin so late that they\n"
             "have their first result in the same row. Where `slowperiod` is less than\n"
             "`fastperiod`, they change places.",
         .source = "Appel, The Moving Average Convergence-Divergence Trading Method (1979)."},
        inputs(input::price),
        parameters(period("fastperiod", 2, 12), average_type("fastmatype", 0),
                   period("slowperiod", 2, 26), average_type("slowmatype", 0),
                   period("signalperiod", 1, 9), average_type("signalmatype", 0)),
        outputs("macd", "macdsignal", "macdhist"));

    Macdext(std::int64_t fastperiod, std::int64_t fastmatype, std::int64_t slowperiod,
            std::int64_t slowmatype, std::int64_t signalperiod, std::int64_t signalmatype)
        : fast_{declaration.type<1>(fastmatype), declaration.period<0>(fastperiod),
                AverageType::simple, "fastmatype"},
          slow_{declaration.type<3>(slowmatype), declaration.period<2>(slowperiod),
                AverageType::simple, "slowmatype"},
          signal_{declaration.type<5>(signalmatype), declaration.period<4>(signalperiod),
                  AverageType::simple, "signalmatype"},
          longest_{std::max(fast_.warm_up(), slow_.warm_up())} {
        if (slowperiod < fastperiod) std::swap(fast_, slow_);
    }

    std::array<double, 3> step(double close) noexcept {
        const std::size_t row = rows_;
        if (row < longest_) [[unlikely]]
            ++rows_;
        const double fast = row + fast_.warm_up() >= longest_ ? fast_.step(close) : 0.0;
        const double slow = row + slow_.warm_up() >= longest_ ? slow_.step(close) : 0.0;
        if (row < longest_) [[unlikely]]
            return no_output<std::array<double, 3>>();
        const double macd = fast - slow;
        const double signal = signal_.step(macd);
        return {macd, signal, macd - signal};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return longest_ + signal_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(fast_, slow_, signal_, rows_); }

  private:
    Average fast_;
    Average slow_;
    Average signal_;
    std::size_t longest_;
    std::size_t rows_ = 0;
};

/// Macd with the weights that its inventor used.
class Macdfix {
  public:
    static constexpr auto declaration = declare(
        {.name = "macdfix",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Moving average convergence and divergence of 12 and 26 samples",
         .formula =
             "As `macd` of 12 and 26 samples, with the weights 0.15 and 0.075 in place of 2 /\n"
             "13 and 2 / 27.",
         .source = "Appel, The Moving Average Convergence-Divergence Trading Method (1979).",
         .warm_up = "24 + signalperiod"},
        inputs(input::price), parameters(period("signalperiod", 1, 9)),
        outputs("macd", "macdsignal", "macdhist"));

    explicit Macdfix(std::int64_t signalperiod)
        : signal_period_{declaration.period<0>(signalperiod)},
          signal_{exponential_average(signal_period_)} {}

    std::array<double, 3> step(double close) noexcept {
        if (rows_ < slow - 1) [[unlikely]] {
            ++rows_;
            averages_.step(Pair{rows_ > slow - fast ? close : 0.0, close});
            return no_output<std::array<double, 3>>();
        }
        const Pair averages = averages_.step(Pair{close});
        const double macd = averages.first() - averages.second();
        const double signal = signal_.step(macd);
        return {macd, signal, macd - signal};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return slow + signal_period_ - 2; }

  private:
    static constexpr std::size_t fast = 12;
    static constexpr std::size_t slow = 26;

    std::size_t signal_period_;
    Smoother<Pair> averages_{slow, Pair{1.0 / fast, 1.0 / slow}, Pair{0.15, 0.075}};
    Smoother<> signal_;
    std::size_t rows_ = 0;
};

/// Williams' difference of two averages of the middle of bars.
class Ao {
  public:
    static constexpr auto declaration = declare(
        {.name = "ao",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Awesome oscillator",
         .formula =
             "``sma(middle, fastperiod) - sma(middle, slowperiod)`` with ``middle = (high +\n"
             "low) / 2``.",
         .source = "Williams, New Trading Dimensions (1998).",
         .warm_up = "max(fastperiod, slowperiod) - 1"},
        inputs(input::high, input::low),
        parameters(period("fastperiod", 2, 5), period("slowperiod", 2, 34)), outputs("real"));

    Ao(std::int64_t fastperiod, std::int64_t slowperiod)
        : fast_{static_cast<std::int64_t>(declaration.period<0>(fastperiod))},
          slow_{static_cast<std::int64_t>(declaration.period<1>(slowperiod))} {}

    double step(double high, double low) noexcept {
        const double middle = (high + low) / 2.0;
        return fast_.step(middle) - slow_.step(middle);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max(fast_.warm_up(), slow_.warm_up());
    }
    [[nodiscard]] auto state() noexcept { return std::tie(fast_, slow_); }

  private:
    Sma fast_;
    Sma slow_;
};

/// How the awesome oscillator differs from its average.
class Ac {
  public:
    static constexpr auto declaration =
        declare({.name = "ac",
                 .group = Group::momentum,
                 .memory = Memory::window,
                 .title = "Accelerator and decelerator oscillator",
                 .formula = "``ao - sma(ao, signalperiod)`` with ``ao = ao(high, low, fastperiod,\n"
                            "slowperiod)``.",
                 .source = "Williams, New Trading Dimensions (1998).",
                 .warm_up = "max(fastperiod, slowperiod) + signalperiod - 2"},
                inputs(input::high, input::low),
                parameters(period("fastperiod", 2, 5), period("slowperiod", 2, 34),
                           period("signalperiod", 2, 5)),
                outputs("real"));

    Ac(std::int64_t fastperiod, std::int64_t slowperiod, std::int64_t signalperiod)
        : oscillator_{static_cast<std::int64_t>(declaration.period<0>(fastperiod)),
                      static_cast<std::int64_t>(declaration.period<1>(slowperiod))},
          average_{static_cast<std::int64_t>(declaration.period<2>(signalperiod))} {}

    double step(double high, double low) noexcept {
        const double oscillator = oscillator_.step(high, low);
        return oscillator - average_.step(oscillator);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return oscillator_.warm_up() + average_.warm_up();
    }
    [[nodiscard]] auto state() noexcept { return std::tie(oscillator_, average_); }

  private:
    Ao oscillator_;
    Sma average_;
};

}  // namespace swarmcore::indicators
