#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "swarmcore/book/depth_level.hpp"

/// The checksums that venues send with their books, from ticks and lots: they sum up decimal text,
/// so that the venue's rules of writing a number are part of them.
namespace swarmcore::book {

/// Whose checksum a feed carries.
enum class ChecksumKind : std::uint8_t {
    none = 0,    ///< none is checked
    kraken = 1,  ///< of ten levels a side
    okx = 2,     ///< of twenty-five levels a side
};

/// How a venue writes a count of ticks or lots: as count * factor units of its last decimal place.
/// With a tick of 0.5 and three places, 7 ticks are 7 * 500 thousandths: "3.500".
struct DecimalText {
    std::uint64_t factor = 1;  ///< 1 or more
    unsigned places = 0;       ///< at most 18
};

/// A venue's checksum and its text of an instrument's prices and quantities.
struct ChecksumRule {
    ChecksumKind kind = ChecksumKind::none;
    DecimalText price = {};
    DecimalText quantity = {};
};

/// The most levels a side that any of the checksums sums up.
inline constexpr std::size_t checksum_levels = 25;

/// CRC-32 of the ten best asks, then the ten best bids, best first: of each the price and the
/// volume, written with the pair's fixed number of decimal places, less the point and the zeros
/// before the first other digit. "0.05005" and "0.00000500" give "5005500".
/// Source: https://docs.kraken.com/api/docs/guides/spot-ws-book-v1 (and -v2, which has the same)
///
/// Levels beyond the tenth are not read. Nothing where a number is too large to be written.
[[nodiscard]] std::optional<std::uint32_t> kraken_checksum(std::span<const DepthLevel> bids,
                                                           std::span<const DepthLevel> asks,
                                                           const ChecksumRule& rule) noexcept;

/// CRC-32 of bid, ask, next bid, next ask, ... of the twenty-five best levels of both sides, of
/// which each is "price:size", joined by colons; where a side has no more levels, the other goes
/// on. A number is written without zeros after its last decimal place that is not 0, as the venue
/// sends it ("8477" beside "8476.98"). The venue sends the result as a signed number of 32 bits.
/// Source: https://www.okx.com/docs-v5/en/#order-book-trading-market-data-ws-order-book-channel
/// ("Checksum"); since June 2026 the venue sends 0 and numbers its updates instead:
/// https://www.okx.com/help/okx-order-book-channels-checksum-field-deprecation
///
/// Levels beyond the twenty-fifth are not read. Nothing where a number is too large to be written.
[[nodiscard]] std::optional<std::uint32_t> okx_checksum(std::span<const DepthLevel> bids,
                                                        std::span<const DepthLevel> asks,
                                                        const ChecksumRule& rule) noexcept;

}  // namespace swarmcore::book
