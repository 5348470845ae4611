#pragma once

#include <cstdint>
#include <optional>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/core/units.hpp"

/// What a book says beyond its levels, alike for every book. Prices are in ticks, quantities in
/// lots; what needs a quote of a side that is empty is nothing.
namespace swarmcore::book {

/// The best of both sides.
struct Quotes {
    std::optional<DepthLevel> bid;
    std::optional<DepthLevel> ask;
};

/// Best ask less best bid: 0 or less in a crossed book.
[[nodiscard]] std::optional<Price> spread(const Quotes& quotes) noexcept;
/// Half-way between the best prices.
[[nodiscard]] std::optional<double> mid(const Quotes& quotes) noexcept;
/// The mean of the best prices, each weighted by the quantity on the other side: nearer to the side
/// that will be used up first.
/// Source: Gatheral and Oomen, Zero-intelligence realized variance estimation, 2010.
[[nodiscard]] std::optional<double> microprice(const Quotes& quotes) noexcept;

/// (B - A) / (B + A) of the quantities of bids and asks that it is given: -1 to +1. Quantities of
/// up to 64 bits sum without overflow, in floating point: exactly below 2^53.
class Imbalance {
  public:
    void add(Side side, Quantity quantity) noexcept {
        (side == Side::bid ? bid_ : ask_) += static_cast<double>(quantity.count());
    }
    /// Nothing where there was no quantity.
    [[nodiscard]] std::optional<double> value() const noexcept;

  private:
    double bid_ = 0.0;
    double ask_ = 0.0;
};

/// The mean price, weighted by quantity, of filling `wanted` lots from levels given best first.
class PriceToFill {
  public:
    /// Precondition: `wanted` is 1 or more.
    explicit PriceToFill(Quantity wanted) noexcept : wanted_{wanted}, left_{wanted} {}

    /// Takes what it still wants of a level, and returns whether it wants more.
    bool take(Price price, Quantity quantity) noexcept;
    /// Nothing where the levels did not suffice.
    [[nodiscard]] std::optional<double> value() const noexcept;

  private:
    Quantity wanted_;
    Quantity left_;
    Price first_;
    double beyond_first_ = 0.0;  ///< sum of quantity times distance from the first price
};

/// Order-flow imbalance: what joined the best bid less what left it, and the other way around for
/// the best ask, over the changes since the last read. A new best price counts with its quantity,
/// and so does one that is gone.
/// Source: Cont, Kukanov and Stoikov, The price impact of order book events, 2014, equation 1; an
/// empty side counts as a worse price of quantity 0.
class OrderFlow {
  public:
    /// `quantity` joined the best level of `side`, which it may have made, or left it, if negative,
    /// which it may have emptied.
    void add(Side side, Quantity quantity) noexcept {
        const std::int64_t change = quantity.count() * static_cast<std::int64_t>(side);
        const auto sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(low_) +
                                                   static_cast<std::uint64_t>(change));
        if (((sum ^ low_) & (sum ^ change)) < 0) wraps_ += change < 0 ? -1 : 1;
        low_ = sum;
    }
    /// The best level of `side` changed in one step from `before` to `after`.
    void change(Side side, const std::optional<DepthLevel>& before,
                const std::optional<DepthLevel>& after) noexcept;

    /// In lots, held to the range of 64 bits; the next read starts from 0.
    [[nodiscard]] Quantity read() noexcept;

    /// The parts of the sum, low + wraps * 2^64, for a snapshot.
    [[nodiscard]] std::int64_t low() const noexcept { return low_; }
    [[nodiscard]] std::int64_t wraps() const noexcept { return wraps_; }
    static OrderFlow of(std::int64_t low, std::int64_t wraps) noexcept;

  private:
    // No number of messages can wrap the second word.
    std::int64_t low_ = 0;
    std::int64_t wraps_ = 0;
};

}  // namespace swarmcore::book
