#include "swarmcore/bus/lane.hpp"

#include <algorithm>

namespace swarmcore::bus {

namespace {

constexpr std::array<std::string_view, 5> control_words{"control", "risk", "fault", "command",
                                                        "health"};
constexpr std::array<std::string_view, 8> order_words{"order",    "fill",    "signal",   "vote",
                                                      "decision", "request", "response", "clock"};
constexpr LaneSet every_lane = 0b111;

std::string_view first_word(std::string_view name) noexcept {
    return name.substr(0, name.find('.'));
}

}  // namespace

Lane lane_of(std::string_view topic) noexcept {
    const std::string_view word = first_word(topic);
    if (std::ranges::find(control_words, word) != control_words.end()) return Lane::control;
    if (std::ranges::find(order_words, word) != order_words.end()) return Lane::orders;
    return Lane::market;
}

LaneSet lanes_of(std::string_view pattern) noexcept {
    if (first_word(pattern).find('*') != std::string_view::npos) return every_lane;
    return lane_bit(lane_of(pattern));
}

}  // namespace swarmcore::bus
