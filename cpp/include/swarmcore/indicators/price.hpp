#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "swarmcore/indicators/indicator.hpp"

/// One price of a bar, and bars of averages.
namespace swarmcore::indicators {

/// Average price of a bar.
class Avgprice {
  public:
    static constexpr auto declaration = declare(
        {.name = "avgprice",
         .group = Group::price,
         .memory = Memory::row,
         .title = "Average price",
         .formula = "``(open + high + low + close) / 4``.",
         .warm_up = "0"},
        inputs(input::open, input::high, input::low, input::close), parameters(), outputs("real"));

    static double step(double open, double high, double low, double close) noexcept {
        return (open + high + low + close) / 4.0;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Median price of a bar.
class Medprice {
  public:
    static constexpr auto declaration =
        declare({.name = "medprice",
                 .group = Group::price,
                 .memory = Memory::row,
                 .title = "Median price",
                 .formula = "``(high + low) / 2``.",
                 .warm_up = "0"},
                inputs(input::high, input::low), parameters(), outputs("real"));

    static double step(double high, double low) noexcept { return (high + low) / 2.0; }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Typical price of a bar.
class Typprice {
  public:
    static constexpr auto declaration =
        declare({.name = "typprice",
                 .group = Group::price,
                 .memory = Memory::row,
                 .title = "Typical price",
                 .formula = "``(high + low + close) / 3``.",
                 .warm_up = "0"},
                inputs(input::high, input::low, input::close), parameters(), outputs("real"));

    static double step(double high, double low, double close) noexcept {
        return (high + low + close) / 3.0;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// Weighted close price of a bar.
class Wclprice {
  public:
    static constexpr auto declaration =
        declare({.name = "wclprice",
                 .group = Group::price,
                 .memory = Memory::row,
                 .title = "Weighted close price",
                 .formula = "``(high + low + 2 * close) / 4``.",
                 .warm_up = "0"},
                inputs(input::high, input::low, input::close), parameters(), outputs("real"));

    static double step(double high, double low, double close) noexcept {
        return (high + low + close * 2.0) / 4.0;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// The mean distance from the mean.
class Avgdev {
  public:
    static constexpr auto declaration =
        declare({.name = "avgdev",
                 .group = Group::price,
                 .memory = Memory::window,
                 .title = "Average deviation",
                 .formula = "The mean of ``|close - mean|`` over the last `timeperiod` samples.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Avgdev(std::int64_t timeperiod) : ring_(declaration.period<0>(timeperiod)) {}

    double step(double close) noexcept {
        ring_[position_] = close;
        position_ = position_ + 1 == ring_.size() ? 0 : position_ + 1;
        // From the newest, so that flat prices give exactly zero at any level.
        double sum = 0.0;
        for (const double each : ring_) sum += each - close;
        const double count = static_cast<double>(ring_.size());
        const double mean = sum / count;
        double deviations = 0.0;
        for (const double each : ring_) deviations += std::fabs((each - close) - mean);
        return deviations / count;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return ring_.size() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(ring_, position_); }

  private:
    std::vector<double> ring_;
    std::size_t position_ = 0;
};

/// Bars of averages.
class Ha {
  public:
    static constexpr auto declaration = declare(
        {.name = "ha",
         .group = Group::price,
         .memory = Memory::recursive,
         .title = "Heikin-Ashi candles",
         .formula =
             "``haclose = (open + high + low + close) / 4``; `haopen` is the mean of the last\n"
             "`haopen` and `haclose`, at first of open and close; `hahigh` and `halow` are the\n"
             "extremes of these and of the bar.",
         .source = "Valcu, Technical Analysis of Stocks & Commodities 22 (2004).",
         .warm_up = "0"},
        inputs(input::open, input::high, input::low, input::close), parameters(),
        outputs("haopen", "hahigh", "halow", "haclose"));

    std::array<double, 4> step(double open, double high, double low, double close) noexcept {
        missing_ += zero_or_nan(open + high + low + close);
        open_ = started_ ? (open_ + close_) / 2.0 : (open + close) / 2.0;
        close_ = (open + high + low + close) / 4.0;
        started_ = true;
        return {open_ + missing_, std::max({high, open_, close_}) + missing_,
                std::min({low, open_, close_}) + missing_, close_ + missing_};
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    double open_ = 0.0;
    double close_ = 0.0;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
    bool started_ = false;
};

}  // namespace swarmcore::indicators
