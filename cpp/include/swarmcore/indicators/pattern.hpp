#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "swarmcore/indicators/candle.hpp"
#include "swarmcore/indicators/indicator.hpp"

/// What makes an indicator of a candlestick pattern. A pattern is a class
///
///     class Cdldoji : public Pattern<Cdldoji, 10, Kept::mean_range> {
///       public:
///         static constexpr auto declaration = describe("cdldoji", "title", "formula");
///         static Lanes find(const Candles& candle) noexcept { return ...; }
///     };
///
/// that states its warm-up and what it asks to be kept of candles. A result depends on the last
/// `warm_up() + 1` candles alone and is NaN where one of them holds a NaN. Averages are added up
/// anew for every candle, oldest first: nothing is ever taken out of a sum, so that no threshold
/// drifts, and a result is TA-Lib's for a series of just the candles that it depends on.
namespace swarmcore::indicators {

namespace detail {

inline constexpr const char* nison = "Nison, Japanese Candlestick Charting Techniques (1991).";
inline constexpr const char* morris = "Morris, Candlestick Charting Explained (1995).";
inline constexpr const char* chesler = "Chesler, Active Trader (April 2004).";

/// A number of at most two digits as text.
template <std::size_t number>
inline constexpr std::array text_of_number =
    number < 10 ? std::array<char, 3>{static_cast<char>('0' + number), '\0', '\0'}
                : std::array<char, 3>{static_cast<char>('0' + number / 10),
                                      static_cast<char>('0' + number % 10), '\0'};

}  // namespace detail

// Its constructor is public, as `Cdldoji{}` makes an aggregate.
template <class P, std::size_t warm, Kept... kept>
class Pattern {  // NOLINT(bugprone-crtp-constructor-accessibility)
    using Rows = std::array<std::span<const double>, 4>;

  public:
    SWARMCORE_FLATTEN double step(double open, double high, double low, double close) noexcept {
        if (row_ == row_count) [[unlikely]]
            make_room();
        columns_[0][row_] = open;
        columns_[1][row_] = high;
        columns_[2][row_] = low;
        columns_[3][row_] = close;
        const Candles candles{columns_of(columns_[0].data(), columns_[1].data(), columns_[2].data(),
                                         columns_[3].data(), columns_.data() + 4),
                              row_};
        ((columns_[4 + position<kept>()][row_] = first_lane(keep<kept>(candles))), ...);
        const bool missing =
            std::isnan(open) || std::isnan(high) || std::isnan(low) || std::isnan(close);
        whole_ = missing ? 0 : whole_ + 1;
        ++row_;
        return whole_ > warm ? first_lane(pattern().find(candles)) : not_a_number;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return warm; }

    SWARMCORE_FLATTEN void series(const Rows& inputs,
                                  const std::array<std::span<double>, 1>& outputs) const noexcept {
        const std::size_t rows = inputs[0].size();
        const std::span<double> results = outputs[0];
        Blocks blocks;
        std::size_t missing_until = 0;
        mark_missing(inputs, results, 0, warm, missing_until);
        std::size_t row = warm;
        while (row + lane_count <= rows) {
            const std::size_t count = std::min(block, (rows - row) / lane_count * lane_count);
            const Candles::Columns columns = blocks.fill(inputs, row, count);
            Mask missing{};
            // One that advances stays in registers.
            Candles candles{columns, warm};
            for (std::size_t i = 0; i < count; i += lane_count) {
                missing |= candles.perhaps_missing();
                store(pattern().find(candles), &results[row + i]);
                candles.advance();
            }
            if (any_lane(missing) || missing_until > row) {
                mark_missing(inputs, results, row, row + count, missing_until);
            }
            row += count;
        }
        if (row < rows) results[row] = last(inputs);
    }

  protected:
    [[nodiscard]] static constexpr Description text(const char* name, const char* title,
                                                    const char* formula,
                                                    const char* source) noexcept {
        return {.name = name,
                .group = Group::pattern,
                .memory = Memory::window,
                .title = title,
                .formula = formula,
                .source = source,
                .warm_up = detail::text_of_number<warm>.data()};
    }
    template <class... Values>
    [[nodiscard]] static constexpr auto describe(const char* name, const char* title,
                                                 const char* formula,
                                                 const char* source = detail::nison,
                                                 Parameter<Values>... each) noexcept {
        return declare(text(name, title, formula, source),
                       inputs(input::open, input::high, input::low, input::close),
                       parameters(each...), outputs(integer("integer")));
    }
    [[nodiscard]] static constexpr auto penetration(double standard) noexcept {
        return number("penetration", 0.0, largest_number, standard);
    }

