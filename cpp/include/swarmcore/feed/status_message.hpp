#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

namespace swarmcore::feed {

/// What a venue says of trading, beside its orders.
enum class MarketStatus : std::uint8_t {
    halted = 1,          ///< no quoting, no trading
    paused = 2,          ///< a pause after a price left its bounds
    quoting = 3,         ///< orders are taken and shown, nothing trades
    trading = 4,         ///< as usual
    messages_begin = 5,  ///< the venue's day of messages begins
    system_opens = 6,    ///< orders are accepted
    market_opens = 7,    ///< regular hours begin
    market_closes = 8,   ///< regular hours end
    system_closes = 9,   ///< no more orders
    messages_end = 10,   ///< nothing follows
};

/// The `instrument` of a status that is about the whole venue.
inline constexpr std::uint16_t every_instrument = 0xffff;

/// One change of the market's status, mirrored by the NumPy dtype `swarmcore.feed.STATUS_MESSAGE`.
struct StatusMessage {
    std::int64_t ts = 0;           ///< nanoseconds UTC
    std::uint64_t sequence = 0;    ///< the row of the recording, from 0
    std::array<char, 8> reason{};  ///< the venue's code, or empty
    std::uint16_t instrument = 0;  ///< as in book messages, or `every_instrument`
    MarketStatus status = MarketStatus::trading;
    std::uint8_t reserved = 0;
    std::uint32_t padding = 0;
};

static_assert(sizeof(StatusMessage) == 32);
static_assert(std::is_trivially_copyable_v<StatusMessage>);

}  // namespace swarmcore::feed
