#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// What decoders of venues' formats have in common.
///
/// A decoder is fed a recording in chunks of any size and keeps what a chunk cuts in two. A row of
/// a recording (a message, or a line of text) gives one book message or none.
namespace swarmcore::feed {

/// What became of a row of a recording. Where several faults apply, the first in this order is
/// given.
enum class DecodeStatus : std::uint8_t {
    decoded,            ///< a message, or rightly none
    cut_short,          ///< the recording ends inside it
    unknown_type,       ///< a kind of row that the format does not have
    wrong_length,       ///< bytes or columns other than its kind has
    bad_time,           ///< no time of a day
    time_went_back,     ///< before the row that came before it
    bad_order,          ///< no order number
    bad_symbol,         ///< not the symbol that was listed under its number
    bad_side,           ///< neither buy nor sell
    bad_price,          ///< no number, 0 or less, or more than the format allows
    bad_quantity,       ///< no number, 0 or less, or too large
    off_grid,           ///< no multiple of the instrument's tick or lot
    bad_market_status,  ///< no status of trading that the format has
    order_was_deleted,  ///< an order that is created after it was deleted: never stops
};
inline constexpr std::size_t decode_status_count = 14;

inline constexpr std::int64_t nanoseconds_a_day = 86'400'000'000'000;

/// Throws `std::invalid_argument` unless the day after `midnight` fits 64 bits.
inline void check_midnight(std::int64_t midnight) {
    if (midnight <= std::numeric_limits<std::int64_t>::max() - nanoseconds_a_day) return;
    throw std::invalid_argument{
        "midnight: expected nanoseconds UTC with a day after it within 64 bits, was " +
        std::to_string(midnight)};
}

/// What a decoder does at a row that cannot be right.
enum class OnFault : std::uint8_t {
    stop,  ///< decode nothing from it on
    skip,  ///< leave it out and count it, where it is certain where the next one begins
};

/// A row that cannot be right.
struct Fault {
    DecodeStatus status = DecodeStatus::decoded;
    std::uint64_t row = 0;  ///< counted from 0
    std::string text;       ///< "row 17: price: expected ..., was ..."
};

/// How far a call of `decode` came.
struct Progress {
    std::size_t bytes = 0;     ///< used up, from the front of the chunk
    std::size_t messages = 0;  ///< written, from the front of the room for them
};

/// The rows that a decoder could not use: counted by cause, the first of them kept.
class FaultLog {
  public:
    static constexpr std::size_t kept = 1'000;

    explicit FaultLog(OnFault on_fault) noexcept : on_fault_{on_fault} {}

    /// Takes a fault of a row after which the next one can be found.
    void leave_out(Fault fault) {
        // Venues send the end of an order before its beginning now and then: that is no reason to
        // stop, but for the mirror the order must not begin.
        if (on_fault_ == OnFault::stop && fault.status != DecodeStatus::order_was_deleted) {
            stop(std::move(fault));
            return;
        }
        ++counts_[static_cast<std::size_t>(fault.status)];
        if (skipped_.size() < kept) skipped_.push_back(std::move(fault));
    }
    /// Takes a fault that nothing can follow.
    void stop(Fault fault) { stopped_ = std::move(fault); }

    /// The fault that ended decoding, if one did.
    [[nodiscard]] const std::optional<Fault>& stopped() const noexcept { return stopped_; }
    /// The first rows that were left out, at most `kept`.
    [[nodiscard]] const std::vector<Fault>& skipped() const noexcept { return skipped_; }
    [[nodiscard]] std::uint64_t count(DecodeStatus status) const noexcept {
        return counts_[static_cast<std::size_t>(status)];
    }

  private:
    OnFault on_fault_;
    std::optional<Fault> stopped_;
    std::vector<Fault> skipped_;
    std::array<std::uint64_t, decode_status_count> counts_{};
};

}  // namespace swarmcore::feed
