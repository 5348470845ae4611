#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "swarmcore/indicators/exponential.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/moving_average.hpp"

/// Averages chosen by TA-Lib's number.
namespace swarmcore::indicators {

/// TA-Lib's numbers, which parameters called matype take.
enum class AverageType : std::int64_t {
    simple = 0,
    exponential = 1,
    weighted = 2,
    double_exponential = 3,
    triple_exponential = 4,
    triangular = 5,
    kaufman = 6,
    mesa = 7,
    tillson = 8,
    hull = 9,
    none = 10,      ///< the samples themselves
    standard = 11,  ///< the one that the function has when none is named
    zero_lag = 12,
    wilder = 13
};

/// One of the averages. A period of 1 smooths nothing.
class Average {
  public:
    /// `standard` is what AverageType::standard stands for; `name` what an error calls the type.
    Average(std::int64_t type, std::size_t period, AverageType standard,
            const char* name = "matype")
        : any_{make(static_cast<AverageType>(type), static_cast<std::int64_t>(period), standard,
                    name)} {}

    // A variant that is never without a value has nothing to throw.
    // NOLINTBEGIN(bugprone-exception-escape)
    double step(double sample) noexcept {
        if (auto* const simple = std::get_if<Sma>(&any_)) [[likely]]
            return simple->step(sample);
        return std::visit([sample](auto& average) noexcept { return average.step(sample); }, any_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::visit([](const auto& average) noexcept { return average.warm_up(); }, any_);
    }
    // NOLINTEND(bugprone-exception-escape)
    [[nodiscard]] auto state() noexcept { return std::tie(any_); }

  private:
    struct Unsmoothed {
        static double step(double sample) noexcept { return sample; }
        static std::size_t warm_up() noexcept { return 0; }
    };
    using Any =
        std::variant<Sma, Ema, Wma, Dema, Tema, Trima, Kama, T3, Hma, Unsmoothed, Zlema, Rma>;

    static Any make(AverageType type, std::int64_t period, AverageType standard, const char* name) {
        if (type == AverageType::standard) type = standard;
        if (period == 1) type = AverageType::none;
        switch (type) {
            case AverageType::simple:
                return Sma{period};
            case AverageType::exponential:
                return Ema{period};
            case AverageType::weighted:
                return Wma{period};
            case AverageType::double_exponential:
                return Dema{period};
            case AverageType::triple_exponential:
                return Tema{period};
            case AverageType::triangular:
                return Trima{period};
            case AverageType::kaufman:
                return Kama{period};
            case AverageType::tillson:
                return T3{period, 0.7};
            case AverageType::hull:
                return Hma{period};
            case AverageType::zero_lag:
                return Zlema{period};
            case AverageType::wilder:
                return Rma{period};
            case AverageType::mesa:
                throw std::invalid_argument{std::string{name} +
                                            ": expected an average other than 7 (MAMA), was 7"};
            case AverageType::none:
            case AverageType::standard:
                break;
        }
        return Unsmoothed{};
    }

    Any any_;
};

/// An average by its number.
class Ma {
  public:
    static constexpr auto declaration = declare(
        {.name = "ma",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Moving average of the kind that `matype` names",
         .formula =
             "0 `sma`, 1 `ema`, 2 `wma`, 3 `dema`, 4 `tema`, 5 `trima`, 6 `kama`, 8 `t3` (with\n"
             "a vfactor of 0.7), 9 `hma`, 10 no smoothing, 11 the function's own, here 0, 12\n"
             "`zlema`, 13 `rma`. All but 0, 2, 5, 9 and 10 are recursive. A `timeperiod` of 1\n"
             "smooths nothing."},
        inputs(input::price), parameters(period("timeperiod", 1, 30), average_type("matype", 0)),
        outputs("real"));

    Ma(std::int64_t timeperiod, std::int64_t matype)
        : average_{declaration.type<1>(matype), declaration.period<0>(timeperiod),
                   AverageType::simple} {}

    double step(double close) noexcept { return average_.step(close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return average_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(average_); }

  private:
    Average average_;
};

/// An average whose length may change from sample to sample.
class Mavp {
  public:
    static constexpr auto declaration = declare(
        {.name = "mavp",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Moving average with a variable period",
         .formula =
             "The average of the kind `matype` over `periods[i]` samples, cut to a whole\n"
             "number from `minperiod` to `maxperiod`. All lengths begin at the first result of\n"
             "the longest. With another than the simple average, a length of its own is kept\n"
             "for each period, at most 1,000 of them."},
        inputs(input::price, input::periods),
        parameters(period("minperiod", 1, 2), period("maxperiod", 1, 30),
                   average_type("matype", 0)),
        outputs("real"));

    Mavp(std::int64_t minperiod, std::int64_t maxperiod, std::int64_t matype)
        : least_{declaration.period<0>(minperiod)},
          most_{declaration.period<1>(maxperiod)},
          recent_(most_) {
        if (least_ > most_) {
            throw std::invalid_argument{"maxperiod: expected minperiod, " + std::to_string(least_) +
                                        ", or more, was " + std::to_string(most_)};
        }
        declaration.type<2>(matype);
        warm_up_ = Average{matype, most_, AverageType::simple}.warm_up();
        if (matype == 0 || matype == 11) return;
        if (most_ - least_ >= most_averages) {
            throw std::invalid_argument{
                "maxperiod: expected less than minperiod + 1000 with this matype, was " +
                std::to_string(most_)};
        }
        for (std::size_t period = least_; period <= most_; ++period) {
            averages_.emplace_back(matype, period, AverageType::simple);
        }
    }

    double step(double close, double periods) noexcept {
        recent_[position_] = close;
        const double nothing = zero_or_nan(periods);
        const double cut =
            std::clamp(periods, static_cast<double>(least_), static_cast<double>(most_));
        const std::size_t period = std::isnan(periods) ? least_ : static_cast<std::size_t>(cut);
        double result = 0.0;
        if (averages_.empty()) {
            result = mean_of(period) + nothing;
        } else {
            for (std::size_t i = 0; i < averages_.size(); ++i) {
                // Each begins so that its first result is at the first of all.
                if (rows_ + averages_[i].warm_up() < warm_up_) continue;
                const double value = averages_[i].step(close);
                if (least_ + i == period) result = value + nothing;
            }
        }
        position_ = position_ + 1 == recent_.size() ? 0 : position_ + 1;
        if (rows_ < warm_up_) ++rows_;
        return result;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return warm_up_; }
    [[nodiscard]] auto state() noexcept { return std::tie(recent_, averages_, position_, rows_); }

  private:
    static constexpr std::size_t most_averages = 1000;

    [[nodiscard]] double mean_of(std::size_t period) const noexcept {
        double sum = 0.0;
        const std::size_t wrapped = period > position_ + 1 ? period - position_ - 1 : 0;
        for (std::size_t i = 0; i < period - wrapped; ++i) sum += recent_[position_ - i];
        for (std::size_t i = 0; i < wrapped; ++i) sum += recent_[recent_.size() - 1 - i];
        return sum / static_cast<double>(period);
    }

    std::size_t least_;
    std::size_t most_;
    std::vector<double> recent_;
    std::vector<Average> averages_;  ///< of every period; none for the simple average
    std::size_t warm_up_ = 0;
    std::size_t position_ = 0;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
