#pragma once

#include <cstdint>
#include <type_traits>

#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What a message of a venue's feed does to the mirror of its book.
enum class MessageKind : std::uint8_t {
    add = 1,      ///< an order joins the back of the queue at its price
    reduce = 2,   ///< an order shrinks by `quantity` and keeps its place; at 0 it leaves
    delete_ = 3,  ///< an order leaves, whatever is left of it
    execute = 4,  ///< `quantity` of an order traded; at 0 it leaves
    replace = 5,  ///< an order takes a new price and quantity and goes to the back
    trade = 6,    ///< a trade against what is not displayed: the book does not change
    clear = 7,    ///< every order leaves
};

/// One message of a feed, market by order: one cache line, mirrored by the NumPy dtype
/// `swarmcore.BOOK_MESSAGE`.
///
/// Units: times in nanoseconds UTC, price in ticks, quantity in lots.
/// An add reads every field below `order_id` but `new_order_id`. Afterwards an order is known by
/// its id alone: reduce and execute read `quantity`, replace reads `new_order_id` (0 or the same
/// id keeps it), `price` and `quantity`.
struct BookMessage {
    std::int64_t ts = 0;         ///< the venue's time
    std::int64_t ts_local = 0;   ///< the time of receipt; the book does not read it
    std::uint64_t sequence = 0;  ///< the venue's number; the book does not read it
    std::uint64_t order_id = 0;
    std::uint64_t new_order_id = 0;
    std::int64_t price = 0;
    std::int64_t quantity = 0;
    std::uint16_t instrument = 0;  ///< for whoever routes; a book holds one and does not read it
    std::uint16_t flags = 0;       ///< for whoever decodes; the book does not read them
    // 0 is no kind and no side: a record of zeros is bytes like any other, and is refused.
    // NOLINTBEGIN(bugprone-invalid-enum-default-initialization)
    MessageKind kind{};
    Side side{};
    // NOLINTEND(bugprone-invalid-enum-default-initialization)
    std::uint16_t reserved = 0;
};

static_assert(sizeof(BookMessage) == 64, "one message is one cache line");
static_assert(std::is_trivially_copyable_v<BookMessage> && std::is_standard_layout_v<BookMessage>);

}  // namespace swarmcore::book