  private:
    static constexpr std::size_t column_count = 4 + sizeof...(kept);
    static constexpr std::size_t row_count = warm + 16;
    static constexpr std::size_t block = 256;
    /// Of how many candles before its own a pattern may ask for what is kept.
    static constexpr std::size_t kept_before =
        warm - std::min({warm, std::max({std::size_t{0}, period_of(kept)...})});

    /// The place among what is kept.
    template <Kept kind>
    [[nodiscard]] static constexpr std::size_t position() noexcept {
        constexpr std::array all{kept...};
        return static_cast<std::size_t>(std::ranges::find(all, kind) - all.begin());
    }

    [[nodiscard]] const P& pattern() const noexcept { return static_cast<const P&>(*this); }

    template <class Column>
    [[nodiscard]] static Candles::Columns columns_of(
        const double* open, const double* high, const double* low, const double* close,
        [[maybe_unused]] const Column* columns_of_kept) noexcept {
        Candles::Columns columns{
            .open = open, .high = high, .low = low, .close = close, .kept = {}};
        ((columns.kept[static_cast<std::size_t>(kept)] = columns_of_kept[position<kept>()].data()),
         ...);
        return columns;
    }
    template <Kept kind>
    [[nodiscard]] static Lanes keep(const Candles& candles) noexcept {
        if constexpr (kind == Kept::hikkake) return P::hikkake(candles);
        Lanes sum{};
        for (std::size_t n = period_of(kind); n > 0; --n) sum += measure<kind>(candles, n);
        return sum / static_cast<double>(period_of(kind));
    }
    void make_room() noexcept {
        for (auto& column : columns_) {
            std::copy_n(column.begin() + (row_count - warm), warm, column.begin());
        }
        row_ = warm;
    }
    /// Takes rows begin to end, and makes NaN of results that depend on a row that holds one:
    /// those before row `until`.
    static void mark_missing(const Rows& inputs, std::span<double> results, std::size_t begin,
                             std::size_t end, std::size_t& until) noexcept {
        for (std::size_t row = begin; row < end; ++row) {
            if (std::ranges::any_of(inputs,
                                    [row](auto& input) { return std::isnan(input[row]); })) {
                until = row + warm + 1;
            }
            if (row >= warm && row < until) results[row] = not_a_number;
        }
    }
    /// The result of the last row, which no other lane goes with.
    [[nodiscard]] double last(const Rows& inputs) const noexcept {
        P candles{pattern()};
        double result = not_a_number;
        const std::size_t rows = inputs[0].size();
        for (std::size_t row = rows - 1 - warm; row < rows; ++row) {
            result = candles.step(inputs[0][row], inputs[1][row], inputs[2][row], inputs[3][row]);
        }
        return result;
    }

    /// What is kept of a block of rows and of the candles before it.
    class Blocks {
      public:
        /// Columns whose row `warm` is row `row` of the series.
        [[nodiscard]] Candles::Columns fill(const Rows& inputs, std::size_t row,
                                            [[maybe_unused]] std::size_t count) noexcept {
            const std::size_t first = row - warm;
            const Candles::Columns columns =
                columns_of(&inputs[0][first], &inputs[1][first], &inputs[2][first],
                           &inputs[3][first], kept_.data());
            (fill_column<kept>(columns, count, kept_[position<kept>()]), ...);
            return columns;
        }

      private:
        using Column = std::array<double, warm + block + lane_count>;

        template <Kept kind>
        void fill_column(const Candles::Columns& columns, std::size_t count,
                         Column& column) noexcept {
            if constexpr (kind == Kept::hikkake) {
                // The last pair again takes a row of the one before, where they are odd.
                const std::size_t last = warm + count - lane_count;
                for (std::size_t i = warm - 3; i < last + lane_count; i += lane_count) {
                    const std::size_t row = std::min(i, last);
                    store(P::hikkake(Candles{columns, row}), &column[row]);
                }
                return;
            }
            constexpr std::size_t period = period_of(kind);
            constexpr std::size_t first = warm - kept_before;
            // The last row is in no average, and the row after it may not be there.
            Candles candles{columns, first - period};
            for (std::size_t i = first - period; i + 1 < warm + count; i += lane_count) {
                store(measure<kind>(candles, 0), &measures_[i]);
                candles.advance();
            }
            for (std::size_t i = first; i < warm + count; i += lane_count) {
                Lanes sum{};
                for (std::size_t n = period; n > 0; --n) sum += load(&measures_[i - n]);
                store(sum / static_cast<double>(period), &column[i]);
            }
        }

        Column measures_{};
        std::array<Column, sizeof...(kept)> kept_{};
    };

    std::array<std::array<double, row_count + lane_count>, column_count> columns_{};
    std::size_t row_ = warm;
    std::size_t whole_ = 0;  ///< how many candles there were since one that held a NaN
};

}  // namespace swarmcore::indicators
