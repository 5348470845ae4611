#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/mirrored_book.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::sim {

class ReplayContext;

/// What a strategy is called for.
enum class ReplayEventKind : std::uint8_t {
    book = 1,       ///< a message of a feed by order has reached it
    depth = 2,      ///< a row of a feed by price has reached it
    execution = 3,  ///< the venue's answer to an order of its own has reached it
    wake = 4,       ///< the time that it asked for by `wake_at` has come
};

/// What reaches a strategy, and when. Valid during the call.
struct ReplayEvent {
    Nanos now;
    ReplayEventKind kind = ReplayEventKind::wake;
    std::uint16_t instrument = 0;
    std::uint32_t stream = 0;      ///< of a feed: which one
    std::size_t row = 0;           ///< of a feed: which row of it
    const void* record = nullptr;  ///< as `kind` says; nullptr of a wake
    /// Of a feed by order: the order that the message reduced, executed, deleted or replaced, as it
    /// was before; of another message, anything.
    const book::BookOrder* before = nullptr;

    /// Preconditions: the kind is the one asked for.
    [[nodiscard]] const book::BookMessage& book() const noexcept {
        return *static_cast<const book::BookMessage*>(record);
    }
    [[nodiscard]] const book::DepthMessage& depth() const noexcept {
        return *static_cast<const book::DepthMessage*>(record);
    }
    [[nodiscard]] const book::Execution& execution() const noexcept {
        return *static_cast<const book::Execution*>(record);
    }
};

/// Whatever is called for every event of a replay, and acts through the context.
template <class T>
concept Strategy = requires(T strategy, const ReplayEvent& event, ReplayContext& context) {
    { strategy.on_event(event, context) } -> std::same_as<void>;
};

}  // namespace swarmcore::sim
