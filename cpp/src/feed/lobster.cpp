#include "swarmcore/feed/lobster.hpp"

#include <array>
#include <string>

#include "swarmcore/core/units.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::feed {

namespace {

using book::BookMessage;
using book::MessageKind;

/// Indexed by the type, from 1.
constexpr std::array kinds{MessageKind::add,     MessageKind::reduce, MessageKind::delete_,
                           MessageKind::execute, MessageKind::trade,  MessageKind::trade};
constexpr char cross_type = '6';
constexpr char halt_type = '7';

}  // namespace

LobsterDecoder::LobsterDecoder(std::int64_t midnight, std::string_view price_step,
                               std::string_view quantity_step, OnFault on_fault)
    : midnight_{midnight}, prices_{price_step}, quantities_{quantity_step}, rows_{on_fault} {
    check_midnight(midnight);
}

Progress LobsterDecoder::decode(std::span<const std::byte> chunk,
                                std::span<BookMessage> messages) noexcept {
    return rows_.decode(chunk, messages,
                        [this](std::string_view line, std::uint64_t row, BookMessage& message) {
                            return decode_row(line, row, message);
                        });
}

bool LobsterDecoder::finish(BookMessage& message) noexcept {
    return rows_.finish(message, [this](std::string_view line, std::uint64_t row,
                                        BookMessage& last) { return decode_row(line, row, last); });
}

RowOutcome LobsterDecoder::decode_row(std::string_view line, std::uint64_t row,
                                      BookMessage& message) {
    std::array<std::string_view, 6> fields;
    if (const std::size_t columns = split(line, fields); columns != fields.size()) {
        return RowOutcome::columns(fields.size(), columns);
    }
    const auto [time_text, type_text, order_text, size_text, price_text, direction_text] = fields;
    const char type = type_text.size() == 1 ? type_text.front() : '\0';
    if (type < '1' || type > halt_type) {
        return RowOutcome::unexpected(DecodeStatus::unknown_type, "type", "1 to 7", type_text);
    }
    std::int64_t time = 0;
    if (seconds_.parse_cut(time_text, time) != DecimalStatus::parsed || time < 0 ||
        time >= nanoseconds_a_day) {
        return RowOutcome::unexpected(DecodeStatus::bad_time, "time",
                                      "seconds from 0 to less than 86400", time_text);
    }
    if (time < last_time_) {
        return RowOutcome::unexpected(DecodeStatus::time_went_back, "time",
                                      "that of the row before or later", time_text);
    }
    last_time_ = time;
    const std::int64_t ts = midnight_ + time;
    if (type == halt_type) return decode_halt(price_text, ts, row);
    message = {.ts = ts,
               .ts_local = ts,
               .sequence = row,
               .kind = kinds.at(static_cast<std::size_t>(type - '1'))};
    if (!read_unsigned(order_text, message.order_id) ||
        (message.order_id == 0 && message.kind != MessageKind::trade)) {
        return RowOutcome::unexpected(DecodeStatus::bad_order, "order id", "a whole number above 0",
                                      order_text);
    }
    if (type == cross_type) {
        message.flags = cross_flag;
    } else if (direction_text == "1" || direction_text == "-1") {
        message.side = direction_text == "1" ? Side::bid : Side::ask;
    } else {
        return RowOutcome::unexpected(DecodeStatus::bad_side, "direction", "1 or -1",
                                      direction_text);
    }
    if (RowOutcome outcome =
            read_positive(prices_, price_text, "price", DecodeStatus::bad_price, message.price);
        outcome.status != DecodeStatus::decoded) {
        return outcome;
    }
    if (RowOutcome outcome = read_positive(quantities_, size_text, "size",
                                           DecodeStatus::bad_quantity, message.quantity);
        outcome.status != DecodeStatus::decoded) {
        return outcome;
    }
    return {.emitted = true};
}

RowOutcome LobsterDecoder::decode_halt(std::string_view price, std::int64_t ts, std::uint64_t row) {
    StatusMessage status{.ts = ts, .sequence = row};
    if (price == "-1") {
        status.status = MarketStatus::halted;
    } else if (price == "0") {
        status.status = MarketStatus::quoting;
    } else if (price == "1") {
        status.status = MarketStatus::trading;
    } else {
        return RowOutcome::unexpected(DecodeStatus::bad_market_status, "price",
                                      "-1, 0 or 1 of a halt", price);
    }
    statuses_.push_back(status);
    return {};
}

}  // namespace swarmcore::feed
