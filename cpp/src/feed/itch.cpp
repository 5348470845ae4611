#include "swarmcore/feed/itch.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

#include "swarmcore/core/units.hpp"
#include "swarmcore/feed/decimal.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::feed {

namespace {

using book::BookMessage;
using book::MessageKind;

constexpr std::size_t prefix_and_type = itch::prefix_length + 1;
constexpr std::size_t statuses_reserved = 1'024;

char type_of(const std::byte* body) noexcept {
    return static_cast<char>(body[0]);
}

std::uint16_t locate_of(const std::byte* body) noexcept {
    return static_cast<std::uint16_t>(itch::load<2>(body + itch::locate_offset));
}

std::int64_t load_price(const std::byte* bytes) noexcept {
    return static_cast<std::int64_t>(itch::load<4>(bytes));
}

std::int64_t load_shares(const std::byte* bytes) noexcept {
    return static_cast<std::int64_t>(itch::load<4>(bytes));
}

/// Sets `side`; false where the byte is neither B nor S.
bool read_side(std::byte byte, Side& side) noexcept {
    const char character = static_cast<char>(byte);
    side = character == 'B' ? Side::bid : Side::ask;
    return character == 'B' || character == 'S';
}

/// The status that a trading action (H) or a system event (S) says; nothing else is one.
bool read_market_status(char type, char code, MarketStatus& status) noexcept {
    const std::string_view codes = type == 'H' ? "HPQT" : "OSQMEC";
    const std::size_t at = codes.find(code);
    if (at == std::string_view::npos) return false;
    const auto first = type == 'H' ? MarketStatus::halted : MarketStatus::messages_begin;
    status = static_cast<MarketStatus>(static_cast<std::size_t>(first) + at);
    return true;
}

std::string quoted(std::byte byte) {
    const char character = static_cast<char>(byte);
    std::string text{"'"};
    text += shown({&character, 1});
    return text + "' (" + std::to_string(std::to_integer<int>(byte)) + ")";
}

}  // namespace

ItchDecoder::ItchDecoder(const ItchOptions& options)
    : options_{options}, faults_{options.on_fault} {
    check_midnight(options.midnight);
    statuses_.reserve(statuses_reserved);
}

ItchDecoder::ItchDecoder(const ItchOptions& options, std::span<const ItchListing> listings)
    : ItchDecoder{options} {
    stocks_ = ItchStocks{listings};
}

Progress ItchDecoder::decode(std::span<const std::byte> chunk,
                             std::span<BookMessage> messages) noexcept {
    Progress progress;
    while (progress.bytes < chunk.size() && progress.messages < messages.size() &&
           !faults_.stopped()) {
        const std::size_t left = chunk.size() - progress.bytes;
        if (ignored_ > 0) {
            const std::size_t part = std::min(ignored_, left);
            ignored_ -= part;
            progress.bytes += part;
            continue;
        }
        const std::byte* frame = nullptr;
        std::size_t length = 0;
        if (carried_ == 0 && left >= itch::longest_frame) {
            frame = chunk.data() + progress.bytes;
            length = checked_length(frame);
            progress.bytes += length == 0 ? prefix_and_type : length;
        } else {
            frame = carry_.data();
            length = gather(chunk, progress.bytes);
        }
        if (length == 0) continue;
        const std::byte* const body = frame + itch::prefix_length;
        ++counts_[std::to_integer<std::size_t>(*body)];
        const Outcome outcome = decode_body(body, messages[progress.messages]);
        if (outcome.status != DecodeStatus::decoded) [[unlikely]] {
            faults_.leave_out(fault(outcome.status, describe(outcome.status, body)));
        }
        progress.messages += outcome.emitted ? 1U : 0U;
        ++rows_;
        offset_ += length;
    }
    return progress;
}

void ItchDecoder::finish() noexcept {
    if (faults_.stopped() || (carried_ == 0 && ignored_ == 0)) return;
    faults_.stop(
        fault(DecodeStatus::cut_short, "expected a whole message, was cut short by the end"));
}

