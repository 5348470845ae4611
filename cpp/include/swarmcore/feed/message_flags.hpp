#pragma once

#include <cstdint>

/// What decoders of market-by-order feeds say in `BookMessage::flags`, added together.
namespace swarmcore::feed {

inline constexpr std::uint16_t snapshot_flag = 1;     ///< part of a snapshot, not an event
inline constexpr std::uint16_t last_row_flag = 2;     ///< the last message of its event
inline constexpr std::uint16_t not_printed_flag = 4;  ///< an execution that volume leaves out
inline constexpr std::uint16_t cross_flag = 8;        ///< a trade of an auction
inline constexpr std::uint16_t print_flag = 16;       ///< a trade that executes report as well

}  // namespace swarmcore::feed
