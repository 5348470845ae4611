#include "swarmcore/sim/command_check.hpp"

namespace swarmcore::sim {

using book::CommandKind;
using book::OrderCommand;
using book::OrderType;
using book::RejectReason;
using book::TimeInForce;

namespace {

constexpr std::uint16_t new_order_flags = book::post_only_flag | book::slide_flag |
                                          book::reduce_only_flag | book::self_trade_mask |
                                          book::trail_percent_flag | book::held_flag;
constexpr unsigned last_self_trade_mode = 4;
constexpr unsigned last_phase = 4;
constexpr std::int64_t most_percent = 9'999;  // hundredths

bool is_set(const OrderCommand& command, std::uint16_t flag) noexcept {
    return (command.flags & flag) != 0;
}

bool is_stop(OrderType type) noexcept {
    return type >= OrderType::stop;
}

bool has_limit(OrderType type) noexcept {
    return type == OrderType::limit || type == OrderType::stop_limit;
}

bool flags_known(const OrderCommand& command) noexcept {
    switch (command.kind) {
        case CommandKind::new_:
            return (command.flags & ~new_order_flags) == 0 &&
                   static_cast<unsigned>((command.flags & book::self_trade_mask) >>
                                         book::self_trade_shift) <= last_self_trade_mode;
        case CommandKind::link:
            return (command.flags & ~book::bracket_flag) == 0;
        case CommandKind::phase:
            return command.flags >= 1 && command.flags <= last_phase;
        default:
            return command.flags == 0;
    }
}

/// The table of docs/matching-rules.md.
bool goes_together(const OrderCommand& command) noexcept {
    const bool rests = command.tif == TimeInForce::gtc || command.tif == TimeInForce::gtd;
    const bool limit = command.type == OrderType::limit;
    const bool auction =
        command.tif == TimeInForce::at_open || command.tif == TimeInForce::at_close;
    if (command.tif == TimeInForce::gtd && command.type == OrderType::market) return false;
    if (auction && is_stop(command.type)) return false;
    if (is_set(command, book::post_only_flag) && !(limit && rests)) return false;
    if (is_set(command, book::slide_flag) && !is_set(command, book::post_only_flag)) return false;
    if (is_set(command, book::held_flag) && auction) return false;
    if (is_set(command, book::trail_percent_flag) && command.type != OrderType::trailing_stop) {
        return false;
    }
    if (command.display != 0 && !(limit && rests)) return false;
    if (command.trigger != 0 && !is_stop(command.type)) return false;
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
    if (!goes_together(command)) return RejectReason::bad_combination;
    if (command.quantity <= 0) return RejectReason::bad_quantity;
    if (has_limit(command.type) && command.price <= 0) return RejectReason::bad_price;
    if (is_stop(command.type) &&
        (command.trigger <= 0 ||
         (is_set(command, book::trail_percent_flag) && command.trigger > most_percent))) {
        return RejectReason::bad_trigger;
    }
    if (command.display > command.quantity) return RejectReason::bad_display;
    if (command.tif == TimeInForce::gtd && command.expires <= command.ts) {
        return RejectReason::bad_expiry;
    }
    const bool supported = !is_stop(command.type) && command.tif <= TimeInForce::gtd &&
                           command.display == 0 && !is_set(command, book::self_trade_mask) &&
                           !is_set(command, book::held_flag);
    return supported ? RejectReason::none : RejectReason::unsupported;
}

RejectReason check_replace(const OrderCommand& command) noexcept {
    if (command.quantity <= 0) return RejectReason::bad_quantity;
    if (command.trigger < 0) return RejectReason::bad_trigger;
    return RejectReason::none;
}

}  // namespace

RejectReason check_command(const OrderCommand& command, std::int64_t now,
                           std::size_t instruments) noexcept {
    if (command.ts < now) return RejectReason::time_went_back;
    if (command.kind < CommandKind::new_ || command.kind > CommandKind::clock) {
        return RejectReason::unknown_kind;
    }
    const bool anywhere = command.kind == CommandKind::clock;
    if (!anywhere && command.instrument >= instruments) return RejectReason::unknown_instrument;
    if (!flags_known(command)) return RejectReason::unknown_flags;
    switch (command.kind) {
        case CommandKind::new_:
            return check_new(command);
        case CommandKind::replace:
            return check_replace(command);
        case CommandKind::cancel:
        case CommandKind::clock:
            return RejectReason::none;
        default:
            return RejectReason::unsupported;
    }
}

}  // namespace swarmcore::sim
