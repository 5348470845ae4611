#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

namespace swarmcore::indicators {

/// Ichimoku kinko hyo: middles of ranges, now and as the cloud of bars ago.
///
/// Cost: O(1) a step on average. Over a window.
class Ichimoku {
  public:
    static constexpr auto declaration = declare(
        {.name = "ichimoku",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Ichimoku: conversion line, base line and the two edges of the cloud",
         .formula =
             "With the middle ``(highest high + lowest low) / 2`` of so many bars: `tenkan` of\n"
             "`tenkan_period`, `kijun` of `kijun_period`; `senkou_a`, the mean of both, and\n"
             "`senkou_b` of `senkou_period` are those of `displacement` bars ago, where the\n"
             "cloud of this bar was drawn from. The lagging line (chikou) is `close`, drawn\n"
             "`displacement` bars back; an output of it would look ahead.",
         .source = "Hosoda (Ichimoku Sanjin), Ichimoku Kinko Hyo (1969).",
         .warm_up = "max(tenkan_period, kijun_period, senkou_period) - 1 + displacement"},
        inputs(input::high, input::low),
        parameters(period("tenkan_period", 1, 9), period("kijun_period", 1, 26),
                   period("senkou_period", 1, 52), period("displacement", 1, 26)),
        outputs("tenkan", "kijun", "senkou_a", "senkou_b"));

    Ichimoku(std::int64_t tenkan_period, std::int64_t kijun_period, std::int64_t senkou_period,
             std::int64_t displacement)
        : tenkan_{declaration.period<0>(tenkan_period)},
          kijun_{declaration.period<1>(kijun_period)},
          senkou_{declaration.period<2>(senkou_period)},
          cloud_(declaration.period<3>(displacement)) {}

    std::array<double, 4> step(double high, double low) noexcept {
        const Pair bar{high, -low};
        const double tenkan = middle(tenkan_.step(bar));
        const double kijun = middle(kijun_.step(bar));
        const Pair now{0.5 * (tenkan + kijun), middle(senkou_.step(bar))};
        const Pair drawn = cloud_[next_];
        cloud_[next_] = now;
        if (++next_ == cloud_.size()) next_ = 0;
        return {tenkan, kijun, drawn.first(), drawn.second()};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max({tenkan_.length(), kijun_.length(), senkou_.length()}) - 1 + cloud_.size();
    }
    [[nodiscard]] auto state() noexcept {
        return std::tie(tenkan_, kijun_, senkou_, cloud_, next_);
    }

  private:
    static double middle(Pair extremes) noexcept {
        return 0.5 * (extremes.first() - extremes.second());
    }

    Window<LargestOfPairs> tenkan_;  ///< of the high and the negated low
    Window<LargestOfPairs> kijun_;
    Window<LargestOfPairs> senkou_;
    std::vector<Pair> cloud_;  ///< the edges of the last `displacement` bars
    std::size_t next_ = 0;
};

}  // namespace swarmcore::indicators
