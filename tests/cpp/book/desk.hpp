#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/order.hpp"

/// What the tests of the matching engine share: commands by name, and executions as lines.
namespace swarmcore::book {

inline constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();

/// A command, changed step by step: `limit(1, Side::bid, 100, 5).by(7).at(20)`.
struct Command : OrderCommand {
    [[nodiscard]] Command by(std::uint32_t whose) const {
        return with([&](Command& c) { c.owner = whose; });
    }
    [[nodiscard]] Command at(std::int64_t time) const {
        return with([&](Command& c) { c.ts = time; });
    }
    [[nodiscard]] Command of(std::uint16_t which) const {
        return with([&](Command& c) { c.instrument = which; });
    }
    [[nodiscard]] Command flagged(unsigned bits) const {
        return with([&](Command& c) { c.flags = static_cast<std::uint16_t>(c.flags | bits); });
    }
    [[nodiscard]] Command standing(TimeInForce how_long) const {
        return with([&](Command& c) { c.tif = how_long; });
    }
    [[nodiscard]] Command until(std::int64_t time) const {
        return with([&](Command& c) {
            c.tif = TimeInForce::gtd;
            c.expires = time;
        });
    }
    [[nodiscard]] Command showing(std::uint32_t lots) const {
        return with([&](Command& c) { c.display = lots; });
    }
    [[nodiscard]] Command avoiding(SelfTradeMode mode) const {
        return flagged(static_cast<unsigned>(mode) << self_trade_shift);
    }
    template <class Change>
    [[nodiscard]] Command with(Change change) const {
        Command changed = *this;
        change(changed);
        return changed;
    }
};

inline Command order(OrderType type, std::uint64_t id, Side side, std::int64_t quantity) {
    Command command;
    command.order_id = id;
    command.quantity = quantity;
    command.kind = CommandKind::new_;
    command.side = side;
    command.type = type;
    command.tif = TimeInForce::gtc;
    return command;
}
inline Command limit(std::uint64_t id, Side side, std::int64_t price, std::int64_t quantity) {
    return order(OrderType::limit, id, side, quantity).with([&](Command& c) { c.price = price; });
}
inline Command immediate(std::uint64_t id, Side side, std::int64_t price, std::int64_t quantity) {
    return limit(id, side, price, quantity).standing(TimeInForce::ioc);
}
inline Command market(std::uint64_t id, Side side, std::int64_t quantity) {
    return order(OrderType::market, id, side, quantity);
}
inline Command stop(std::uint64_t id, Side side, std::int64_t trigger, std::int64_t quantity) {
    return order(OrderType::stop, id, side, quantity).with([&](Command& c) {
        c.trigger = trigger;
    });
}
inline Command stop_limit(std::uint64_t id, Side side, std::int64_t trigger, std::int64_t price,
                          std::int64_t quantity) {
    return order(OrderType::stop_limit, id, side, quantity).with([&](Command& c) {
        c.trigger = trigger;
        c.price = price;
    });
}
inline Command trailing(std::uint64_t id, Side side, std::int64_t offset, std::int64_t quantity) {
    return order(OrderType::trailing_stop, id, side, quantity).with([&](Command& c) {
        c.trigger = offset;
    });
}
inline Command about(CommandKind kind, std::uint64_t id) {
    Command command;
    command.order_id = id;
    command.kind = kind;
    return command;
}
inline Command cancel(std::uint64_t id) {
    return about(CommandKind::cancel, id);
}
inline Command release(std::uint64_t id) {
    return about(CommandKind::release, id);
}
inline Command replace(std::uint64_t id, std::int64_t price, std::int64_t quantity,
                       std::int64_t trigger = 0) {
    return about(CommandKind::replace, id).with([&](Command& c) {
        c.price = price;
        c.quantity = quantity;
        c.trigger = trigger;
    });
}
/// Ties two orders: one cancels the other.
inline Command pair(std::uint64_t id, std::uint64_t other) {
    return about(CommandKind::link, id).with([&](Command& c) {
        c.trigger = static_cast<std::int64_t>(other);
    });
}
inline Command bracket(std::uint64_t parent, std::uint64_t child) {
    return pair(parent, child).flagged(bracket_flag);
}
inline Command enter_phase(TradingPhase phase, std::int64_t reference_price = 0) {
    return about(CommandKind::phase, 0).with([&](Command& c) {
        c.flags = static_cast<std::uint16_t>(phase);
        c.price = reference_price;
    });
}
inline Command set_bands(std::int64_t lowest, std::int64_t highest) {
    return about(CommandKind::bands, 0).with([&](Command& c) {
        c.price = lowest;
        c.trigger = highest;
    });
}
inline Command clock(std::int64_t ts) {
    return about(CommandKind::clock, 0).at(ts);
}

inline DepthLevel level(std::int64_t price, std::int64_t quantity, std::int64_t orders) {
    return {.price = Price{price}, .quantity = Quantity{quantity}, .orders = orders};
}

using Lines = std::vector<std::string>;

/// "filled 9~1 5@101 open 10", "cancelled 9 8@101 open 0 immediate_remainder": kind, order~other,
/// quantity@price, what remains, and the reason if there is one.
inline std::string line_of(const Execution& execution) {
    constexpr std::array<std::string_view, 12> kinds{
        "?",         "accepted", "filled",      "cancelled", "rejected", "replaced",
        "triggered", "expired",  "replenished", "phase",     "bands",    "linked"};
    constexpr std::array<std::string_view, 71> reasons = [] {
        std::array<std::string_view, 71> names;
        names[1] = "time_went_back";
        names[2] = "unknown_kind";
        names[3] = "unknown_instrument";
        names[4] = "unknown_flags";
        names[5] = "bad_side";
        names[6] = "unknown_type";
        names[7] = "unknown_time_in_force";
        names[8] = "bad_combination";
        names[9] = "bad_quantity";
        names[10] = "bad_price";
        names[11] = "bad_trigger";
        names[12] = "bad_display";
        names[13] = "bad_expiry";
        names[16] = "duplicate_order";
        names[17] = "unknown_order";
        names[18] = "wrong_owner";
        names[19] = "halted";
        names[20] = "wrong_phase";
        names[21] = "already_linked";
        names[22] = "bad_link";
        names[23] = "not_held";
        names[24] = "no_reference_price";
        names[25] = "not_reducing";
        names[26] = "would_take";
        names[27] = "outside_bands";
        names[28] = "quantity_overflow";
        names[64] = "immediate_remainder";
        names[65] = "market_remainder";
        names[66] = "fill_or_kill";
        names[67] = "self_trade";
        names[68] = "reduce_only_excess";
        names[69] = "linked";
        names[70] = "auction_remainder";
        return names;
    }();
    std::string line{kinds.at(static_cast<std::size_t>(execution.kind))};
    line += ' ' + std::to_string(execution.order_id);
    if (execution.other_order_id != 0) line += '~' + std::to_string(execution.other_order_id);
    line += ' ' + std::to_string(execution.quantity) + '@' + std::to_string(execution.price);
    line += " open " + std::to_string(execution.remaining);
    if (execution.reason != RejectReason::none) {
        line += ' ';
        line += reasons.at(static_cast<std::size_t>(execution.reason));
    }
    return line;
}

/// An engine of two instruments whose executions are taken command by command.
class Desk {
  public:
    explicit Desk(MatchingRules rules = {}) : engine{2, rules} {}

