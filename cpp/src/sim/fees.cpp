#include "swarmcore/sim/fees.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace swarmcore::sim {

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t billion = 1'000'000'000;

/// A non-negative integer of 256 bits, the lowest 32 first: a notional of 128 times a value and a
/// rate of 64 each.
class Wide {
  public:
    explicit Wide(Notional notional) noexcept
        : limbs_{low_half(notional.low()), high_half(notional.low()), low_half(notional.high()),
                 high_half(notional.high())} {}

    /// Precondition: the product fits, as those above do.
    void multiply(std::uint64_t factor) noexcept {
        const std::array<std::uint64_t, size> left = limbs_;
        limbs_ = {};
        add_product(left, low_half(factor), 0);
        add_product(left, high_half(factor), 1);
    }

    /// Divides by 10^places, rounding down, and returns whether anything was left over.
    bool divide_by_power_of_ten(unsigned places) noexcept {
        bool rest = false;
        for (; places >= 9; places -= 9) rest |= divide(billion);
        std::uint64_t power = 1;
        for (; places > 0; --places) power *= 10;
        return divide(power) || rest;
    }

    /// The value, or the largest amount where it is larger.
    [[nodiscard]] std::int64_t saturated() const noexcept {
        for (std::size_t limb = 2; limb < size; ++limb) {
            if (limbs_[limb] != 0) return most;
        }
        const std::uint64_t value = limbs_[1] << 32U | limbs_[0];
        return value > static_cast<std::uint64_t>(most) ? most : static_cast<std::int64_t>(value);
    }

  private:
    static constexpr std::size_t size = 8;
    static std::uint64_t low_half(std::uint64_t word) noexcept { return word & 0xffffffffU; }
    static std::uint64_t high_half(std::uint64_t word) noexcept { return word >> 32U; }

    void add_product(const std::array<std::uint64_t, size>& left, std::uint64_t factor,
                     std::size_t shift) noexcept {
        std::uint64_t carry = 0;
        for (std::size_t limb = 0; limb + shift < size; ++limb) {
            const std::uint64_t sum = limbs_[limb + shift] + left[limb] * factor + carry;
            limbs_[limb + shift] = low_half(sum);
            carry = high_half(sum);
        }
    }

    /// Precondition: `divisor` is below 2^32.
    bool divide(std::uint64_t divisor) noexcept {
        std::uint64_t rest = 0;
        for (std::size_t limb = size; limb-- > 0;) {
            const std::uint64_t dividend = rest << 32U | limbs_[limb];
            limbs_[limb] = dividend / divisor;
            rest = dividend % divisor;
        }
        return rest != 0;
    }

    std::array<std::uint64_t, size> limbs_{};
};

std::uint64_t magnitude(std::int64_t value) noexcept {
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// `unit` for each of `quantity` lots.
Money times(Money unit, Quantity quantity) noexcept {
    const Notional product = Price{static_cast<std::int64_t>(magnitude(unit.count()))} * quantity;
    if (product.high() != 0 || product.low() > static_cast<std::uint64_t>(most)) {
        return Money{unit.count() < 0 ? least : most};
    }
    const auto count = static_cast<std::int64_t>(product.low());
    return Money{unit.count() < 0 ? -count : count};
}

void check_rate(const char* name, std::int64_t rate) {
    if (rate <= -billion || rate >= billion) {
        throw std::invalid_argument{std::string{name} +
                                    ": expected above -1 and below 1 (1e9 billionths), was " +
                                    std::to_string(rate) + " billionths"};
    }
}

}  // namespace

FeeSchedule::FeeSchedule(FeeRates rates, Money per_lot, Money per_order, std::vector<FeeTier> tiers)
    : rates_{rates}, per_lot_{per_lot}, per_order_{per_order}, tiers_{std::move(tiers)} {
    check_rate("maker", rates_.maker);
    check_rate("taker", rates_.taker);
    Money before;
    for (const FeeTier& tier : tiers_) {
        check_rate("tiers: maker", tier.rates.maker);
        check_rate("tiers: taker", tier.rates.taker);
        if (tier.volume <= before) {
            throw std::invalid_argument{"tiers: expected rising volumes above 0, was " +
                                        std::to_string(tier.volume.count()) + " after " +
                                        std::to_string(before.count()) + " (billionths)"};
        }
        before = tier.volume;
    }
}

Money FeeSchedule::fee(Price price, Quantity quantity, ContractValue value, bool maker,
                       bool first_fill, Money traded) const noexcept {
    FeeRates rates = rates_;
    for (const FeeTier& tier : tiers_) {
        if (tier.volume > traded) break;
        rates = tier.rates;
    }
    Money fee = times(per_lot_, quantity);
    if (first_fill) fee = saturating_sum(fee, per_order_);
    const std::int64_t rate = maker ? rates.maker : rates.taker;
    if (rate == 0) return fee;
    Wide product{price * quantity};
    product.multiply(value.digits);
    product.multiply(magnitude(rate));
    // The rate is in billionths, and so is money.
    const bool rest = product.divide_by_power_of_ten(value.places);
    const Money part{product.saturated()};
    if (rate < 0) return saturating_sum(fee, -part);
    return saturating_sum(fee, saturating_sum(part, Money{rest ? 1 : 0}));
}

Money notional_money(Price price, Quantity quantity, ContractValue value) noexcept {
    Wide product{price * quantity};
    product.multiply(value.digits);
    product.multiply(static_cast<std::uint64_t>(billion));
    product.divide_by_power_of_ten(value.places);
    return Money{product.saturated()};
}

}  // namespace swarmcore::sim
