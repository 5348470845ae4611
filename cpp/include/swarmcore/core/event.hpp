#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

namespace swarmcore {

/// What the values of an Event mean. Kinds 0 to 63 are the library's, 64 to 255 the user's.
enum class EventKind : std::uint8_t {
    object = 0,  ///< the content is an object that rides beside the record
    bar = 1,     ///< values: open, high, low, close, volume
    quote = 2,   ///< values: bid, ask, bid size, ask size
    trade = 3,   ///< values: price, size, side
};

/// One event on the bus: one cache line, mirrored by the NumPy dtype `swarmcore.EVENT`.
///
/// Units: ts in nanoseconds UTC; values as `kind` says.
/// The publisher fills everything but `sequence` and `topic`, which the bus assigns.
struct Event {
    std::int64_t ts = 0;
    std::uint64_t sequence = 0;
    std::array<double, 5> values{};
    std::uint32_t topic = 0;
    std::uint16_t instrument = 0;
    EventKind kind = EventKind::object;
    std::uint8_t priority = 0;
};

static_assert(sizeof(Event) == 64, "one event is one cache line");
static_assert(std::is_trivially_copyable_v<Event> && std::is_standard_layout_v<Event>);

}  // namespace swarmcore
