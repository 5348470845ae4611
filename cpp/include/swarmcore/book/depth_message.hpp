#pragma once

#include <cstdint>
#include <type_traits>

#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What a row of a market-by-price feed does to the mirror of its book.
enum class DepthMessageKind : std::uint8_t {
    set = 1,       ///< the level at `price` holds `quantity`; at 0 it leaves
    clear = 2,     ///< every level leaves: a snapshot begins, and `last_update` is its id
    trade = 3,     ///< `quantity` traded at `price`: the book does not change
    checksum = 4,  ///< `quantity` is the venue's checksum of the book as it must be now
};

/// A bit of DepthMessage::flags: the row belongs to a snapshot.
inline constexpr std::uint16_t snapshot_flag = 1;
/// A bit of DepthMessage::flags: the row is the last of its update.
inline constexpr std::uint16_t last_row_flag = 2;

/// One row of a feed, market by price: one cache line, mirrored by the NumPy dtype
/// `swarmcore.DEPTH_MESSAGE`.
///
/// Units: times in nanoseconds UTC, price in ticks, quantity in lots.
/// An update is made of consecutive rows, up to the one with `last_row_flag`; they share
/// `last_update` and, where that is 0, `ts`. It is applied as a whole or not at all.
/// A venue numbers its updates in one of these ways; 0 says that it has no such number:
///
/// | numbers                       | the next update of a whole chain has                      |
/// |-------------------------------|-----------------------------------------------------------|
/// | previous_update               | `previous_update` = `last_update` of the one before       |
/// | first_update, last_update     | `first_update` <= that + 1 <= `last_update`               |
/// | last_update alone             | `last_update` >= that: what is missing does not show      |
struct DepthMessage {
    std::int64_t ts = 0;                ///< the venue's time
    std::int64_t ts_local = 0;          ///< the time of receipt; the book does not read it
    std::uint64_t first_update = 0;     ///< the first id that the update holds
    std::uint64_t last_update = 0;      ///< the last id that the update holds
    std::uint64_t previous_update = 0;  ///< the last id of the update before
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    std::uint16_t instrument = 0;  ///< for whoever routes; a book holds one and does not read it
    std::uint16_t flags = 0;
    // 0 is no kind, and of a trade says that its side is not known.
    // NOLINTBEGIN(bugprone-invalid-enum-default-initialization)
    DepthMessageKind kind{};
    Side side{};  ///< of the level; of a trade, that of the order that rested
    // NOLINTEND(bugprone-invalid-enum-default-initialization)
    std::uint16_t reserved = 0;
};

static_assert(sizeof(DepthMessage) == 64, "one message is one cache line");
static_assert(std::is_trivially_copyable_v<DepthMessage> &&
              std::is_standard_layout_v<DepthMessage>);

}  // namespace swarmcore::book
