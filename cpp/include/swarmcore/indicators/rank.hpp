#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>
#include <vector>

#include "swarmcore/indicators/indicator.hpp"

/// Ranks in windows, and where extremes are.
namespace swarmcore::indicators {

/// The last n samples, by age, and how many of them are NaN.
class RecentSamples {
  public:
    explicit RecentSamples(std::size_t length) : ring_(length) {}

    /// Takes a sample and gives the one that left, zero while there was none.
    double step(double sample) noexcept {
        const double left = ring_[position_];
        missing_ += static_cast<std::size_t>(std::isnan(sample));
        missing_ -= static_cast<std::size_t>(std::isnan(left));
        ring_[position_] = sample;
        position_ = position_ + 1 == ring_.size() ? 0 : position_ + 1;
        return left;
    }
    /// The sample of `age` steps before the newest.
    [[nodiscard]] double operator[](std::size_t age) const noexcept {
        const std::size_t back = age + 1;
        return ring_[position_ >= back ? position_ - back : position_ + ring_.size() - back];
    }
    [[nodiscard]] bool whole() const noexcept { return missing_ == 0; }
    [[nodiscard]] std::size_t length() const noexcept { return ring_.size(); }
    [[nodiscard]] const std::vector<double>& unordered() const noexcept { return ring_; }
    [[nodiscard]] auto state() noexcept { return std::tie(ring_, position_, missing_); }

  private:
    std::vector<double> ring_;
    std::size_t position_ = 0;
    std::size_t missing_ = 0;
};

/// The sample of a rank.
class Percentile {
  public:
    static constexpr auto declaration = declare(
        {.name = "percentile",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Percentile, by the nearest rank",
         .formula =
             "Of the last `timeperiod` samples in order, the one of rank ``ceil(percentile /\n"
             "100 * timeperiod)``, at least the first.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price),
        parameters(period("timeperiod", 2, 30), number("percentile", 0.0, 100.0, 50.0)),
        outputs("real"));

    Percentile(std::int64_t timeperiod, double percentile)
        : recent_{declaration.period<0>(timeperiod)}, ordered_(recent_.length()) {
        const double length = static_cast<double>(recent_.length());
        const double rank = std::ceil(declaration.number<1>(percentile) * length / 100.0);
        rank_ = static_cast<std::size_t>(std::clamp(rank, 1.0, length)) - 1;
    }

    double step(double close) noexcept {
        const double left = recent_.step(close);
        // Both are in the order, where a NaN is put as the largest of all.
        const auto place = std::lower_bound(ordered_.begin(), ordered_.end(), placed(left));
        const auto next = std::lower_bound(ordered_.begin(), ordered_.end(), placed(close));
        if (next > place) {
            std::move(place + 1, next, place);
            *(next - 1) = placed(close);
        } else {
            std::move_backward(next, place, place + 1);
            *next = placed(close);
        }
        return recent_.whole() ? ordered_[rank_] : not_a_number;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return recent_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(recent_, ordered_); }

  private:
    static double placed(double sample) noexcept {
        return std::isnan(sample) ? std::numeric_limits<double>::infinity() : sample;
    }

    RecentSamples recent_;
    std::vector<double> ordered_;
    std::size_t rank_ = 0;
};

/// The share of earlier samples that are less.
class Percentrank {
  public:
    static constexpr auto declaration = declare(
        {.name = "percentrank",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Percent rank",
         .formula =
             "The share, in percent, of the `timeperiod` samples before that are less than the\n"
             "newest.",
         .source = "Connors, An Introduction to ConnorsRSI (2012).",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 2, 100)), outputs("real"));

    explicit Percentrank(std::int64_t timeperiod)
        : recent_{declaration.period<0>(timeperiod)},
          scale_{100.0 / static_cast<double>(recent_.length())} {}

    double step(double close) noexcept {
        double less = 0.0;
        for (const double each : recent_.unordered()) less += each < close ? 1.0 : 0.0;
        const bool whole = recent_.whole() && !std::isnan(close);
        recent_.step(close);
        return whole ? less * scale_ : not_a_number;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return recent_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(recent_); }

  private:
    RecentSamples recent_;
    double scale_;
};

/// The row of the largest of a window, as TA-Lib finds it: of equal ones the newest, but where the
/// largest has left the window, the oldest of those that are left.
class LargestRow {
  public:
    explicit LargestRow(std::size_t length) : recent_{length} {}

    double step(double sample) noexcept {
        recent_.step(sample);
        const double newest = row_;
        row_ += 1.0;
        if (rows_ < recent_.length()) [[unlikely]] {
            if (++rows_ < recent_.length()) return not_a_number;
            search();
        } else if (++age_ == recent_.length()) {
            search();
        } else if (sample >= largest_) {
            age_ = 0;
            largest_ = sample;
        }
        return recent_.whole() ? newest - static_cast<double>(age_) : not_a_number;
    }
    [[nodiscard]] std::size_t length() const noexcept { return recent_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(recent_, rows_, age_, largest_, row_); }

  private:
    void search() noexcept {
        age_ = recent_.length() - 1;
        largest_ = recent_[age_];
        for (std::size_t age = age_; age-- > 0;) {
            // A NaN is passed over: the result is one for as long as it is there.
            if (recent_[age] > largest_ || std::isnan(largest_)) {
                age_ = age;
                largest_ = recent_[age];
            }
        }
    }

    RecentSamples recent_;
    std::size_t rows_ = 0;  ///< in the window
    std::size_t age_ = 0;   ///< of the largest
    double largest_ = 0.0;
    double row_ = 0.0;
};

/// Row of the highest value of a window.
class Maxindex {
  public:
    static constexpr auto declaration = declare(
        {.name = "maxindex",
         .group = Group::math_operator,
         .memory = Memory::window,
         .title = "Row of the highest value of a window",
         .formula =
             "Counted from the first row of the series. Of equal ones the newest, but where\n"
             "the last one has left the window, the oldest of those that are left, as by\n"
             "TA-Lib.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 30)), outputs(index("integer")));

    explicit Maxindex(std::int64_t timeperiod) : largest_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept { return largest_.step(close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return largest_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(largest_); }

  private:
    LargestRow largest_;
};

/// Row of the lowest value of a window.
class Minindex {
  public:
    static constexpr auto declaration = declare(
        {.name = "minindex",
         .group = Group::math_operator,
         .memory = Memory::window,
         .title = "Row of the lowest value of a window",
         .formula =
             "Counted from the first row of the series. Of equal ones the newest, but where\n"
             "the last one has left the window, the oldest of those that are left, as by\n"
             "TA-Lib.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 30)), outputs(index("integer")));

    explicit Minindex(std::int64_t timeperiod) : largest_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept { return largest_.step(-close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return largest_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(largest_); }

  private:
    LargestRow largest_;  ///< of the negated samples
};

/// Rows of both extremes.
class Minmaxindex {
  public:
    static constexpr auto declaration =
        declare({.name = "minmaxindex",
                 .group = Group::math_operator,
                 .memory = Memory::window,
                 .title = "Rows of the lowest and of the highest value of a window",
                 .formula = "As `minindex` and `maxindex`.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 30)),
                outputs(index("minidx"), index("maxidx")));

    explicit Minmaxindex(std::int64_t timeperiod)
        : lowest_{declaration.period<0>(timeperiod)}, highest_{lowest_.length()} {}

    std::array<double, 2> step(double close) noexcept {
        return {lowest_.step(-close), highest_.step(close)};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lowest_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(lowest_, highest_); }

  private:
    LargestRow lowest_;  ///< of the negated samples
    LargestRow highest_;
};

}  // namespace swarmcore::indicators
