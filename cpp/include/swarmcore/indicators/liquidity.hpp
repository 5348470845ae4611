#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

/// What volume does to prices, over windows, and what it was traded at, since an anchor.
namespace swarmcore::indicators {

namespace input {
/// Not 0 where something begins anew.
inline constexpr Input anchor{"anchor"};
}  // namespace input

/// By how much a unit of volume moves the price.
class KyleLambda {
  public:
    static constexpr auto declaration = declare(
        {.name = "kyle_lambda",
         .group = Group::volume,
         .memory = Memory::window,
         .title = "Kyle's lambda: by how much a unit of volume moves the price",
         .formula =
             "The slope, through the origin, of the changes of `close` on the volumes signed\n"
             "by them: ``sum(abs(change) * volume) / sum(volume**2)`` of the last\n"
             "`timeperiod` changes. All terms have one sign, so that n of them err by at most\n"
             "about ``2 * n * 2**-53`` of the result. NaN where there was no volume.",
         .source = "Kyle, Econometrica 53 (1985); estimated as in Lopez de Prado, Advances in\n"
                   "Financial Machine Learning (2018), section 19.4.1.",
         .warm_up = "timeperiod"},
        inputs(input::price, input::volume), parameters(period("timeperiod", 1, 20)),
        outputs("real"));

    explicit KyleLambda(std::int64_t timeperiod) : sums_{declaration.period<0>(timeperiod)} {}

    double step(double close, double volume) noexcept {
        const double change = close - previous_;
        previous_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const Pair sums = sums_.step(Pair{std::fabs(change) * volume, volume * volume});
        return sums.first() / sums.second();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return sums_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(sums_, previous_, started_); }

  private:
    Window<SumOfPairs> sums_;
    double previous_ = 0.0;
    bool started_ = false;
};

/// By how much a unit of money moves the price, relative to it.
class AmihudIlliquidity {
  public:
    static constexpr auto declaration = declare(
        {.name = "amihud_illiquidity",
         .group = Group::volume,
         .memory = Memory::window,
         .title = "Amihud's illiquidity: the return, in absolute terms, per unit of money traded",
         .formula = "``mean(abs(close / previous close - 1) / (close * volume))`` of those among\n"
                    "the last `timeperiod` bars that have volume; NaN where none has.",
         .source = "Amihud, Journal of Financial Markets 5 (2002).",
         .warm_up = "timeperiod"},
        inputs(input::price, input::volume), parameters(period("timeperiod", 1, 20)),
        outputs("real"));

    explicit AmihudIlliquidity(std::int64_t timeperiod)
        : sums_{declaration.period<0>(timeperiod)} {}

    double step(double close, double volume) noexcept {
        const double change = std::fabs((close - previous_) / previous_);
        previous_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const bool traded = volume != 0.0;
        const Pair sums = sums_.step(
            Pair{traded ? change / (close * volume) : zero_or_nan(change), traded ? 1.0 : 0.0});
        return sums.first() / sums.second();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return sums_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(sums_, previous_, started_); }

  private:
    Window<SumOfPairs> sums_;  ///< of the quotients, and of bars with volume
    double previous_ = 1.0;
    bool started_ = false;
};

/// The volume-weighted average price since the last anchor.
class AnchoredVwap {
  public:
    static constexpr auto declaration = declare(
        {.name = "anchored_vwap",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Volume-weighted average price since the last anchor",
         .formula =
             "`vwap`, begun anew with every bar whose `anchor` is not 0: the first of a\n"
             "session, or one that a trader chose. The average of the typical prices ``(high +\n"
             "low + close) / 3``; while no volume was traded since the anchor, the last\n"
             "result, at first 0. An anchor does not free it of a NaN.",
         .source = "Shannon, Maximum Trading Gains with Anchored VWAP (2023).",
         .warm_up = "0"},
        inputs(input::high, input::low, input::close, input::volume, input::anchor), parameters(),
        outputs("real"));

    double step(double high, double low, double close, double volume, double anchor) noexcept {
        // What is forgotten still carries a NaN.
        const double kept = anchor != 0.0 ? 0.0 : 1.0;
        traded_ = kept * traded_ + (high + low + close) * volume + zero_or_nan(anchor);
        volume_ = kept * volume_ + 3.0 * volume;
        value_ = volume_ <= 0.0 ? value_ + zero_or_nan(traded_) : traded_ / volume_;
        return value_;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    double traded_ = 0.0;  ///< three times the value traded
    double volume_ = 0.0;  ///< three times the volume
    double value_ = 0.0;
};

}  // namespace swarmcore::indicators
