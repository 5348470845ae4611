#pragma once

#include <cstdint>
#include <vector>

#include "swarmcore/core/units.hpp"

namespace swarmcore::sim {

/// An amount of money in billionths of the quote currency. Sums and products that pass 64 bits
/// (nine billion of the currency) stay at the largest or smallest amount.
using Money = Unit<struct MoneyTag, std::int64_t>;

/// What one tick times one lot is worth: `digits` / 10^`places` of the quote currency, which is
/// tick size x lot size x multiplier.
struct ContractValue {
    std::uint64_t digits = 1;
    unsigned places = 0;  ///< at most 54, three times what a size may have

    friend bool operator==(const ContractValue&, const ContractValue&) = default;
};

/// Fees as parts of the notional, in billionths: 200,000 is 0.0002; negative is a rebate.
struct FeeRates {
    std::int64_t maker = 0;
    std::int64_t taker = 0;

    friend bool operator==(const FeeRates&, const FeeRates&) = default;
};

/// The rates from a traded volume on.
struct FeeTier {
    Money volume;
    FeeRates rates;

    friend bool operator==(const FeeTier&, const FeeTier&) = default;
};

/// What a venue charges for fills.
///
/// A fill costs its notional times the rate of its side (maker or taker), plus `per_lot` for each
/// lot, plus, if it is the first of its order, `per_order`. The rate is that of the last tier whose
/// volume the account has traded before the fill, and `rates` before the first tier. Everything is
/// exact but for one rounding of the whole fee against the account: up, a rebate toward 0.
///
/// Units: Money. Cost: O(tiers). Nothing allocates.
/// Threads: a const object may be read by any.
class FeeSchedule {
  public:
    /// No fees.
    FeeSchedule() noexcept = default;
    /// Throws std::invalid_argument unless every rate is above -1 and below 1 (10^9 billionths),
    /// and tiers have rising volumes above 0.
    explicit FeeSchedule(FeeRates rates, Money per_lot = {}, Money per_order = {},
                         std::vector<FeeTier> tiers = {});

    /// The fee of a fill of `quantity` (1 or more) at `price` (1 or more).
    [[nodiscard]] Money fee(Price price, Quantity quantity, ContractValue value, bool maker,
                            bool first_fill, Money traded) const noexcept;

  private:
    FeeRates rates_;
    Money per_lot_;
    Money per_order_;
    std::vector<FeeTier> tiers_;
};

/// What a fill adds to the volume that tiers count: its notional, rounded down.
[[nodiscard]] Money notional_money(Price price, Quantity quantity, ContractValue value) noexcept;

}  // namespace swarmcore::sim
