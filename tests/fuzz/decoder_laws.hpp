#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "byte_source.hpp"
#include "feed/decode_all.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/feed/apply_counting.hpp"
#include "swarmcore/feed/decoding.hpp"

/// What holds of every decoder of orders, whatever the bytes.
namespace swarmcore::fuzz {

using book::BookMessage;
using book::MessageKind;

/// Every message is one that a decoder may give: only a book can refuse it.
inline void require_sound(std::span<const BookMessage> messages) {
    std::int64_t last_ts = std::numeric_limits<std::int64_t>::min();
    for (const BookMessage& message : messages) {
        require(message.ts >= last_ts, "time does not go back");
        last_ts = message.ts;
        require(message.kind >= MessageKind::add && message.kind <= MessageKind::trade,
                "a kind that is one");
        const bool is_priced = message.kind == MessageKind::add ||
                               message.kind == MessageKind::replace ||
                               message.kind == MessageKind::trade;
        require(!is_priced || message.price > 0, "a price above 0");
        require(message.kind == MessageKind::delete_ || message.quantity > 0, "a quantity above 0");
        require(message.kind != MessageKind::add || message.side == Side::bid ||
                    message.side == Side::ask,
                "an add has a side");
    }
}

/// A decoder made by `make(on_fault)` gives the same whatever the chunks, and skips no less than
/// what it stops at; a book takes or refuses every message.
template <class Make>
void check_decoder(std::span<const std::byte> bytes, std::size_t chunk, Make&& make) {
    for (const feed::OnFault on_fault : {feed::OnFault::stop, feed::OnFault::skip}) {
        auto whole = make(on_fault);
        const std::vector<BookMessage> messages = feed::decode_all(whole, bytes);
        require_sound(messages);
        auto parts = make(on_fault);
        require(
            std::ranges::equal(feed::decode_all(parts, bytes, chunk), messages, feed::same_message),
            "the same messages from chunks of any size");
        require(parts.rows() == whole.rows(), "the same rows from chunks of any size");
        const auto& stopped = whole.faults().stopped();
        require(stopped.has_value() == parts.faults().stopped().has_value(),
                "the same end from chunks of any size");
        require(!stopped || (stopped->row == parts.faults().stopped()->row &&
                             stopped->text == parts.faults().stopped()->text),
                "the same fault from chunks of any size");
        std::uint64_t skipped = 0;
        for (std::size_t at = 0; at < feed::decode_status_count; ++at) {
            skipped += whole.faults().count(static_cast<feed::DecodeStatus>(at));
        }
        require(messages.size() + skipped <= whole.rows(), "a row gives one message or a fault");
        book::OrderBook mirror;
        const feed::ApplyCounts counts =
            feed::apply_counting(mirror, std::span<const BookMessage>{messages});
        require(counts.applied + counts.refused.size() == messages.size(),
                "a message is applied or refused");
    }
}

}  // namespace swarmcore::fuzz