/// Adds to the carried part of a message what it lacks. Its length with the prefix once it is
/// whole, else 0.
std::size_t ItchDecoder::gather(std::span<const std::byte> chunk, std::size_t& used) noexcept {
    const auto carry_up_to = [&](std::size_t length) {
        if (carried_ < length) {
            const std::size_t part = std::min(length - carried_, chunk.size() - used);
            std::memcpy(carry_.data() + carried_, chunk.data() + used, part);
            carried_ += part;
            used += part;
        }
        return carried_ >= length;
    };
    if (!carry_up_to(prefix_and_type)) return 0;
    const std::size_t length = checked_length(carry_.data());
    if (length != 0 && !carry_up_to(length)) return 0;
    carried_ = 0;
    return length;
}

/// The length of a message with its prefix; 0 for a fault, which is reported.
std::size_t ItchDecoder::checked_length(const std::byte* frame) noexcept {
    const std::size_t prefix = itch::load<2>(frame);
    const std::byte type = frame[itch::prefix_length];
    const std::size_t length = itch::message_lengths[std::to_integer<std::size_t>(type)];
    if (length != 0 && (prefix == 0 || prefix == length)) [[likely]] {
        return itch::prefix_length + length;
    }
    if (length != 0) {
        faults_.stop(fault(DecodeStatus::wrong_length,
                           "length: expected " + std::to_string(length) + " or 0 of type " +
                               quoted(type) + ", was " + std::to_string(prefix)));
        return 0;
    }
    Fault unknown =
        fault(DecodeStatus::unknown_type, "type: expected one of ITCH 5.0, was " + quoted(type));
    if (prefix == 0) {
        faults_.stop(std::move(unknown));
        return 0;
    }
    faults_.leave_out(std::move(unknown));
    ignored_ = prefix - 1;
    offset_ += itch::prefix_length + prefix;
    ++rows_;
    return 0;
}

ItchDecoder::Outcome ItchDecoder::decode_body(const std::byte* body,
                                              BookMessage& message) noexcept {
    const auto time = static_cast<std::int64_t>(itch::load<6>(body + itch::time_offset));
    if (time >= nanoseconds_a_day) return {.status = DecodeStatus::bad_time};
    if (time < last_time_) return {.status = DecodeStatus::time_went_back};
    last_time_ = time;
    const std::int64_t ts = options_.midnight + time;
    switch (type_of(body)) {
        case 'A':
        case 'F':
        case 'P':
            return decode_order(body, ts, message);
        case 'E':
        case 'X':
        case 'D':
            return decode_change(body, ts, message);
        case 'C':
            return decode_execution_at(body, ts, message);
        case 'U':
            return decode_replace(body, ts, message);
        case 'Q':
            return decode_cross(body, ts, message);
        case 'R':
            return {.status = stocks_.list(locate_of(body), body + itch::stock_offset)};
        case 'H':
        case 'S':
            return decode_status(body, ts);
        default:
            return {};
    }
}

ItchDecoder::Outcome ItchDecoder::decode_order(const std::byte* body, std::int64_t ts,
                                               BookMessage& message) noexcept {
    const std::uint16_t locate = locate_of(body);
    const DecodeStatus listed = stocks_.list(locate, body + itch::order_stock_offset);
    if (listed != DecodeStatus::decoded) return {.status = listed};
    if (stocks_[locate].wanted != ItchStocks::Wanted::yes) return {};
    const bool is_trade = type_of(body) == 'P';
    const std::uint64_t order = itch::load<8>(body + itch::order_offset);
    Side side = Side::bid;
    const bool has_side = read_side(body[itch::side_offset], side);
    const std::int64_t price = load_price(body + itch::price_offset);
    const std::int64_t shares = load_shares(body + itch::shares_offset);
    if (!has_side) return {.status = DecodeStatus::bad_side};
    if (!is_price(price)) return {.status = DecodeStatus::bad_price};
    if (shares == 0) return {.status = DecodeStatus::bad_quantity};
    message = {.ts = ts,
               .ts_local = ts,
               .sequence = rows_,
               .order_id = order,
               .price = price,
               .quantity = shares,
               .instrument = stocks_[locate].instrument,
               .kind = is_trade ? MessageKind::trade : MessageKind::add,
               .side = side};
    return emit(message);
}

