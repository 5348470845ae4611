#pragma once

#include <cstdint>
#include <type_traits>

#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What a command asks for.
enum class CommandKind : std::uint8_t {
    new_ = 1,     ///< enter an order
    cancel = 2,   ///< withdraw what is left of an order
    replace = 3,  ///< give an order another price and open quantity
    link = 4,     ///< tie two orders together (not built yet: rejected)
};

/// How an order's price is meant.
enum class OrderType : std::uint8_t {
    limit = 1,          ///< trade at `price` or better
    market = 2,         ///< trade at any price; `price` is not read
    stop = 3,           ///< a market order from `trigger` on (not built yet: rejected)
    stop_limit = 4,     ///< a limit order from `trigger` on (not built yet: rejected)
    trailing_stop = 5,  ///< a stop that follows the market (not built yet: rejected)
};

/// How long an order stands.
enum class TimeInForce : std::uint8_t {
    gtc = 1,       ///< good till cancelled: what does not trade at once rests
    ioc = 2,       ///< immediate or cancel: what does not trade at once is cancelled
    fok = 3,       ///< fill or kill (not built yet: rejected)
    gtd = 4,       ///< good till `expires` (not built yet: rejected)
    at_open = 5,   ///< only in the opening auction (not built yet: rejected)
    at_close = 6,  ///< only in the closing auction (not built yet: rejected)
};

/// What happened to an order.
enum class ExecutionKind : std::uint8_t {
    accepted = 1,     ///< a new order is taken, before any of it trades or rests
    filled = 2,       ///< part or all of an order traded with `other_order_id`
    cancelled = 3,    ///< the rest of an order left, by request or as `reason` says
    rejected = 4,     ///< a command was refused for `reason`; nothing changed
    replaced = 5,     ///< an order has a new price and open quantity, before any of it trades
    triggered = 6,    ///< a stop became active (not built yet: never emitted)
    expired = 7,      ///< an order reached `expires` (not built yet: never emitted)
    replenished = 8,  ///< an iceberg shows its next part (not built yet: never emitted)
};

/// Why a command was rejected, or the rest of an order cancelled unasked. Where several reasons
/// apply, the first in this order is given.
enum class RejectReason : std::uint8_t {
    none = 0,                        ///< neither
    time_went_back = 1,              ///< `ts` is before the last command that was not rejected
    unknown_kind = 2,                ///< `kind` is none of CommandKind
    unsupported_kind = 3,            ///< `kind` is not built yet
    unknown_instrument = 4,          ///< `instrument` is not below the engine's count
    unsupported_flags = 5,           ///< `flags` is not 0: no flag is built yet
    unsupported_field = 6,           ///< `trigger`, `expires` or `display` is not 0: not built yet
    bad_side = 7,                    ///< `side` is neither +1 nor -1
    unknown_type = 8,                ///< `type` is none of OrderType
    unsupported_type = 9,            ///< `type` is not built yet
    unknown_time_in_force = 10,      ///< `tif` is none of TimeInForce
    unsupported_time_in_force = 11,  ///< `tif` is not built yet
    duplicate_order = 12,            ///< a live order, of any instrument, has this `order_id`
    unknown_order = 13,              ///< no live order of `instrument` has this `order_id`
    wrong_owner = 14,                ///< the order belongs to another `owner`
    bad_price = 15,                  ///< `price` of a limit order is 0 or less
    bad_quantity = 16,               ///< `quantity` is 0 or less
    quantity_overflow = 17,          ///< the quantity at this price would exceed 64 bits
    immediate_remainder = 64,        ///< cancelled: what an immediate-or-cancel order left over
    market_remainder = 65,           ///< cancelled: what a market order found nobody to trade with
};

/// One command to the matching engine: one cache line, mirrored by the NumPy dtype
/// `swarmcore.ORDER_COMMAND`.
///
/// Units: times in nanoseconds UTC, prices in ticks, quantities in lots.
/// Every command reads ts, order_id, owner and instrument, and wants 0 in trigger, expires, display
/// and flags, which are for what is not built yet. A new order also reads side, type, tif, quantity
/// and, if limit, price; a replace reads price and quantity, the new open quantity.
struct OrderCommand {
    std::int64_t ts = 0;
    std::uint64_t order_id = 0;
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    std::int64_t trigger = 0;
    std::int64_t expires = 0;
    std::uint32_t owner = 0;
    std::uint32_t display = 0;
    std::uint16_t instrument = 0;
    std::uint16_t flags = 0;
    // 0 is none of these: a record of zeros is bytes like any other, and is rejected.
    // NOLINTBEGIN(bugprone-invalid-enum-default-initialization)
    CommandKind kind{};
    Side side{};
    OrderType type{};
    TimeInForce tif{};
    // NOLINTEND(bugprone-invalid-enum-default-initialization)
};

static_assert(sizeof(OrderCommand) == 64, "one command is one cache line");
static_assert(std::is_trivially_copyable_v<OrderCommand> &&
              std::is_standard_layout_v<OrderCommand>);

/// A bit of Execution::flags: the order of this fill rested, the other one came and took.
inline constexpr std::uint8_t maker_flag = 1;

/// One thing that happened to one order: one cache line, mirrored by the NumPy dtype
/// `swarmcore.EXECUTION`.
///
/// | kind      | price                   | quantity           | remaining              |
/// |-----------|-------------------------|--------------------|------------------------|
/// | accepted  | its limit (market: 0)   | as ordered         | as ordered             |
/// | filled    | the maker's             | what traded        | open after it          |
/// | cancelled | its limit (market: 0)   | what was withdrawn | 0                      |
/// | replaced  | the new limit           | the new open one   | the new open one       |
/// | rejected  | as commanded            | as commanded       | 0: tells nothing       |
///
/// Units: ts in nanoseconds UTC (that of the command), price in ticks, quantities in lots.
struct Execution {
    std::int64_t ts = 0;
    std::uint64_t sequence = 0;  ///< 1, 2, 3, ... over all instruments
    std::uint64_t order_id = 0;
    std::uint64_t other_order_id = 0;  ///< of a fill, else 0
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    std::int64_t remaining = 0;
    std::uint16_t instrument = 0;
    ExecutionKind kind = ExecutionKind::rejected;
    /// Of the order; of a reject, as commanded, which may be no side.
    Side side{};  // NOLINT(bugprone-invalid-enum-default-initialization)
    RejectReason reason = RejectReason::none;
    std::uint8_t flags = 0;  ///< `maker_flag` on the resting side of a fill, else 0
    std::uint16_t reserved = 0;
};

static_assert(sizeof(Execution) == 64, "one execution is one cache line");
static_assert(std::is_trivially_copyable_v<Execution> && std::is_standard_layout_v<Execution>);

}  // namespace swarmcore::book
