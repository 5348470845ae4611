#include "swarmcore/book/command_check.hpp"

#include <cstdint>

namespace swarmcore::book {

namespace {

constexpr std::uint16_t order_flags = post_only_flag | slide_flag | reduce_only_flag |
                                      self_trade_mask | trail_percent_flag | held_flag;
constexpr std::int64_t whole_percent = 10'000;  // of hundredths of a percent

bool known_flags(const OrderCommand& command) noexcept {
    const std::uint16_t flags = command.flags;
    switch (command.kind) {
        case CommandKind::new_:
            return (flags & ~order_flags) == 0 &&
                   self_trade_mode(flags) <= SelfTradeMode::decrement;
        case CommandKind::link:
            return flags == 0 || flags == bracket_flag;
        case CommandKind::phase:
            return flags >= static_cast<std::uint16_t>(TradingPhase::continuous) &&
                   flags <= static_cast<std::uint16_t>(TradingPhase::halted);
        default:
            return flags == 0;
    }
}

/// Whether the fields of a new order go together.
bool combines(const OrderCommand& command) noexcept {
    const auto has = [&](std::uint16_t flag) { return (command.flags & flag) != 0; };
    const bool stop = command.type >= OrderType::stop;
    const bool auction_only = command.tif >= TimeInForce::at_open;
    const bool may_rest = command.type == OrderType::limit &&
                          (command.tif == TimeInForce::gtc || command.tif == TimeInForce::gtd);
    if (command.tif == TimeInForce::gtd && command.type == OrderType::market) return false;
    if (auction_only && (stop || has(held_flag))) return false;
    if (has(post_only_flag) && !may_rest) return false;
    if (has(slide_flag) && !has(post_only_flag)) return false;
    if (command.display != 0 && !may_rest) return false;
    if (has(trail_percent_flag) && command.type != OrderType::trailing_stop) return false;
    if (command.trigger != 0 && !stop) return false;
    return command.expires == 0 || command.tif == TimeInForce::gtd;
}

RejectReason check_new(const OrderCommand& command) noexcept {
    if (command.side != Side::bid && command.side != Side::ask) return RejectReason::bad_side;
    if (command.type < OrderType::limit || command.type > OrderType::trailing_stop) {
        return RejectReason::unknown_type;
    }
    if (command.tif < TimeInForce::gtc || command.tif > TimeInForce::at_close) {
        return RejectReason::unknown_time_in_force;
    }
    if (!combines(command)) return RejectReason::bad_combination;
    if (command.quantity <= 0) return RejectReason::bad_quantity;
    const bool has_limit =
        command.type == OrderType::limit || command.type == OrderType::stop_limit;
    if (has_limit && command.price <= 0) return RejectReason::bad_price;
    if (command.type >= OrderType::stop &&
        (command.trigger <= 0 ||
         ((command.flags & trail_percent_flag) != 0 && command.trigger >= whole_percent))) {
        return RejectReason::bad_trigger;
    }
    if (command.display > command.quantity ||
        has_too_many_parts(command.display, command.quantity)) {
        return RejectReason::bad_display;
    }
    if (command.tif == TimeInForce::gtd && command.expires <= command.ts) {
        return RejectReason::bad_expiry;
    }
    return RejectReason::none;
}

}  // namespace

RejectReason check(const OrderCommand& command, std::size_t instruments) noexcept {
    if (command.kind < CommandKind::new_ || command.kind > CommandKind::clock) {
        return RejectReason::unknown_kind;
    }
    if (command.kind != CommandKind::clock && command.instrument >= instruments) {
        return RejectReason::unknown_instrument;
    }
    if (!known_flags(command)) return RejectReason::unknown_flags;
    switch (command.kind) {
        case CommandKind::new_:
            return check_new(command);
        case CommandKind::replace:
            if (command.quantity <= 0) return RejectReason::bad_quantity;
            return command.trigger < 0 ? RejectReason::bad_trigger : RejectReason::none;
        case CommandKind::phase:
            return command.price < 0 ? RejectReason::bad_price : RejectReason::none;
        case CommandKind::bands: {
            const bool none = command.price == 0 && command.trigger == 0;
            const bool proper = command.price > 0 && command.trigger >= command.price;
            return none || proper ? RejectReason::none : RejectReason::bad_price;
        }
        default:
            return RejectReason::none;
    }
}

}  // namespace swarmcore::book