/// What messages about an order by its number have in common; false where the stock is not wanted.
bool ItchDecoder::begin_change(const std::byte* body, std::int64_t ts,
                               BookMessage& message) const noexcept {
    const std::uint16_t locate = locate_of(body);
    const ItchStocks::Stock& stock = stocks_[locate];
    // Without a filter, an order of a stock that nothing has listed yet is told on, too.
    if (!stocks_.wants_all() && stock.wanted != ItchStocks::Wanted::yes) return false;
    message = {.ts = ts,
               .ts_local = ts,
               .sequence = rows_,
               .order_id = itch::load<8>(body + itch::order_offset),
               .instrument = stocks_.wants_all() ? locate : stock.instrument};
    return true;
}

/// Executions, cancellations and deletions, without a branch between them.
ItchDecoder::Outcome ItchDecoder::decode_change(const std::byte* body, std::int64_t ts,
                                                BookMessage& message) const noexcept {
    if (!begin_change(body, ts, message)) return {};
    const char type = type_of(body);
    const bool has_shares = type != 'D';
    // A deletion ends before the shares, but a frame does not: what lies there weighs nothing.
    const std::int64_t shares = load_shares(body + itch::changed_shares_offset);
    message.quantity = has_shares ? shares : 0;
    message.kind = type == 'E'   ? MessageKind::execute
                   : type == 'X' ? MessageKind::reduce
                                 : MessageKind::delete_;
    if (shares == 0 && has_shares) return {.status = DecodeStatus::bad_quantity};
    return emit(message);
}

ItchDecoder::Outcome ItchDecoder::decode_execution_at(const std::byte* body, std::int64_t ts,
                                                      BookMessage& message) const noexcept {
    if (!begin_change(body, ts, message)) return {};
    message.kind = MessageKind::execute;
    message.quantity = load_shares(body + itch::changed_shares_offset);
    message.price = load_price(body + itch::price_offset);
    message.flags = static_cast<char>(body[itch::printable_offset]) == 'N' ? not_printed_flag : 0;
    if (!is_price(message.price)) return {.status = DecodeStatus::bad_price};
    if (message.quantity == 0) return {.status = DecodeStatus::bad_quantity};
    return emit(message);
}

ItchDecoder::Outcome ItchDecoder::decode_replace(const std::byte* body, std::int64_t ts,
                                                 BookMessage& message) const noexcept {
    if (!begin_change(body, ts, message)) return {};
    message.kind = MessageKind::replace;
    message.new_order_id = itch::load<8>(body + itch::new_order_offset);
    message.quantity = load_shares(body + itch::new_shares_offset);
    message.price = load_price(body + itch::new_price_offset);
    // In a book message it would keep the old number.
    if (message.new_order_id == 0) return {.status = DecodeStatus::bad_order};
    if (!is_price(message.price)) return {.status = DecodeStatus::bad_price};
    if (message.quantity == 0) return {.status = DecodeStatus::bad_quantity};
    return emit(message);
}

ItchDecoder::Outcome ItchDecoder::decode_cross(const std::byte* body, std::int64_t ts,
                                               BookMessage& message) noexcept {
    const std::uint16_t locate = locate_of(body);
    const DecodeStatus listed = stocks_.list(locate, body + itch::cross_stock_offset);
    if (listed != DecodeStatus::decoded) return {.status = listed};
    const std::uint64_t shares = itch::load<8>(body + itch::cross_shares_offset);
    // A cross in which nothing traded is announced with no shares.
    if (stocks_[locate].wanted != ItchStocks::Wanted::yes || shares == 0) return {};
    const std::int64_t price = load_price(body + itch::cross_price_offset);
    if (!is_price(price)) return {.status = DecodeStatus::bad_price};
    if (shares > std::numeric_limits<std::uint32_t>::max()) {
        return {.status = DecodeStatus::bad_quantity};
    }
    // A cross has no side.
    message = {.ts = ts,
               .ts_local = ts,
               .sequence = rows_,
               .price = price,
               .quantity = static_cast<std::int64_t>(shares),
               .instrument = stocks_[locate].instrument,
               .flags = cross_flag,
               .kind = MessageKind::trade};
    return emit(message);
}

