#pragma once

#include <cstddef>
#include <cstdint>

#include "naive_order.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::book::reference {

/// Section "Flags of a new order".
[[nodiscard]] inline bool flags_are_known(const OrderCommand& command) {
    constexpr std::uint16_t of_new = post_only_flag | slide_flag | reduce_only_flag |
                                     self_trade_mask | trail_percent_flag | held_flag;
    switch (command.kind) {
        case CommandKind::new_:
            return (command.flags & ~of_new) == 0 &&
                   self_trade_mode(command.flags) <= SelfTradeMode::decrement;
        case CommandKind::link:
            return command.flags == 0 || command.flags == bracket_flag;
        case CommandKind::phase:
            return command.flags >= 1 && command.flags <= 4;
        default:
            return command.flags == 0;
    }
}

/// Section "What goes together".
[[nodiscard]] inline bool goes_together(const OrderCommand& command) {
    const bool limit = command.type == OrderType::limit;
    const bool rests = command.tif == TimeInForce::gtc || command.tif == TimeInForce::gtd;
    const bool of_auction =
        command.tif == TimeInForce::at_open || command.tif == TimeInForce::at_close;
    const auto flag = [&](std::uint16_t bit) { return (command.flags & bit) != 0; };

    if (command.type == OrderType::market && command.tif == TimeInForce::gtd) return false;
    if (is_stop(command.type) && of_auction) return false;
    if (flag(post_only_flag) && !(limit && rests)) return false;
    if (flag(slide_flag) && !flag(post_only_flag)) return false;
    if (command.display != 0 && !(limit && rests)) return false;
    if (flag(held_flag) && of_auction) return false;
    if (flag(trail_percent_flag) && command.type != OrderType::trailing_stop) return false;
    if (command.trigger != 0 && !is_stop(command.type)) return false;
    if (command.expires != 0 && command.tif != TimeInForce::gtd) return false;
    return true;
}

[[nodiscard]] inline RejectReason fault_of_new(const OrderCommand& command) {
    if (command.side != Side::bid && command.side != Side::ask) return RejectReason::bad_side;
    if (command.type < OrderType::limit || command.type > OrderType::trailing_stop) {
        return RejectReason::unknown_type;
    }
    if (command.tif < TimeInForce::gtc || command.tif > TimeInForce::at_close) {
        return RejectReason::unknown_time_in_force;
    }
    if (!goes_together(command)) return RejectReason::bad_combination;
    if (command.quantity <= 0) return RejectReason::bad_quantity;
    if (has_limit(command.type) && command.price <= 0) return RejectReason::bad_price;
    if (is_stop(command.type) && command.trigger <= 0) return RejectReason::bad_trigger;
    if ((command.flags & trail_percent_flag) != 0 && command.trigger > 9'999) {
        return RejectReason::bad_trigger;
    }
    if (command.display > command.quantity) return RejectReason::bad_display;
    if (has_too_many_parts(command.display, command.quantity)) return RejectReason::bad_display;
    if (command.tif == TimeInForce::gtd && command.expires <= command.ts) {
        return RejectReason::bad_expiry;
    }
    return RejectReason::none;
}

/// Section "Reasons", 1 to 13: what is wrong with a command by itself.
[[nodiscard]] inline RejectReason fault_of(const OrderCommand& command, std::size_t instruments,
                                           std::int64_t last_ts) {
    if (command.ts < last_ts) return RejectReason::time_went_back;
    if (command.kind < CommandKind::new_ || command.kind > CommandKind::clock) {
        return RejectReason::unknown_kind;
    }
    // A clock command reads only `ts`.
    if (command.kind != CommandKind::clock && command.instrument >= instruments) {
        return RejectReason::unknown_instrument;
    }
    if (!flags_are_known(command)) return RejectReason::unknown_flags;
    if (command.kind == CommandKind::new_) return fault_of_new(command);
    if (command.kind == CommandKind::replace) {
        if (command.quantity <= 0) return RejectReason::bad_quantity;
        if (command.trigger < 0) return RejectReason::bad_trigger;
    }
    if (command.kind == CommandKind::bands) {
        const bool none = command.price == 0 && command.trigger == 0;
        const bool some = command.price > 0 && command.price <= command.trigger;
        if (!none && !some) return RejectReason::bad_price;
    }
    if (command.kind == CommandKind::phase && command.price < 0) return RejectReason::bad_price;
    return RejectReason::none;
}

}  // namespace swarmcore::book::reference
