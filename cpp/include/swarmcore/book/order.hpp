#pragma once

#include <cstdint>
#include <type_traits>

#include "swarmcore/core/units.hpp"

/// The records of the matching engine: what it is asked, what it answers and how its orders stand.
/// The rules are in docs/matching-rules.md.
namespace swarmcore::book {

/// What a command asks for.
enum class CommandKind : std::uint8_t {
    new_ = 1,     ///< enter an order
    cancel = 2,   ///< withdraw what is open of an order
    replace = 3,  ///< give an order another price and open quantity, or a stop another trigger
    link = 4,     ///< tie two orders together
    release = 5,  ///< let a held order enter
    phase = 6,    ///< change the phase of an instrument
    bands = 7,    ///< set the lowest and highest price of an instrument
    clock = 8,    ///< only move the time
};

/// How an order's price is meant.
enum class OrderType : std::uint8_t {
    limit = 1,          ///< trade at `price` or better
    market = 2,         ///< trade at any price; `price` is not read
    stop = 3,           ///< a market order from `trigger` on
    stop_limit = 4,     ///< a limit order from `trigger` on
    trailing_stop = 5,  ///< a stop whose trigger follows the market at the offset `trigger`
};

/// How long an order stands.
enum class TimeInForce : std::uint8_t {
    gtc = 1,       ///< good till cancelled: what does not trade at once rests
    ioc = 2,       ///< immediate or cancel: what does not trade at once is cancelled
    fok = 3,       ///< fill or kill: all trades at once, or none of it
    gtd = 4,       ///< good till `expires`
    at_open = 5,   ///< for the opening auction only
    at_close = 6,  ///< for the closing auction only
};

/// What happened to an order or an instrument.
enum class ExecutionKind : std::uint8_t {
    accepted = 1,     ///< a new order is taken, before any of it trades or rests
    filled = 2,       ///< part or all of an order traded with `other_order_id`
    cancelled = 3,    ///< part or all of an order left, by request or as `reason` says
    rejected = 4,     ///< a command was refused for `reason`
    replaced = 5,     ///< an order has a new price and open quantity, before any of it trades
    triggered = 6,    ///< a stop or a held order enters, before any of it trades
    expired = 7,      ///< an order reached `expires`
    replenished = 8,  ///< an iceberg shows its next part
    phase = 9,        ///< an instrument is in a new phase, given in `flags`
    bands = 10,       ///< an instrument has new price bands
    linked = 11,      ///< an order is tied to `other_order_id`
};

/// Why a command was rejected, or part of an order cancelled unasked. Where several reasons apply,
/// the first in this order is given.
enum class RejectReason : std::uint8_t {
    none = 0,                   ///< neither
    time_went_back = 1,         ///< `ts` is before the last command not rejected by itself
    unknown_kind = 2,           ///< `kind` is none of CommandKind
    unknown_instrument = 3,     ///< `instrument` is not below the engine's count
    unknown_flags = 4,          ///< a bit without meaning, a self-trade mode above 4, no such phase
    bad_side = 5,               ///< `side` is neither +1 nor -1
    unknown_type = 6,           ///< `type` is none of OrderType
    unknown_time_in_force = 7,  ///< `tif` is none of TimeInForce
    bad_combination = 8,        ///< fields that do not go together
    bad_quantity = 9,           ///< `quantity` is 0 or less
    bad_price = 10,             ///< `price` of an order with a limit is 0 or less, or bad bands
    bad_trigger = 11,           ///< `trigger` is 0 or less, or a percentage of 100 or more
    bad_display = 12,           ///< `display` is above `quantity`, or below a 10,000th of it
    bad_expiry = 13,            ///< `expires` is not after `ts`
    unsupported = 14,           ///< only the simulated exchange: it makes sense, but not there
    duplicate_order = 16,       ///< a live order, of any instrument, has this `order_id`
    unknown_order = 17,         ///< no live order of `instrument` has this `order_id`
    wrong_owner = 18,           ///< the order belongs to another `owner`
    halted = 19,                ///< the instrument is halted
    wrong_phase = 20,           ///< not in this phase
    already_linked = 21,        ///< the order has a partner, or a parent, already
    bad_link = 22,              ///< these two orders cannot be tied
    not_held = 23,              ///< the order to be released is not held
    no_reference_price = 24,    ///< a trailing stop before the first trade
    not_reducing = 25,          ///< a reduce-only order finds no position that it could shrink
    would_take = 26,            ///< a post-only order would have traded
    outside_bands = 27,         ///< `price` is outside the price bands
    quantity_overflow = 28,     ///< the quantity shown at this price would exceed 64 bits
    immediate_remainder = 64,   ///< cancelled: what an immediate-or-cancel order left over
    market_remainder = 65,      ///< cancelled: what a market order found nobody to trade with
    fill_or_kill = 66,          ///< cancelled: not all of it could have traded at once
    self_trade = 67,            ///< cancelled: it met an order of its own owner
    reduce_only_excess = 68,    ///< cancelled: more than the position it may shrink
    linked = 69,             ///< cancelled: its partner traded or left, or its parent never traded
    auction_remainder = 70,  ///< cancelled: what the auction left over
};

/// What an instrument does with orders; a phase command carries it in `flags`.
enum class TradingPhase : std::uint8_t {
    continuous = 1,       ///< orders trade as they come; every engine starts here
    opening_auction = 2,  ///< orders gather and trade at one price when the phase ends
    closing_auction = 3,  ///< the same
    halted = 4,           ///< only cancel, link, phase, bands and clock
};

/// How a taker is shared among the orders at one price.
enum class MatchingAlgorithm : std::uint8_t {
    price_time = 1,  ///< oldest first
    pro_rata = 2,    ///< in proportion to what they show
};

/// What a taker does when it meets an order of its own owner.
enum class SelfTradeMode : std::uint8_t {
    allow = 0,          ///< trades with it
    cancel_newest = 1,  ///< the taker is cancelled
    cancel_oldest = 2,  ///< the order at rest is cancelled
    cancel_both = 3,    ///< both are cancelled
    decrement = 4,      ///< both lose the smaller quantity
};

/// Bits of OrderCommand::flags of a new order.
inline constexpr std::uint16_t post_only_flag = 1;
inline constexpr std::uint16_t slide_flag = 2;
inline constexpr std::uint16_t reduce_only_flag = 4;
/// A SelfTradeMode lies in bits 3 to 5: `mode << self_trade_shift`.
inline constexpr std::uint16_t self_trade_shift = 3;
inline constexpr std::uint16_t self_trade_mask = 7U << self_trade_shift;
inline constexpr std::uint16_t trail_percent_flag = 64;
inline constexpr std::uint16_t held_flag = 128;
/// The bit of OrderCommand::flags of a link: parent and held child, not one-cancels-other.
inline constexpr std::uint16_t bracket_flag = 256;

/// An iceberg has at most this many parts, so that no taker makes more trades of one.
inline constexpr std::int64_t max_iceberg_parts = 10'000;

/// One command to the matching engine: one cache line, mirrored by the NumPy dtype
/// `swarmcore.ORDER_COMMAND`. What each kind reads is in docs/matching-rules.md.
///
/// Units: times in nanoseconds UTC, prices in ticks, quantities in lots.
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

/// Bits of Execution::flags; of an execution of kind `phase` the flags are the new TradingPhase.
inline constexpr std::uint8_t maker_flag = 1;    ///< the order of this fill rested
inline constexpr std::uint8_t auction_flag = 2;  ///< this fill is of an auction

/// One thing that happened to one order: one cache line, mirrored by the NumPy dtype
/// `swarmcore.EXECUTION`.
///
/// | kind        | price                  | quantity           | remaining     | other_order_id |
/// |-------------|------------------------|--------------------|---------------|----------------|
/// | accepted    | its limit (else 0)     | open               | open          | 0              |
/// | filled      | of the trade           | what traded        | open after it | the other one  |
/// | cancelled   | its limit (else 0)     | what was withdrawn | open after it | 0              |
/// | rejected    | as commanded           | as commanded       | 0             | 0              |
/// | replaced    | the new limit (else 0) | the new open one   | the same      | 0              |
/// | triggered   | its limit (else 0)     | open               | open          | 0              |
/// | expired     | its limit (else 0)     | what was withdrawn | 0             | 0              |
/// | replenished | its limit              | shown              | open          | 0              |
/// | phase       | of the auction, or 0   | traded in it       | 0             | 0              |
/// | bands       | lowest                 | highest            | 0             | 0              |
/// | linked      | 0                      | 0                  | 0             | the other one  |
///
/// Units: ts in nanoseconds UTC, price in ticks, quantities in lots.
struct Execution {
    std::int64_t ts = 0;
    std::uint64_t sequence = 0;  ///< 1, 2, 3, ... over all instruments
    std::uint64_t order_id = 0;
    std::uint64_t other_order_id = 0;
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    std::int64_t remaining = 0;
    std::uint16_t instrument = 0;
    ExecutionKind kind = ExecutionKind::rejected;
    /// Of the order, 0 of phase, bands and clock; of a reject, as commanded, which may be no side.
    Side side{};  // NOLINT(bugprone-invalid-enum-default-initialization)
    RejectReason reason = RejectReason::none;
    std::uint8_t flags = 0;
    std::uint16_t reserved = 0;
};

static_assert(sizeof(Execution) == 64, "one execution is one cache line");
static_assert(std::is_trivially_copyable_v<Execution> && std::is_standard_layout_v<Execution>);

/// How an engine matches, for all of its instruments.
struct MatchingRules {
    MatchingAlgorithm algorithm = MatchingAlgorithm::price_time;
    std::int64_t minimum = 1;    ///< pro-rata: a share of fewer lots counts as nothing
    std::int64_t top_share = 0;  ///< pro-rata: percent that the oldest order gets first, 0 to 100