ItchDecoder::Outcome ItchDecoder::decode_status(const std::byte* body, std::int64_t ts) noexcept {
    StatusMessage status{.ts = ts, .sequence = rows_, .instrument = every_instrument};
    std::size_t code_offset = itch::event_offset;
    if (type_of(body) == 'H') {
        const std::uint16_t locate = locate_of(body);
        const DecodeStatus listed = stocks_.list(locate, body + itch::stock_offset);
        if (listed != DecodeStatus::decoded) return {.status = listed};
        if (stocks_[locate].wanted != ItchStocks::Wanted::yes) return {};
        status.instrument = stocks_[locate].instrument;
        std::memcpy(status.reason.data(), body + itch::reason_offset, itch::reason_length);
        std::ranges::replace(status.reason, ' ', '\0');
        code_offset = itch::state_offset;
    }
    if (!read_market_status(type_of(body), static_cast<char>(body[code_offset]), status.status)) {
        return {.status = DecodeStatus::bad_market_status};
    }
    statuses_.push_back(status);
    return {};
}

/// Puts price and quantity on the instrument's grid, where it has one of its own.
ItchDecoder::Outcome ItchDecoder::emit(BookMessage& message) const noexcept {
    if (!stocks_.rescale(message)) return {.status = DecodeStatus::off_grid};
    return {.emitted = true};
}

/// What was expected of a message and what came.
std::string ItchDecoder::describe(DecodeStatus status, const std::byte* body) const {
    const char type = type_of(body);
    const auto was = [](std::uint64_t value) { return ", was " + std::to_string(value); };
    switch (status) {
        case DecodeStatus::bad_time:
            return "timestamp: expected less than a day" +
                   was(itch::load<6>(body + itch::time_offset));
        case DecodeStatus::time_went_back:
            return "timestamp: expected that of the last message or later" +
                   was(itch::load<6>(body + itch::time_offset));
        case DecodeStatus::bad_order:
            return "new order: expected a reference number, was 0";
        case DecodeStatus::bad_symbol:
            return "stock: expected the symbol that locate " + std::to_string(locate_of(body)) +
                   " is listed under, was another";
        case DecodeStatus::bad_side:
            return "side: expected B or S, was " + quoted(body[itch::side_offset]);
        case DecodeStatus::bad_price:
            return "price: expected 1 to " + std::to_string(options_.highest_price) +
                   " of USD 0.0001" +
                   was(itch::load<4>(body + (type == 'U'   ? itch::new_price_offset
                                             : type == 'Q' ? itch::cross_price_offset
                                                           : itch::price_offset)));
        case DecodeStatus::bad_quantity:
            return "shares: expected 1 or more that fit, was 0 or too many";
        case DecodeStatus::off_grid:
            return "price, shares: expected multiples of the instrument's tick and lot, was not";
        case DecodeStatus::bad_market_status:
            return type == 'H' ? "trading state: expected H, P, Q or T, was " +
                                     quoted(body[itch::state_offset])
                               : "event: expected O, S, Q, M, E or C, was " +
                                     quoted(body[itch::event_offset]);
        default:
            return {};
    }
}

Fault ItchDecoder::fault(DecodeStatus status, const std::string& what) const {
    return {.status = status,
            .row = rows_,
            .text = "message " + std::to_string(rows_) + " at byte " + std::to_string(offset_) +
                    ": " + what};
}

}  // namespace swarmcore::feed
