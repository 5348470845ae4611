#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.hpp"
#include "feed/decode_all.hpp"
#include "feed/itch_encoder.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/feed/itch.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::feed {
namespace {

using book::BookMessage;
using book::MessageKind;

constexpr std::int64_t midnight = 1'293'166'800'000'000'000;
constexpr std::string_view types = "SRHYLVWKJhAFECXDUPQBINO";

std::vector<BookMessage> decode(const ItchEncoder& encoder) {
    ItchDecoder decoder{{.midnight = midnight}};
    std::vector<BookMessage> messages = decode_all(decoder, encoder.bytes());
    CHECK_FALSE(decoder.faults().stopped());
    return messages;
}

/// The fault that stops decoding, after the messages before it.
Fault fault(const ItchEncoder& encoder, std::size_t messages_before = 0) {
    ItchDecoder decoder{{.midnight = midnight}};
    CHECK(decode_all(decoder, encoder.bytes()).size() == messages_before);
    REQUIRE(decoder.faults().stopped());
    return *decoder.faults().stopped();
}

/// One message of every kind that gives a book message or a status, and every type at least once.
ItchEncoder day(bool with_lengths = true) {
    ItchEncoder encoder{with_lengths};
    encoder.at(1);
    encoder.system_event('O');
    encoder.directory(7, "AAPL");
    encoder.at(2);
    encoder.trading_action(7, "AAPL", 'T', "IPOQ");
    for (const char type : types) {
        if (std::string_view{"SRHAFECXDUPQ"}.find(type) == std::string_view::npos) {
            encoder.other(type, 7);
        }
    }
    encoder.at(3);
    encoder.add(7, "AAPL", 11, 'B', 100, 5'853'300);
    encoder.add_attributed(7, "AAPL", 12, 'S', 200, 5'859'400);
    encoder.at(4);
    encoder.execute(7, 11, 10);
    encoder.execute_at(7, 12, 20, 'N', 5'859'300);
    encoder.execute_at(7, 12, 30, 'Y', 5'859'200);
    encoder.cancel(7, 11, 5);
    encoder.replace(7, 11, 13, 50, 5'853'200);
    encoder.remove(7, 12);
    encoder.trade(7, "AAPL", 0, 'B', 40, 5'856'000);
    encoder.cross(7, "AAPL", 300, 5'856'500);
    encoder.cross(7, "AAPL", 0, 0);
    encoder.at(nanoseconds_a_day - 1);
    encoder.system_event('C');
    return encoder;
}

TEST_CASE("every type of ITCH 5.0 has its length, and no other byte is one") {
    std::size_t known = 0;
    for (const std::uint8_t length : itch::message_lengths) {
        known += length != 0 ? 1U : 0U;
        CHECK(length <= itch::longest_message);
    }
    CHECK(known == types.size());
    for (const char type : types)
        CHECK(itch::message_lengths[static_cast<unsigned char>(type)] > 0);
}

TEST_CASE("orders, changes and trades become the messages that say the same of a book") {
    const std::vector<BookMessage> messages = decode(day());
    const BookMessage common{.ts = midnight + 4, .ts_local = midnight + 4, .instrument = 7};
    const auto message = [&](std::uint64_t sequence, MessageKind kind, std::uint64_t order,
                             std::int64_t price, std::int64_t quantity) {
        BookMessage result = common;
        result.sequence = sequence;
        result.kind = kind;
        result.order_id = order;
        result.price = price;
        result.quantity = quantity;
        return result;
    };
    std::vector<BookMessage> expected{
        message(14, MessageKind::add, 11, 5'853'300, 100),
        message(15, MessageKind::add, 12, 5'859'400, 200),
        message(16, MessageKind::execute, 11, 0, 10),
        message(17, MessageKind::execute, 12, 5'859'300, 20),
        message(18, MessageKind::execute, 12, 5'859'200, 30),
        message(19, MessageKind::reduce, 11, 0, 5),
        message(20, MessageKind::replace, 11, 5'853'200, 50),
        message(21, MessageKind::delete_, 12, 0, 0),
        message(22, MessageKind::trade, 0, 5'856'000, 40),
        message(23, MessageKind::trade, 0, 5'856'500, 300),
    };
    for (const std::size_t added : {0U, 1U}) {
        expected[added].ts = expected[added].ts_local = midnight + 3;
        expected[added].side = added == 0 ? Side::bid : Side::ask;
    }
    expected[3].flags = not_printed_flag;
    expected[6].new_order_id = 13;
    expected[8].side = Side::bid;
    expected[9].flags = cross_flag;
    REQUIRE(messages.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        CHECK(same_message(messages[i], expected[i]));
    }
}

TEST_CASE("a recording without lengths, or cut into chunks anywhere, decodes alike") {
    const std::vector<BookMessage> expected = decode(day());
    for (const bool with_lengths : {true, false}) {
        const ItchEncoder encoder = day(with_lengths);
        for (std::size_t chunk = 1; chunk <= 60; ++chunk) {
            ItchDecoder decoder{{.midnight = midnight}};
            const std::vector<BookMessage> messages = decode_all(decoder, encoder.bytes(), chunk);
            CHECK_FALSE(decoder.faults().stopped());
            CHECK(decoder.statuses().size() == 3);
            CHECK(std::ranges::equal(messages, expected, same_message));
        }
    }
}

TEST_CASE("a recording that ends inside a message is cut short, wherever that is") {
    const ItchEncoder encoder = day();
    const std::vector<BookMessage> whole = decode(encoder);
    std::vector<std::size_t> ends{0};
    while (ends.back() < encoder.bytes().size()) {
        ends.push_back(ends.back() + 2 + itch::load<2>(encoder.bytes().data() + ends.back()));
    }
    for (std::size_t length = 0; length < encoder.bytes().size(); ++length) {
        ItchDecoder decoder{{.midnight = midnight}};
        const std::vector<BookMessage> messages =
            decode_all(decoder, std::span{encoder.bytes()}.first(length), 7);
        CHECK(std::equal(messages.begin(), messages.end(), whole.begin(), same_message));
        const auto end = std::ranges::find(ends, length);
        CHECK(decoder.faults().stopped().has_value() == (end == ends.end()));
        if (!decoder.faults().stopped()) continue;
        CHECK(decoder.faults().stopped()->status == DecodeStatus::cut_short);
        CHECK(decoder.faults().stopped()->row == decoder.rows());
    }
}

TEST_CASE("trading actions and system events become statuses") {
    ItchDecoder decoder{{.midnight = midnight}};
    decode_all(decoder, day().bytes());
    const auto statuses = decoder.statuses();
    REQUIRE(statuses.size() == 3);
    CHECK(statuses[0].status == MarketStatus::messages_begin);
    CHECK(statuses[0].instrument == every_instrument);
    CHECK(statuses[0].ts == midnight + 1);
    CHECK(statuses[1].status == MarketStatus::trading);
    CHECK(statuses[1].instrument == 7);
    CHECK(statuses[1].sequence == 2);
    CHECK(std::string_view{statuses[1].reason.data()} == "IPOQ");
    CHECK(statuses[2].status == MarketStatus::messages_end);
    decoder.clear_statuses();
    CHECK(decoder.statuses().empty());
}

TEST_CASE("messages are counted by type, and symbols known by locate code") {
    ItchDecoder decoder{{.midnight = midnight}};
    decode_all(decoder, day().bytes());
    CHECK(decoder.rows() == 26);
    CHECK(decoder.count('C') == 2);
    CHECK(decoder.count('Q') == 2);
    CHECK(decoder.count('I') == 1);
    CHECK(decoder.count('z') == 0);
    CHECK(decoder.symbol(7) == "AAPL");
    CHECK(decoder.symbol(8).empty());
}

TEST_CASE("listed symbols alone are decoded, numbered as they are listed") {
    ItchEncoder encoder;
    encoder.add(7, "AAPL", 11, 'B', 100, 5'853'300);
    encoder.add(8, "LONGNAME", 12, 'B', 100, 10'000);
    encoder.add(9, "B", 13, 'B', 100, 10'000);
    encoder.execute(7, 11, 10);
    encoder.execute(8, 12, 10);
    encoder.remove(9, 13);
    encoder.remove(10, 14);
    encoder.trading_action(7, "AAPL", 'H');
    encoder.trading_action(9, "B", 'P');
    const std::vector<ItchListing> listings{{.symbol = "B"}, {.symbol = "LONGNAME"}};
    ItchDecoder decoder{{.midnight = midnight}, listings};
    const std::vector<BookMessage> messages = decode_all(decoder, encoder.bytes());
    CHECK_FALSE(decoder.faults().stopped());
    REQUIRE(messages.size() == 4);
    CHECK((messages[0].order_id == 12 && messages[0].instrument == 1));
    CHECK((messages[1].order_id == 13 && messages[1].instrument == 0));
    CHECK((messages[2].order_id == 12 && messages[2].instrument == 1));
    CHECK((messages[3].order_id == 13 && messages[3].instrument == 0));
    REQUIRE(decoder.statuses().size() == 1);
    CHECK(decoder.statuses()[0].instrument == 0);
    CHECK(decoder.statuses()[0].status == MarketStatus::paused);
}

TEST_CASE("a listing puts prices and quantities on its own grid, or says that they are off it") {
    ItchEncoder encoder;
    encoder.add(7, "AAPL", 11, 'B', 300, 5'853'300);
    encoder.execute(7, 11, 100);
    encoder.replace(7, 11, 12, 100, 5'853'200);
    encoder.add(7, "AAPL", 13, 'B', 300, 5'853'350);
    const std::vector<ItchListing> listings{
        {.symbol = "AAPL", .price = {.divide = 100}, .quantity = {.multiply = 2, .divide = 200}}};
    ItchDecoder decoder{{.midnight = midnight}, listings};
    const std::vector<BookMessage> messages = decode_all(decoder, encoder.bytes());
    REQUIRE(messages.size() == 3);
    CHECK((messages[0].price == 58'533 && messages[0].quantity == 3));
    CHECK(messages[1].quantity == 1);
    CHECK((messages[2].price == 58'532 && messages[2].quantity == 1));
    REQUIRE(decoder.faults().stopped());
    CHECK(decoder.faults().stopped()->status == DecodeStatus::off_grid);
    CHECK(decoder.faults().stopped()->row == 3);
}

TEST_CASE("a field that cannot be right is a fault that names the message and the byte") {
    const auto text = [](auto&& write, DecodeStatus status) {
        ItchEncoder encoder;
        encoder.at(5);
        encoder.add(1, "AAPL", 1, 'B', 1, 10'000);
        write(encoder);
        const Fault found = fault(encoder, 1);
        CHECK(found.status == status);
        CHECK(found.row == 1);
        const std::string place = "message 1 at byte 38: ";
        CHECK(found.text.starts_with(place));
        return found.text.substr(place.size());
    };
    CHECK(text([](ItchEncoder& e) { e.add(1, "AAPL", 2, 'X', 1, 1); }, DecodeStatus::bad_side) ==
          "side: expected B or S, was 'X' (88)");
    CHECK(text([](ItchEncoder& e) { e.trade(1, "AAPL", 2, 0, 1, 1); }, DecodeStatus::bad_side) ==
          "side: expected B or S, was '?' (0)");
    CHECK(text([](ItchEncoder& e) { e.add(1, "AAPL", 2, 'B', 1, 0); }, DecodeStatus::bad_price) ==
          "price: expected 1 to 2000000000 of USD 0.0001, was 0");
    CHECK(text([](ItchEncoder& e) { e.replace(1, 1, 2, 1, 2'000'000'001); },
               DecodeStatus::bad_price) ==
          "price: expected 1 to 2000000000 of USD 0.0001, was 2000000001");
    CHECK(text([](ItchEncoder& e) { e.execute_at(1, 1, 1, 'Y', 0); }, DecodeStatus::bad_price) ==
          "price: expected 1 to 2000000000 of USD 0.0001, was 0");
    CHECK(text([](ItchEncoder& e) { e.cross(1, "AAPL", 5, 0); }, DecodeStatus::bad_price) ==
          "price: expected 1 to 2000000000 of USD 0.0001, was 0");
    for (const auto& write : {+[](ItchEncoder& e) { e.add(1, "AAPL", 2, 'B', 0, 1); },
                              +[](ItchEncoder& e) { e.execute(1, 1, 0); },
                              +[](ItchEncoder& e) { e.execute_at(1, 1, 0, 'Y', 1); },
                              +[](ItchEncoder& e) { e.cancel(1, 1, 0); },
                              +[](ItchEncoder& e) { e.replace(1, 1, 2, 0, 1); },
                              +[](ItchEncoder& e) { e.cross(1, "AAPL", 1ULL << 32U, 1); }}) {
        CHECK(text(write, DecodeStatus::bad_quantity) ==
              "shares: expected 1 or more that fit, was 0 or too many");
    }
    CHECK(text([](ItchEncoder& e) { e.replace(1, 1, 0, 1, 1); }, DecodeStatus::bad_order) ==
          "new order: expected a reference number, was 0");
    CHECK(text([](ItchEncoder& e) { e.add(1, "AAPM", 2, 'B', 1, 1); }, DecodeStatus::bad_symbol) ==
          "stock: expected the symbol that locate 1 is listed under, was another");
    CHECK(text([](ItchEncoder& e) { e.directory(2, ""); }, DecodeStatus::bad_symbol) ==
          "stock: expected the symbol that locate 2 is listed under, was another");
    CHECK(text([](ItchEncoder& e) { e.trading_action(1, "AAPL", 'X'); },
               DecodeStatus::bad_market_status) ==
          "trading state: expected H, P, Q or T, was 'X' (88)");
    CHECK(text([](ItchEncoder& e) { e.system_event('?'); }, DecodeStatus::bad_market_status) ==
          "event: expected O, S, Q, M, E or C, was '?' (63)");
    CHECK(text(
              [](ItchEncoder& e) {
                  e.at(4);
                  e.other('I');
              },
              DecodeStatus::time_went_back) ==
          "timestamp: expected that of the last message or later, was 4");
    CHECK(text(
              [](ItchEncoder& e) {
                  e.at(nanoseconds_a_day);
                  e.other('I');
              },
              DecodeStatus::bad_time) == "timestamp: expected less than a day, was 86400000000000");
}

TEST_CASE("a stock above the specification's highest price is read where that is lifted") {
    ItchEncoder encoder;
    encoder.add(1, "BRK.A", 1, 'B', 1, 4'200'000'000);
    CHECK(fault(encoder).status == DecodeStatus::bad_price);
    ItchDecoder decoder{{.highest_price = std::numeric_limits<std::uint32_t>::max()}};
    const std::vector<BookMessage> messages = decode_all(decoder, encoder.bytes());
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].price == 4'200'000'000);
}

TEST_CASE("a length or type that cannot be right stops, for nothing tells where the next begins") {
    ItchEncoder wrong_length;
    wrong_length.remove(1, 1);
    wrong_length.bytes()[1] = std::byte{20};
    CHECK(fault(wrong_length).status == DecodeStatus::wrong_length);
    CHECK(fault(wrong_length).text ==
          "message 0 at byte 0: length: expected 19 or 0 of type 'D' (68), was 20");
    ItchEncoder unknown{false};
    unknown.remove(1, 1);
    unknown.bytes()[2] = std::byte{'z'};
    CHECK(fault(unknown).status == DecodeStatus::unknown_type);
    CHECK(fault(unknown).text ==
          "message 0 at byte 0: type: expected one of ITCH 5.0, was 'z' (122)");
    for (const ItchEncoder* encoder : {&wrong_length, &unknown}) {
        ItchDecoder decoder{{.midnight = midnight, .on_fault = OnFault::skip}};
        decode_all(decoder, encoder->bytes(), 1);
        CHECK(decoder.faults().stopped());
    }
}

TEST_CASE("a fault can be skipped, counted by its cause, and the next message is read") {
    ItchEncoder encoder;
    encoder.add(1, "AAPL", 1, 'B', 1, 10'000);
    encoder.add(1, "AAPL", 2, 'X', 1, 10'000);
    encoder.add(1, "AAPL", 3, 'S', 1, 0);
    const std::size_t unknown_type = encoder.bytes().size() + 2;
    encoder.add(1, "AAPL", 4, 'S', 1, 10'000);
    encoder.add(1, "AAPL", 5, 'S', 1, 10'000);
    encoder.replace(1, 5, 0, 1, 1);
    encoder.bytes()[unknown_type] = std::byte{'z'};
    for (std::size_t chunk = 1; chunk <= 120; ++chunk) {
        ItchDecoder decoder{{.midnight = midnight, .on_fault = OnFault::skip}};
        const std::vector<BookMessage> messages = decode_all(decoder, encoder.bytes(), chunk);
        CHECK_FALSE(decoder.faults().stopped());
        REQUIRE(messages.size() == 2);
        CHECK(messages[1].order_id == 5);
        CHECK(messages[1].sequence == 4);
        CHECK(decoder.rows() == 6);
        CHECK(decoder.faults().count(DecodeStatus::bad_side) == 1);
        CHECK(decoder.faults().count(DecodeStatus::bad_price) == 1);
        CHECK(decoder.faults().count(DecodeStatus::unknown_type) == 1);
        CHECK(decoder.faults().count(DecodeStatus::bad_order) == 1);
        CHECK(decoder.faults().count(DecodeStatus::bad_quantity) == 0);
        REQUIRE(decoder.faults().skipped().size() == 4);
        CHECK(decoder.faults().skipped()[3].row == 5);
        CHECK(decoder.faults().skipped()[3].text.starts_with("message 5 at byte 190: new order"));
    }
}

TEST_CASE("only the first faults are kept, all are counted") {
    ItchEncoder encoder;
    for (std::size_t i = 0; i < FaultLog::kept + 5; ++i) encoder.replace(1, 1, 0, 1, 1);
    ItchDecoder decoder{{.midnight = midnight, .on_fault = OnFault::skip}};
    CHECK(decode_all(decoder, encoder.bytes()).empty());
    CHECK(decoder.faults().skipped().size() == FaultLog::kept);
    CHECK(decoder.faults().count(DecodeStatus::bad_order) == FaultLog::kept + 5);
}

TEST_CASE("after a fault that stops, nothing more is decoded") {
    ItchEncoder encoder;
    encoder.replace(1, 1, 0, 1, 1);
    encoder.add(1, "AAPL", 1, 'B', 1, 10'000);
    ItchDecoder decoder{{.midnight = midnight}};
    CHECK(decode_all(decoder, encoder.bytes()).empty());
    std::vector<BookMessage> room(4);
    CHECK(decoder.decode(encoder.bytes(), room).messages == 0);
    decoder.finish();
    CHECK(decoder.faults().stopped()->row == 0);
}

TEST_CASE("a warm decoder allocates nothing, whatever the chunks") {
    ItchEncoder encoder;
    encoder.add(7, "AAPL", 1, 'B', 100, 10'000);
    const std::size_t warm = encoder.bytes().size();
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        encoder.at(i);
        encoder.add(7, "AAPL", 10 + i, 'B', 100, 10'000);
        encoder.execute_at(7, 10 + i, 1, 'Y', 9'999);
        encoder.replace(7, 10 + i, 5'000 + i, 50, 10'000);
        encoder.remove(7, 5'000 + i);
    }
    const std::vector<ItchListing> listings{{.symbol = "AAPL"}};
    ItchDecoder decoder{{.midnight = midnight}, listings};
    std::vector<BookMessage> room(64);
    std::size_t count = 0;
    std::size_t at = 0;
    std::size_t allocated = 0;
    while (at < encoder.bytes().size()) {
        if (at == warm) allocated = allocation_count();
        const std::size_t chunk =
            at == 0 ? warm : std::min<std::size_t>(77, encoder.bytes().size() - at);
        const Progress progress =
            decoder.decode(std::span{encoder.bytes()}.subspan(at, chunk), room);
        at += progress.bytes;
        count += progress.messages;
    }
    CHECK(allocation_count() == allocated);
    CHECK(count == 4'001);
}

TEST_CASE("listings that make no sense are refused") {
    const auto refused = [](std::vector<ItchListing> listings) {
        CHECK_THROWS_AS((ItchDecoder{{.midnight = midnight}, listings}), std::invalid_argument);
    };
    refused({});
    refused({{.symbol = ""}});
    refused({{.symbol = "NINECHARS"}});
    refused({{.symbol = "A B"}});
    refused({{.symbol = "A"}, {.symbol = "A"}});
    refused({{.symbol = "A", .price = {.multiply = 0}}});
    refused({{.symbol = "A", .quantity = {.divide = 0}}});
    refused({{.symbol = "A", .price = {.multiply = std::int64_t{1} << 32U}}});
    refused(std::vector<ItchListing>(0xffff, {.symbol = "A"}));
    CHECK_THROWS_AS((ItchDecoder{{.midnight = std::numeric_limits<std::int64_t>::max()}}),
                    std::invalid_argument);
}

}  // namespace
}  // namespace swarmcore::feed
