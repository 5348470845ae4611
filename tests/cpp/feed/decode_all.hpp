#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/decoding.hpp"

/// What tests of decoders share.
namespace swarmcore::feed {

/// Decodes a whole recording in chunks, a few messages at a time.
template <class Decoder>
std::vector<book::BookMessage> decode_all(Decoder& decoder, std::span<const std::byte> bytes,
                                          std::size_t chunk = 1'000'000) {
    std::vector<book::BookMessage> messages;
    std::vector<book::BookMessage> room(3);
    while (!bytes.empty()) {
        auto part = bytes.first(std::min(chunk, bytes.size()));
        bytes = bytes.subspan(part.size());
        while (!part.empty() && !decoder.faults().stopped()) {
            const Progress progress = decoder.decode(part, room);
            messages.insert(messages.end(), room.begin(),
                            room.begin() + static_cast<std::ptrdiff_t>(progress.messages));
            part = part.subspan(progress.bytes);
        }
    }
    if constexpr (requires { decoder.finish(room.front()); }) {
        if (decoder.finish(room.front())) messages.push_back(room.front());
    } else {
        decoder.finish();
    }
    return messages;
}

template <class Decoder>
std::vector<book::BookMessage> decode_text(Decoder& decoder, std::string_view text,
                                           std::size_t chunk = 1'000'000) {
    return decode_all(decoder, std::as_bytes(std::span{text}), chunk);
}

inline bool same_message(const book::BookMessage& left, const book::BookMessage& right) {
    return left.ts == right.ts && left.ts_local == right.ts_local &&
           left.sequence == right.sequence && left.order_id == right.order_id &&
           left.new_order_id == right.new_order_id && left.price == right.price &&
           left.quantity == right.quantity && left.instrument == right.instrument &&
           left.flags == right.flags && left.kind == right.kind && left.side == right.side;
}

}  // namespace swarmcore::feed
