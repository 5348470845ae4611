#pragma once

#include <cstddef>
#include <cstdint>

#include "swarmcore/book/order.hpp"

namespace swarmcore::book {

/// What is wrong with a command by itself, its time apart: the first of the reasons 2 to 13 of
/// docs/matching-rules.md that applies, or none.
[[nodiscard]] RejectReason check(const OrderCommand& command, std::size_t instruments) noexcept;

/// How a new order with these flags meets orders of its own owner.
[[nodiscard]] constexpr SelfTradeMode self_trade_mode(std::uint16_t flags) noexcept {
    return static_cast<SelfTradeMode>((flags & self_trade_mask) >> self_trade_shift);
}

/// Whether an order that displays `display` lots, 0 for all, is of too many parts.
[[nodiscard]] constexpr bool has_too_many_parts(std::uint32_t display,
                                                std::int64_t quantity) noexcept {
    return display != 0 && quantity > std::int64_t{display} * max_iceberg_parts;
}

}  // namespace swarmcore::book
