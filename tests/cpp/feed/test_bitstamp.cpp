#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "feed/decode_all.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/feed/bitstamp.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::feed {
namespace {

using book::BookMessage;
using book::MessageKind;

const std::string header = std::string{BitstampDecoder::header} + "\n";

BitstampDecoder decoder_of(OnFault on_fault = OnFault::stop) {
    return BitstampDecoder{"0.01", "1", on_fault};
}

std::vector<BookMessage> decode(std::string_view rows) {
    BitstampDecoder decoder = decoder_of();
    std::vector<BookMessage> messages = decode_text(decoder, header + std::string{rows});
    CHECK_FALSE(decoder.faults().stopped());
    return messages;
}

std::string fault(std::string_view row, DecodeStatus status) {
    BitstampDecoder decoder = decoder_of();
    const std::string text = header + "7,1000,0,236.47,200,created,bid\n" + std::string{row} + "\n";
    CHECK(decode_text(decoder, text).size() == 1);
    REQUIRE(decoder.faults().stopped());
    CHECK(decoder.faults().stopped()->status == status);
    CHECK(decoder.faults().stopped()->row == 1);
    const std::string place = "row 1: ";
    CHECK(decoder.faults().stopped()->text.starts_with(place));
    return decoder.faults().stopped()->text.substr(place.size());
}

TEST_CASE("what is left of an order becomes what happened to it") {
    const std::vector<BookMessage> messages = decode(
        "7,1000,0,236.47,200,created,bid\n"
        "7,1001,0,236.47,150,changed,bid\n"
        "7,1002,0,236.50,150,changed,bid\n"
        "7,1003,0,236.51,120,changed,bid\n"
        "7,1004,0,236.51,180,changed,bid\n"
        "7,1005,0,236.51,180,changed,bid\n"
        "7,1006,0,236.51,0,deleted,bid\n"
        "8,1007,0,236.60,50,created,ask\n"
        "8,1008,0,236.60,50,deleted,ask\n"
        "9,1009,0,236.60,50,created,ask\n"
        "9,1010,0,236.60,0,changed,ask\n"
        "55,1011,0,236.60,3,trade,\n");
    struct Expected {
        MessageKind kind;
        std::uint64_t order;
        std::int64_t price;
        std::int64_t quantity;
        std::uint64_t row;
    };
    const std::vector<Expected> expected{
        {MessageKind::add, 7, 23'647, 200, 0},     {MessageKind::execute, 7, 23'647, 50, 1},
        {MessageKind::replace, 7, 23'650, 150, 2}, {MessageKind::replace, 7, 23'651, 120, 3},
        {MessageKind::replace, 7, 23'651, 180, 4}, {MessageKind::execute, 7, 23'651, 180, 6},
        {MessageKind::add, 8, 23'660, 50, 7},      {MessageKind::delete_, 8, 23'660, 50, 8},
        {MessageKind::add, 9, 23'660, 50, 9},      {MessageKind::execute, 9, 23'660, 50, 10},
        {MessageKind::trade, 0, 23'660, 3, 11}};
    REQUIRE(messages.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        CHECK(messages[i].kind == expected[i].kind);
        CHECK(messages[i].order_id == expected[i].order);
        CHECK(messages[i].price == expected[i].price);
        CHECK(messages[i].quantity == expected[i].quantity);
        CHECK(messages[i].sequence == expected[i].row);
        CHECK(messages[i].ts == (1'000 + static_cast<std::int64_t>(expected[i].row)) * 1'000'000);
        CHECK(messages[i].ts_local == messages[i].ts);
    }
    CHECK((messages[0].side == Side::bid && messages[6].side == Side::ask));
    CHECK((messages[10].side == Side{} && messages[10].flags == print_flag));
}

TEST_CASE("events of unknown orders become what a book refuses") {
    const std::vector<BookMessage> messages = decode(
        "7,1000,0,236.47,150,changed,bid\n"
        "7,1001,0,236.47,150,changed,bid\n"
        "7,1002,0,236.47,0,deleted,bid\n"
        "8,1003,0,236.47,10,created,bid\n"
        "8,1004,0,236.47,10,deleted,bid\n"
        "8,1005,0,236.47,10,deleted,bid\n"
        "8,1006,0,236.47,5,changed,bid\n");
    const std::vector<MessageKind> kinds{
        MessageKind::replace, MessageKind::replace, MessageKind::delete_, MessageKind::add,
        MessageKind::delete_, MessageKind::delete_, MessageKind::replace};
    CHECK(std::ranges::equal(messages, kinds, {}, &BookMessage::kind));
}

TEST_CASE("an order that is deleted before it is created never begins, and is counted") {
    BitstampDecoder decoder = decoder_of();
    const std::vector<BookMessage> messages =
        decode_text(decoder, header +
                                 "7,1000,0,236.47,150,deleted,bid\n"
                                 "7,1000,0,236.47,150,created,bid\n"
                                 "8,1000,0,236.47,150,created,bid\n");
    CHECK_FALSE(decoder.faults().stopped());
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].kind == MessageKind::delete_);
    CHECK(messages[1].order_id == 8);
    CHECK(decoder.faults().count(DecodeStatus::order_was_deleted) == 1);
    CHECK(decoder.faults().skipped()[0].text ==
          "row 1: id: expected an order that was not deleted before, was 7");
}

TEST_CASE("chunks of any size decode alike") {
    const std::string text = header +
                             "7,1000,0,236.47,200,created,bid\r\n"
                             "7,1001,0,236.47,150,changed,bid\r\n"
                             "7,1002,0,236.47,0,deleted,bid";
    BitstampDecoder whole = decoder_of();
    const std::vector<BookMessage> expected = decode_text(whole, text);
    REQUIRE(expected.size() == 3);
    for (std::size_t chunk = 1; chunk <= 70; ++chunk) {
        BitstampDecoder decoder = decoder_of();
        CHECK(std::ranges::equal(decode_text(decoder, text, chunk), expected, same_message));
        CHECK_FALSE(decoder.faults().stopped());
    }
}

TEST_CASE("a recording cut short anywhere is decoded up to there, or is a fault") {
    const std::string text = header +
                             "7,1000,0,236.47,200,created,bid\n"
                             "7,1001,0,236.47,150,changed,bid\n";
    for (std::size_t length = 0; length < text.size(); ++length) {
        CAPTURE(length);
        BitstampDecoder decoder = decoder_of();
        const std::vector<BookMessage> messages = decode_text(decoder, text.substr(0, length));
        const auto lines = std::ranges::count(text.substr(0, length), '\n');
        CHECK(static_cast<std::ptrdiff_t>(messages.size()) <= lines);
        const bool stopped = decoder.faults().stopped().has_value();
        // The header, a whole row and nothing less can be the end.
        const bool at_end = length + 1 == text.size() || text[length] == '\n' ||
                            (length > 0 && text[length - 1] == '\n');
        CHECK(stopped != at_end);
    }
}

TEST_CASE("a recording without the header is refused") {
    for (const std::string text : {"", "\n", "id,price\n", "7,1000,0,236.47,200,created,bid\n"}) {
        BitstampDecoder decoder = decoder_of(OnFault::skip);
        CHECK(decode_text(decoder, text).empty());
        REQUIRE(decoder.faults().stopped());
        CHECK(decoder.faults().stopped()->text.starts_with(
            "header: expected id,timestamp,exchange.timestamp,price,volume,action,direction, was "
            "'"));
    }
    BitstampDecoder decoder = decoder_of();
    CHECK(decode_text(decoder, header).empty());
    CHECK_FALSE(decoder.faults().stopped());
}

TEST_CASE("a field that cannot be right is a fault that names the row") {
    CHECK(fault("8,1000,0,236.47,200,created", DecodeStatus::wrong_length) ==
          "columns: expected 7, was 6");
    CHECK(fault("8,1000,0,236.47,200,created,bid,", DecodeStatus::wrong_length) ==
          "columns: expected 7, was more");
    for (const std::string_view time :
         {"", "-1", "1.5", "nan", "99999999999999999999", "9223372036855"}) {
        CHECK(
            fault("8," + std::string{time} + ",0,236.47,200,created,bid", DecodeStatus::bad_time) ==
            "timestamp: expected milliseconds since 1970, was '" + std::string{time} + "'");
    }
    CHECK(fault("8,999,0,236.47,200,created,bid", DecodeStatus::time_went_back) ==
          "timestamp: expected that of the row before or later, was '999'");
    CHECK(fault("0,1000,0,236.47,200,created,bid", DecodeStatus::bad_order) ==
          "id: expected a whole number above 0, was '0'");
    CHECK(fault("8,1000,0,236.47,200,created,buy", DecodeStatus::bad_side) ==
          "direction: expected bid or ask, was 'buy'");
    CHECK(fault("8,1000,0,nan,200,created,bid", DecodeStatus::bad_price) ==
          "price: expected a number, was 'nan'");
    CHECK(fault("8,1000,0,-236.47,200,created,bid", DecodeStatus::bad_price) ==
          "price: expected more than 0, was '-236.47'");
    CHECK(fault("8,1000,0,236.475,200,created,bid", DecodeStatus::off_grid) ==
          "price: expected a multiple of 0.01, was '236.475'");
    CHECK(fault("8,1000,0,236.47,0,created,bid", DecodeStatus::bad_quantity) ==
          "volume: expected more than 0, was '0'");
    CHECK(fault("7,1000,0,236.47,-1,changed,bid", DecodeStatus::bad_quantity) ==
          "volume: expected 0 or more, was '-1'");
    CHECK(fault("7,1000,0,236.48,0,changed,bid", DecodeStatus::bad_quantity) ==
          "volume: expected more than 0 of an order that is replaced, was '0'");
    CHECK(fault("8,1000,0,236.47,1e30,created,bid", DecodeStatus::bad_quantity) ==
          "volume: expected a multiple of 1 that 64 bits count, was '1e30'");
    CHECK(fault("8,1000,0,236.47,200,moved,bid", DecodeStatus::unknown_type) ==
          "action: expected created, changed, deleted or trade, was 'moved'");
    CHECK_THROWS_AS((BitstampDecoder{"0", "1"}), std::invalid_argument);
}

}  // namespace
}  // namespace swarmcore::feed