    std::vector<Execution> records(const OrderCommand& command) {
        const auto seen = engine.run(command);
        return {seen.begin(), seen.end()};
    }
    Lines send(const OrderCommand& command) {
        Lines lines;
        for (const Execution& one : engine.run(command)) lines.push_back(line_of(one));
        return lines;
    }
    /// The last of what a command did: for a refusal all there is.
    std::string last(const OrderCommand& command) { return send(command).back(); }
    /// Sends what sets a scene: everything must be accepted.
    Desk& given(const std::vector<Command>& commands) {
        for (const Command& command : commands) {
            for (const Execution& one : engine.run(command)) {
                if (one.kind == ExecutionKind::rejected) throw std::logic_error{line_of(one)};
            }
        }
        return *this;
    }
    /// "9 resting 5@100": id, status, open@price of every live order of the first instrument, with
    /// what it shows where that is less, and the trigger where there is one.
    [[nodiscard]] Lines orders() const {
        constexpr std::array<std::string_view, 6> statuses{"?",    "resting", "dormant",
                                                           "held", "parked",  "waiting"};
        Lines lines;
        for (const OrderView& order : engine.orders(0)) {
            std::string line = std::to_string(order.id) + ' ';
            line += statuses.at(static_cast<std::size_t>(order.status));
            line += ' ' + std::to_string(order.open) + '@' + std::to_string(order.price);
            if (order.status == OrderStatus::resting && order.shown != order.open) {
                line += " shows " + std::to_string(order.shown);
            }
            if (order.trigger != 0) line += " trigger " + std::to_string(order.trigger);
            lines.push_back(line);
        }
        return lines;
    }

    MatchingEngine engine;
};

}  // namespace swarmcore::book
