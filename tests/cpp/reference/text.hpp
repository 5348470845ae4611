#pragma once

#include <array>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "swarmcore/book/order.hpp"

/// Commands, executions and orders as lines to read where engine and reference differ.
namespace swarmcore::book::reference {

template <std::size_t Count>
[[nodiscard]] std::string name_of(const std::array<std::string_view, Count>& names,
                                  std::uint64_t value) {
    return value < Count ? std::string{names.at(value)} : std::to_string(value);
}

inline constexpr std::array<std::string_view, 9> kind_names{
    "kind 0", "new", "cancel", "replace", "link", "release", "phase", "bands", "clock"};
inline constexpr std::array<std::string_view, 6> type_names{
    "type 0", "limit", "market", "stop", "stop_limit", "trailing_stop"};
inline constexpr std::array<std::string_view, 7> tif_names{"tif 0", "gtc",     "ioc",     "fok",
                                                           "gtd",   "at_open", "at_close"};
inline constexpr std::array<std::string_view, 12> execution_names{
    "execution 0", "accepted", "filled",      "cancelled", "rejected", "replaced",
    "triggered",   "expired",  "replenished", "phase",     "bands",    "linked"};
inline constexpr std::array<std::string_view, 6> status_names{"status 0", "resting", "dormant",
                                                              "held",     "parked",  "waiting"};

[[nodiscard]] inline std::string to_text(const OrderCommand& command) {
    std::ostringstream text;
    const auto field = [&text](std::string_view name, auto value) {
        if (value != 0) text << ' ' << name << '=' << +value;
    };
    text << "ts=" << command.ts << ' '
         << name_of(kind_names, static_cast<std::uint64_t>(command.kind))
         << " id=" << command.order_id;
    field("owner", command.owner);
    field("instrument", command.instrument);
    if (command.kind == CommandKind::new_) {
        text << ' ' << name_of(type_names, static_cast<std::uint64_t>(command.type)) << ' '
             << name_of(tif_names, static_cast<std::uint64_t>(command.tif));
    }
    field("side", static_cast<int>(command.side));
    field("price", command.price);
    field("quantity", command.quantity);
    field("trigger", command.trigger);
    field("expires", command.expires);
    field("display", command.display);
    field("flags", command.flags);
    return text.str();
}

[[nodiscard]] inline std::string to_text(const Execution& execution) {
    std::ostringstream text;
    text << '#' << execution.sequence << " ts=" << execution.ts << ' '
         << name_of(execution_names, static_cast<std::uint64_t>(execution.kind))
         << " id=" << execution.order_id << " other=" << execution.other_order_id
         << " price=" << execution.price << " quantity=" << execution.quantity
         << " remaining=" << execution.remaining << " instrument=" << execution.instrument
         << " side=" << static_cast<int>(execution.side)
         << " reason=" << static_cast<int>(execution.reason)
         << " flags=" << static_cast<int>(execution.flags);
    if (execution.reserved != 0) text << " reserved=" << execution.reserved;
    return text.str();
}

[[nodiscard]] inline std::string to_text(const OrderView& order) {
    std::ostringstream text;
    text << name_of(status_names, static_cast<std::uint64_t>(order.status)) << " id=" << order.id
         << " owner=" << order.owner << " instrument=" << order.instrument << ' '
         << name_of(type_names, static_cast<std::uint64_t>(order.type)) << ' '
         << name_of(tif_names, static_cast<std::uint64_t>(order.tif))
         << " side=" << static_cast<int>(order.side) << " price=" << order.price
         << " open=" << order.open << " shown=" << order.shown << " trigger=" << order.trigger
         << " expires=" << order.expires << " flags=" << order.flags << " partner=" << order.partner
         << " parent=" << order.parent;
    return text.str();
}

template <class Record>
[[nodiscard]] std::string to_text(const std::vector<Record>& records) {
    std::string text;
    for (const Record& record : records) text += "    " + to_text(record) + '\n';
    return text.empty() ? "    nothing\n" : text;
}

}  // namespace swarmcore::book::reference
