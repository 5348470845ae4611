#include "swarmcore/feed/bitstamp.hpp"

#include <array>
#include <limits>
#include <string>

#include "swarmcore/core/units.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::feed {

namespace {

using book::BookMessage;
using book::MessageKind;

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::uint64_t last_millisecond =
    static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / millisecond);

}  // namespace

BitstampDecoder::BitstampDecoder(std::string_view price_step, std::string_view quantity_step,
                                 OnFault on_fault)
    : prices_{price_step}, quantities_{quantity_step}, rows_{on_fault, header} {}

Progress BitstampDecoder::decode(std::span<const std::byte> chunk,
                                 std::span<BookMessage> messages) noexcept {
    return rows_.decode(chunk, messages,
                        [this](std::string_view line, std::uint64_t row, BookMessage& message) {
                            return decode_row(line, row, message);
                        });
}

bool BitstampDecoder::finish(BookMessage& message) noexcept {
    return rows_.finish(message, [this](std::string_view line, std::uint64_t row,
                                        BookMessage& last) { return decode_row(line, row, last); });
}

RowOutcome BitstampDecoder::decode_row(std::string_view line, std::uint64_t row,
                                       BookMessage& message) {
    std::array<std::string_view, 7> fields;
    if (const std::size_t columns = split(line, fields); columns != fields.size()) {
        return RowOutcome::columns(fields.size(), columns);
    }
    const auto [order, time, placed, price, volume, action, direction] = fields;
    std::uint64_t milliseconds = 0;
    if (!read_unsigned(time, milliseconds) || milliseconds > last_millisecond) {
        return RowOutcome::unexpected(DecodeStatus::bad_time, "timestamp",
                                      "milliseconds since 1970", time);
    }
    const std::int64_t ts = static_cast<std::int64_t>(milliseconds) * millisecond;
    if (ts < last_time_) {
        return RowOutcome::unexpected(DecodeStatus::time_went_back, "timestamp",
                                      "that of the row before or later", time);
    }
    last_time_ = ts;
    message = {.ts = ts, .ts_local = ts, .sequence = row};
    if (!read_unsigned(order, message.order_id) || message.order_id == 0) {
        return RowOutcome::unexpected(DecodeStatus::bad_order, "id", "a whole number above 0",
                                      order);
    }
    const bool is_trade = action == "trade";
    if (direction == "bid" || direction == "ask") {
        message.side = direction == "bid" ? Side::bid : Side::ask;
    } else if (!is_trade) {
        return RowOutcome::unexpected(DecodeStatus::bad_side, "direction", "bid or ask", direction);
    }
    RowOutcome outcome =
        read_positive(prices_, price, "price", DecodeStatus::bad_price, message.price);
    if (outcome.status != DecodeStatus::decoded) return outcome;
    outcome = action == "deleted" || action == "changed"
                  ? read_number(quantities_, volume, "volume", DecodeStatus::bad_quantity,
                                message.quantity)
                  : read_positive(quantities_, volume, "volume", DecodeStatus::bad_quantity,
                                  message.quantity);
    if (outcome.status != DecodeStatus::decoded) return outcome;
    if (message.quantity < 0) {
        return RowOutcome::unexpected(DecodeStatus::bad_quantity, "volume", "0 or more", volume);
    }
    if (action == "created") return create(message);
    if (action == "changed") return change(message);
    if (action == "deleted") return remove(message);
    if (is_trade) {
        // The id is that of the trade: no order has it.
        message.order_id = 0;
        message.kind = MessageKind::trade;
        message.flags = print_flag;
        return {.emitted = true};
    }
    return RowOutcome::unexpected(DecodeStatus::unknown_type, "action",
                                  "created, changed, deleted or trade", action);
}

RowOutcome BitstampDecoder::create(BookMessage& message) {
    if (deleted_unknown_.contains(message.order_id)) {
        return RowOutcome::fault(DecodeStatus::order_was_deleted, "id",
                                 "expected an order that was not deleted before, was " +
                                     std::to_string(message.order_id));
    }
    // A second creation is a second add: the book refuses it, and keeps the first.
    orders_.try_emplace(message.order_id,
                        Order{.price = message.price, .quantity = message.quantity});
    message.kind = MessageKind::add;
    return {.emitted = true};
}

RowOutcome BitstampDecoder::change(BookMessage& message) {
    const auto known = orders_.find(message.order_id);
    if (known == orders_.end() || known->second.price != message.price ||
        known->second.quantity < message.quantity) {
        if (message.quantity == 0) {
            return RowOutcome::unexpected(DecodeStatus::bad_quantity, "volume",
                                          "more than 0 of an order that is replaced", "0");
        }
        message.kind = MessageKind::replace;
        if (known != orders_.end()) {
            known->second = {.price = message.price, .quantity = message.quantity};
        }
        return {.emitted = true};
    }
    const std::int64_t traded = known->second.quantity - message.quantity;
    if (traded == 0) return {};
    if (message.quantity == 0) {
        orders_.erase(known);
    } else {
        known->second.quantity = message.quantity;
    }
    message.kind = MessageKind::execute;
    message.quantity = traded;
    return {.emitted = true};
}

RowOutcome BitstampDecoder::remove(BookMessage& message) {
    const auto known = orders_.find(message.order_id);
    message.kind = MessageKind::delete_;
    if (known == orders_.end()) {
        deleted_unknown_.insert(message.order_id);
        return {.emitted = true};
    }
    if (message.quantity == 0) {
        message.kind = MessageKind::execute;
        message.quantity = known->second.quantity;
    }
    orders_.erase(known);
    return {.emitted = true};
}

}  // namespace swarmcore::feed
