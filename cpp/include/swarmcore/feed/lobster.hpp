#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/decimal.hpp"
#include "swarmcore/feed/decoding.hpp"
#include "swarmcore/feed/rows.hpp"
#include "swarmcore/feed/status_message.hpp"

namespace swarmcore::feed {

/// Decodes LOBSTER message files: time, type, order id, size, price, direction; no header.
///
/// | type | what                       | becomes                                       |
/// |------|----------------------------|-----------------------------------------------|
/// | 1    | new limit order            | add                                           |
/// | 2    | partial cancellation       | reduce                                        |
/// | 3    | deletion                   | delete, with the size that was left           |
/// | 4    | execution, visible order   | execute                                       |
/// | 5    | execution, hidden order    | trade                                         |
/// | 6    | trade of a cross           | trade without a side, `cross_flag`            |
/// | 7    | halt, quoting, resumption  | status: price -1 halted, 0 quoting, 1 trading |
///
/// Times are exact to the nanosecond; digits beyond it, the noise of a float, are cut. A message's
/// `sequence` is its row, `ts_local` its `ts`.
/// Cost: O(bytes); allocates for faults and statuses only. Threads: one caller at a time.
/// Source: LOBSTER, "Output structure".
class LobsterDecoder {
  public:
    /// `midnight` is the one before the recording, in New York, as nanoseconds UTC. Steps are the
    /// tick in units of USD 0.0001 and the lot in shares, as text.
    /// Throws `std::invalid_argument` for a step that is none, or a midnight out of range.
    explicit LobsterDecoder(std::int64_t midnight, std::string_view price_step = "1",
                            std::string_view quantity_step = "1", OnFault on_fault = OnFault::stop);

    /// Decodes until the chunk or the room for messages, of which there must be some, is used up,
    /// or a fault stops it. A row that the chunk cuts in two is kept.
    Progress decode(std::span<const std::byte> chunk,
                    std::span<book::BookMessage> messages) noexcept;
    /// Decodes the last row where no end of line follows it; whether it gave a message.
    bool finish(book::BookMessage& message) noexcept;

    [[nodiscard]] const FaultLog& faults() const noexcept { return rows_.faults(); }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_.rows(); }
    /// Statuses that came since they were last cleared.
    [[nodiscard]] std::span<const StatusMessage> statuses() const noexcept { return statuses_; }
    void clear_statuses() noexcept { statuses_.clear(); }

  private:
    RowOutcome decode_row(std::string_view line, std::uint64_t row, book::BookMessage& message);
    RowOutcome decode_halt(std::string_view price, std::int64_t ts, std::uint64_t row);

    std::int64_t midnight_;
    DecimalGrid seconds_{"1e-9"};
    DecimalGrid prices_;
    DecimalGrid quantities_;
    RowReader rows_;
    std::int64_t last_time_ = 0;
    std::vector<StatusMessage> statuses_;
};

}  // namespace swarmcore::feed