    friend bool operator==(const MatchingRules&, const MatchingRules&) = default;
};

/// Where a live order is.
enum class OrderStatus : std::uint8_t {
    resting = 1,  ///< in the book
    dormant = 2,  ///< a stop that waits for its trigger
    held = 3,     ///< waits for its release
    parked = 4,   ///< waits for its auction
    waiting = 5,  ///< in the line, about to enter
};

/// One live order as it stands, for tests, snapshots and eyes; mirrored by the NumPy dtype
/// `swarmcore.ORDER_STATE`.
///
/// Units: price, trigger in ticks, quantities in lots, expires in nanoseconds UTC.
struct OrderView {
    std::uint64_t id = 0;
    std::uint64_t partner = 0;  ///< the other one of a one-cancels-other pair, or 0
    std::uint64_t parent = 0;   ///< of a bracket's child, or 0
    std::int64_t price = 0;     ///< its limit, else 0
    std::int64_t open = 0;
    std::int64_t shown = 0;    ///< what the book displays of it; 0 unless resting
    std::int64_t trigger = 0;  ///< the present one (of a held trailing stop its offset), else 0
    std::int64_t expires = 0;  ///< of GTD, else 0
    std::uint32_t owner = 0;
    std::uint16_t instrument = 0;
    std::uint16_t flags = 0;  ///< as commanded
    // NOLINTBEGIN(bugprone-invalid-enum-default-initialization)
    Side side{};
    OrderType type{};
    TimeInForce tif{};
    OrderStatus status{};
    // NOLINTEND(bugprone-invalid-enum-default-initialization)
    std::uint32_t reserved = 0;

    friend bool operator==(const OrderView&, const OrderView&) = default;
};

static_assert(std::is_trivially_copyable_v<OrderView> && std::is_standard_layout_v<OrderView>);

/// The lowest and highest price of an instrument, 0 and 0 for none.
struct PriceBands {
    Price lowest;
    Price highest;

    friend bool operator==(const PriceBands&, const PriceBands&) = default;
};

/// What an auction would do now: at `price` (0: nothing would trade) `volume` lots, with
/// `imbalance` lots more bought (above 0) or sold (below 0) at it.
struct IndicativeAuction {
    Price price;
    Quantity volume;
    Quantity imbalance;

    friend bool operator==(const IndicativeAuction&, const IndicativeAuction&) = default;
};

}  // namespace swarmcore::book
