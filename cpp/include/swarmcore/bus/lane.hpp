#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace swarmcore::bus {

/// What of the waiting events is delivered first: all of one lane before any of the next.
enum class Lane : std::uint8_t {
    control = 0,  ///< control, risk, fault, command, health
    orders = 1,   ///< order, fill, signal, vote, decision, request, response, clock
    market = 2,   ///< every other topic
};

inline constexpr std::size_t lane_count = 3;
inline constexpr std::array<Lane, lane_count> all_lanes{Lane::control, Lane::orders, Lane::market};

[[nodiscard]] constexpr std::size_t index_of(Lane lane) noexcept {
    return static_cast<std::size_t>(lane);
}

/// A set of lanes: bit n for lane n.
using LaneSet = std::uint8_t;

[[nodiscard]] constexpr LaneSet lane_bit(Lane lane) noexcept {
    return static_cast<LaneSet>(1U << index_of(lane));
}

/// The lane of a topic, by its first word: what stands before the first dot.
[[nodiscard]] Lane lane_of(std::string_view topic) noexcept;

/// The lanes of the topics that a pattern can match: all, where its first word holds `*`.
[[nodiscard]] LaneSet lanes_of(std::string_view pattern) noexcept;

}  // namespace swarmcore::bus
