#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/mirrored_book.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// Mirrors of many instruments' books, fed with one stream whose messages name their instrument:
/// each is to its own messages what `OrderBook` is to all. They share one store, so that an idle
/// instrument costs little, and a batch looks ahead over all of them.
///
/// Ids are unique within an instrument; two instruments may use the same. Time may not go back
/// within an instrument.
/// Units, cost, threads: as for `OrderBook`.
/// A moved-from one may only be destroyed or assigned to.
class OrderBooks {
  public:
    /// Throws std::invalid_argument unless there are 1 to 65,536 instruments.
    explicit OrderBooks(std::size_t instruments);

    /// Applies one message, or leaves the books untouched and says why.
    [[nodiscard]] BookStatus apply(const BookMessage& message) noexcept;
    /// Applies messages in order and returns how many. A bad one throws `BookError` with its row,
    /// counted from `first_row`; the rows before it are applied, it and those after it are not.
    std::size_t apply(std::span<const BookMessage> messages, std::size_t first_row = 0);

    [[nodiscard]] std::size_t instrument_count() const noexcept { return books_.size(); }
    /// Of all instruments.
    [[nodiscard]] std::size_t order_count() const noexcept { return store_.index.size(); }

    // What follows is of one instrument, as for `OrderBook`, and throws std::out_of_range where
    // there is none of this number.

    [[nodiscard]] std::size_t order_count(std::size_t instrument) const;
    [[nodiscard]] std::optional<DepthLevel> best_bid(std::size_t instrument) const;
    [[nodiscard]] std::optional<DepthLevel> best_ask(std::size_t instrument) const;
    [[nodiscard]] Quotes quotes(std::size_t instrument) const;
    [[nodiscard]] std::vector<DepthLevel> depth(std::size_t instrument, Side side,
                                                std::size_t levels) const;
    [[nodiscard]] std::optional<double> imbalance(std::size_t instrument, std::size_t levels) const;
    [[nodiscard]] std::optional<double> price_to_fill(std::size_t instrument, Side side,
                                                      Quantity quantity) const;
    [[nodiscard]] std::optional<Quantity> queue_ahead(std::size_t instrument, OrderId order) const;
    [[nodiscard]] Quantity order_flow_imbalance(std::size_t instrument);
    /// That of an `OrderBook` with the same content.
    [[nodiscard]] std::uint64_t state_hash(std::size_t instrument) const;

    /// Of all instruments, in order.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;
    [[nodiscard]] std::vector<unsigned char> snapshot() const;
    /// The books that a snapshot was taken of. Throws `BookError` where the bytes cannot be one.
    [[nodiscard]] static OrderBooks restore(std::span<const unsigned char> bytes);
    /// What orders and levels of all instruments take, free places included.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

  private:
    [[nodiscard]] const MirroredBook& book(std::size_t instrument) const;

    MirrorStore store_;
    std::vector<MirroredBook> books_;
};

}  // namespace swarmcore::book
