#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/decimal.hpp"
#include "swarmcore/feed/decoding.hpp"
#include "swarmcore/feed/rows.hpp"

namespace swarmcore::feed {

/// Decodes order events of Bitstamp: id, timestamp, exchange.timestamp, price, volume, action,
/// direction, under a header of these names.
///
/// Bitstamp says what is left of an order, not what happened to it. The decoder keeps what was left
/// before, and tells them apart:
///
/// | event                                  | becomes                                            |
/// |----------------------------------------|----------------------------------------------------|
/// | created                                | add                                                |
/// | changed to less, at the same price     | execute of the difference: orders shrink by trades |
/// | changed otherwise                      | replace                                            |
/// | changed to what it was                 | nothing                                            |
/// | deleted with nothing left              | execute of all that was left                       |
/// | deleted with something left            | delete                                             |
/// | changed, of an order it does not know  | replace, deleted of one: delete                    |
/// | trade (of a log; id, price and volume) | trade, `print_flag`: executes report it, too       |
///
/// so that a book refuses what is about unknown orders, and counts it. An order that is created
/// after it was deleted would rest for ever: it is left out and counted.
/// `ts` and `ts_local` are the time of receipt, in milliseconds: exchange.timestamp is when the
/// order was placed, in whole seconds, and goes back. A message's `sequence` is its row.
/// Cost: O(1) a row; allocates for an order that is created. Threads: one caller at a time.
class BitstampDecoder {
  public:
    static constexpr std::string_view header =
        "id,timestamp,exchange.timestamp,price,volume,action,direction";

    /// `price_step` is the tick in the file's unit of prices, `quantity_step` the lot in its unit
    /// of volume, as text: with volumes in 1e-8, "1" for a lot of 1e-8.
    /// Throws `std::invalid_argument` for a step that is none.
    BitstampDecoder(std::string_view price_step, std::string_view quantity_step,
                    OnFault on_fault = OnFault::stop);

    /// As `LobsterDecoder::decode`.
    Progress decode(std::span<const std::byte> chunk,
                    std::span<book::BookMessage> messages) noexcept;
    bool finish(book::BookMessage& message) noexcept;

    [[nodiscard]] const FaultLog& faults() const noexcept { return rows_.faults(); }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_.rows(); }

  private:
    struct Order {
        std::int64_t price;
        std::int64_t quantity;
    };

    RowOutcome decode_row(std::string_view line, std::uint64_t row, book::BookMessage& message);
    RowOutcome create(book::BookMessage& message);
    RowOutcome change(book::BookMessage& message);
    RowOutcome remove(book::BookMessage& message);

    DecimalGrid prices_;
    DecimalGrid quantities_;
    RowReader rows_;
    std::int64_t last_time_ = 0;
    std::unordered_map<std::uint64_t, Order> orders_;
    std::unordered_set<std::uint64_t> deleted_unknown_;
};

}  // namespace swarmcore::feed
