#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/decoding.hpp"
#include "swarmcore/feed/itch_format.hpp"
#include "swarmcore/feed/itch_stocks.hpp"
#include "swarmcore/feed/status_message.hpp"

namespace swarmcore::feed {

/// How a recording of ITCH is read.
struct ItchOptions {
    /// The midnight before the recording, in New York, as nanoseconds UTC.
    std::int64_t midnight = 0;
    OnFault on_fault = OnFault::stop;
    /// In USD 0.0001. The specification's USD 200,000; a stock has traded higher.
    std::uint32_t highest_price = itch::highest_price;
};

/// Decodes a recording of Nasdaq TotalView-ITCH 5.0 into book messages.
///
/// A recording is messages one after the other, each behind two bytes: its length, or 0 where the
/// length is left to be known from its type. Orders (A F E C X D U) become add, execute, reduce,
/// delete and replace; trades that no displayed order explains (P, Q) become trade; trading states
/// and system events (H, S) become status messages; the rest is read past.
/// An execution carries the price it was done at where that is not the order's own (C), else 0. A
/// message's `sequence` is its number in the recording; `ts_local` is `ts`, as no receipt is
/// recorded. The side of P is that of the hidden order that rested; a cross has none.
///
/// Every message is checked: its length and its time (within the day, never going back); those of
/// the stocks asked for also the side, the price, the quantity, and the symbol against the one that
/// its number was listed under. A fault leaves out the message or stops, as `OnFault` says; an
/// unknown type without a length, and a length that is not the type's, always stop, as nothing
/// tells where the next message begins.
/// Units: prices in ticks of USD 0.0001, quantities in shares, unless a listing scales them.
/// Cost: O(1) a message; no allocation but for stocks as they are first seen, for statuses beyond
/// the most taken at once, and for faults.
/// Threads: one caller at a time.
/// Source: Nasdaq TotalView-ITCH 5.0 specification, sections 1.1 to 1.7.
class ItchDecoder {
  public:
    /// Decodes every stock; a message's `instrument` is its locate code.
    /// Throws `std::invalid_argument` for an option out of range.
    explicit ItchDecoder(const ItchOptions& options);
    /// Decodes the listed stocks only; a message's `instrument` is the position in `listings`.
    /// Throws `std::invalid_argument` as ItchStocks does, too.
    ItchDecoder(const ItchOptions& options, std::span<const ItchListing> listings);

    /// Decodes until the chunk or the room for messages, of which there must be some, is used up,
    /// or a fault stops it. A message that the chunk cuts in two is kept.
    Progress decode(std::span<const std::byte> chunk,
                    std::span<book::BookMessage> messages) noexcept;
    /// Says that nothing follows: a message of which a part is missing is a fault that stops.
    void finish() noexcept;

    [[nodiscard]] const FaultLog& faults() const noexcept { return faults_; }
    /// Messages read so far, those left out included.
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    /// How many of them were of a type, such as 'A'.
    [[nodiscard]] std::uint64_t count(char type) const noexcept {
        return counts_[static_cast<unsigned char>(type)];
    }
    /// The symbol that a locate code is listed under, or nothing while it is not known.
    [[nodiscard]] std::string_view symbol(std::uint16_t locate) const noexcept {
        return stocks_.symbol(locate);
    }
    /// Statuses that came since they were last cleared.
    [[nodiscard]] std::span<const StatusMessage> statuses() const noexcept { return statuses_; }
    void clear_statuses() noexcept { statuses_.clear(); }

  private:
    /// What a message gave: a fault, or a book message where `emitted`.
    struct Outcome {
        DecodeStatus status = DecodeStatus::decoded;
        bool emitted = false;
    };

    std::size_t gather(std::span<const std::byte> chunk, std::size_t& used) noexcept;
    std::size_t checked_length(const std::byte* frame) noexcept;
    Outcome decode_body(const std::byte* body, book::BookMessage& message) noexcept;
    Outcome decode_order(const std::byte* body, std::int64_t ts,
                         book::BookMessage& message) noexcept;
    bool begin_change(const std::byte* body, std::int64_t ts,
                      book::BookMessage& message) const noexcept;
    Outcome decode_execution_at(const std::byte* body, std::int64_t ts,
                                book::BookMessage& message) const noexcept;
    Outcome decode_replace(const std::byte* body, std::int64_t ts,
                           book::BookMessage& message) const noexcept;
    Outcome decode_change(const std::byte* body, std::int64_t ts,
                          book::BookMessage& message) const noexcept;
    Outcome decode_cross(const std::byte* body, std::int64_t ts,
                         book::BookMessage& message) noexcept;
    Outcome decode_status(const std::byte* body, std::int64_t ts) noexcept;
    Outcome emit(book::BookMessage& message) const noexcept;
    [[nodiscard]] Fault fault(DecodeStatus status, const std::string& what) const;

    [[nodiscard]] bool is_price(std::int64_t price) const noexcept {
        return price > 0 && price <= options_.highest_price;
    }
    [[nodiscard]] std::string describe(DecodeStatus status, const std::byte* body) const;

    ItchOptions options_;
    ItchStocks stocks_;
    FaultLog faults_;
    std::vector<StatusMessage> statuses_;
    std::array<std::uint64_t, 256> counts_{};
    std::uint64_t rows_ = 0;
    std::uint64_t offset_ = 0;  // of the message being read and its prefix, in the recording
    std::int64_t last_time_ = 0;
    std::size_t ignored_ = 0;  // bytes still to come of a message that was left out
    std::size_t carried_ = 0;
    std::array<std::byte, itch::longest_frame> carry_{};
};

}  // namespace swarmcore::feed
