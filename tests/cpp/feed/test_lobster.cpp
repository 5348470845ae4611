#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "feed/decode_all.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/feed/lobster.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::feed {
namespace {

using book::BookMessage;
using book::MessageKind;

constexpr std::int64_t midnight = 1'340'251'200'000'000'000;
constexpr std::string_view day =
    "34200.004241176,1,16113575,18,5853300,1\n"
    "34200.00426064,2,16113575,8,5853300,1\n"
    "34200.00426064,4,16113575,4,5853300,1\n"
    "34200.1,3,16113575,6,5853300,1\n"
    "34200.1,5,0,1,2238200,-1\n"
    "34200.10000000049,6,0,700,2238300,-1\n"
    "36023,7,0,0,-1,-1\n"
    "36323,7,0,0,0,-1\n"
    "36723,7,0,0,1,-1\n";

/// The fault that stops decoding of a row after one that is right.
std::string fault(std::string_view row, DecodeStatus status) {
    LobsterDecoder decoder{midnight};
    const std::string text = "34200.5,1,7,18,5853300,1\n" + std::string{row} + "\n";
    CHECK(decode_text(decoder, text).size() == 1);
    REQUIRE(decoder.faults().stopped());
    CHECK(decoder.faults().stopped()->status == status);
    CHECK(decoder.faults().stopped()->row == 1);
    const std::string place = "row 1: ";
    CHECK(decoder.faults().stopped()->text.starts_with(place));
    return decoder.faults().stopped()->text.substr(place.size());
}

TEST_CASE("every type of LOBSTER becomes what says the same of a book") {
    LobsterDecoder decoder{midnight};
    const std::vector<BookMessage> messages = decode_text(decoder, day);
    CHECK_FALSE(decoder.faults().stopped());
    CHECK(decoder.rows() == 9);
    REQUIRE(messages.size() == 6);
    const std::vector<MessageKind> kinds{MessageKind::add,     MessageKind::reduce,
                                         MessageKind::execute, MessageKind::delete_,
                                         MessageKind::trade,   MessageKind::trade};
    CHECK(std::ranges::equal(messages, kinds, {}, &BookMessage::kind));
    CHECK(messages[0].ts == midnight + 34'200'004'241'176);
    CHECK(messages[0].ts_local == messages[0].ts);
    CHECK(messages[1].ts == midnight + 34'200'004'260'640);
    CHECK(messages[5].ts == midnight + 34'200'100'000'000);
    CHECK((messages[0].order_id == 16'113'575 && messages[0].price == 5'853'300));
    CHECK((messages[0].quantity == 18 && messages[0].side == Side::bid));
    CHECK((messages[1].quantity == 8 && messages[2].quantity == 4));
    CHECK((messages[3].quantity == 6 && messages[3].sequence == 3));
    CHECK((messages[4].side == Side::ask && messages[4].flags == 0));
    CHECK((messages[5].side == Side{} && messages[5].flags == cross_flag));
}

TEST_CASE("halts are reported as statuses") {
    LobsterDecoder decoder{midnight};
    decode_text(decoder, day);
    const auto statuses = decoder.statuses();
    REQUIRE(statuses.size() == 3);
    CHECK((statuses[0].status == MarketStatus::halted && statuses[0].sequence == 6));
    CHECK(statuses[0].ts == midnight + 36'023'000'000'000);
    CHECK(statuses[1].status == MarketStatus::quoting);
    CHECK(statuses[2].status == MarketStatus::trading);
    decoder.clear_statuses();
    CHECK(decoder.statuses().empty());
}

TEST_CASE("chunks of any size, ends of lines of any kind and a last row without one are alike") {
    LobsterDecoder whole{midnight};
    const std::vector<BookMessage> expected = decode_text(whole, day);
    std::string with_returns{day};
    for (std::size_t at = 0; (at = with_returns.find('\n', at)) != std::string::npos; at += 2) {
        with_returns.insert(at, 1, '\r');
    }
    for (const std::string& text :
         {std::string{day}, std::string{day.substr(0, day.size() - 1)}, with_returns}) {
        for (std::size_t chunk = 1; chunk <= 50; ++chunk) {
            LobsterDecoder decoder{midnight};
            CHECK(std::ranges::equal(decode_text(decoder, text, chunk), expected, same_message));
            CHECK_FALSE(decoder.faults().stopped());
            CHECK(decoder.rows() == 9);
        }
    }
}

TEST_CASE("a recording cut short anywhere gives the rows before, and a row that still reads") {
    LobsterDecoder whole{midnight};
    const std::vector<BookMessage> expected = decode_text(whole, day);
    for (std::size_t length = 0; length < day.size(); ++length) {
        LobsterDecoder decoder{midnight};
        const std::vector<BookMessage> messages = decode_text(decoder, day.substr(0, length));
        const auto rows = static_cast<std::size_t>(std::ranges::count(day.substr(0, length), '\n'));
        const std::size_t whole_messages = std::min<std::size_t>(rows, expected.size());
        REQUIRE(messages.size() >= whole_messages);
        CHECK(messages.size() <= whole_messages + 1);
        CHECK(std::equal(messages.begin(),
                         messages.begin() + static_cast<std::ptrdiff_t>(whole_messages),
                         expected.begin(), same_message));
    }
}

TEST_CASE("a field that cannot be right is a fault that names the row") {
    CHECK(fault("34201,1,8,18,5853300", DecodeStatus::wrong_length) ==
          "columns: expected 6, was 5");
    CHECK(fault("34201,1,8,18,5853300,1,", DecodeStatus::wrong_length) ==
          "columns: expected 6, was more");
    CHECK(fault("", DecodeStatus::wrong_length) == "columns: expected 6, was 1");
    CHECK(fault("34201,8,8,18,5853300,1", DecodeStatus::unknown_type) ==
          "type: expected 1 to 7, was '8'");
    CHECK(fault("34201,11,8,18,5853300,1", DecodeStatus::unknown_type) ==
          "type: expected 1 to 7, was '11'");
    for (const std::string_view time : {"", "x", "nan", "-1", "86400", "1e30"}) {
        CHECK(fault(std::string{time} + ",1,8,18,5853300,1", DecodeStatus::bad_time) ==
              "time: expected seconds from 0 to less than 86400, was '" + std::string{time} + "'");
    }
    CHECK(fault("34200.499999999,1,8,18,5853300,1", DecodeStatus::time_went_back) ==
          "time: expected that of the row before or later, was '34200.499999999'");
    for (const std::string_view order : {"", "0", "-8", "8.5", "99999999999999999999"}) {
        CHECK(fault("34201,3," + std::string{order} + ",18,5853300,1", DecodeStatus::bad_order) ==
              "order id: expected a whole number above 0, was '" + std::string{order} + "'");
    }
    CHECK(fault("34201,1,8,18,5853300,0", DecodeStatus::bad_side) ==
          "direction: expected 1 or -1, was '0'");
    CHECK(fault("34201,1,8,18,0,1", DecodeStatus::bad_price) ==
          "price: expected more than 0, was '0'");
    CHECK(fault("34201,1,8,18,-5853300,1", DecodeStatus::bad_price) ==
          "price: expected more than 0, was '-5853300'");
    CHECK(fault("34201,1,8,18,nan,1", DecodeStatus::bad_price) ==
          "price: expected a number, was 'nan'");
    CHECK(fault("34201,1,8,18,1e19,1", DecodeStatus::bad_price) ==
          "price: expected a multiple of 1 that 64 bits count, was '1e19'");
    CHECK(fault("34201,1,8,18,5853300.5,1", DecodeStatus::off_grid) ==
          "price: expected a multiple of 1, was '5853300.5'");
    CHECK(fault("34201,1,8,0,5853300,1", DecodeStatus::bad_quantity) ==
          "size: expected more than 0, was '0'");
    CHECK(fault("34201,1,8,-3,5853300,1", DecodeStatus::bad_quantity) ==
          "size: expected more than 0, was '-3'");
    CHECK(fault("34201,7,0,0,2,-1", DecodeStatus::bad_market_status) ==
          "price: expected -1, 0 or 1 of a halt, was '2'");
    CHECK(fault(std::string(5'000, '1'), DecodeStatus::wrong_length) ==
          "line: expected at most 4096 characters, was longer");
}

TEST_CASE("prices and sizes are put on a grid of another step") {
    LobsterDecoder decoder{midnight, "100", "10"};
    const std::vector<BookMessage> messages =
        decode_text(decoder, "1,1,7,20,5853300,1\n1,1,8,20,5853350,1\n");
    REQUIRE(messages.size() == 1);
    CHECK((messages[0].price == 58'533 && messages[0].quantity == 2));
    REQUIRE(decoder.faults().stopped());
    CHECK(decoder.faults().stopped()->status == DecodeStatus::off_grid);
    CHECK_THROWS_AS((LobsterDecoder{midnight, "0"}), std::invalid_argument);
    CHECK_THROWS_AS(LobsterDecoder{INT64_MAX}, std::invalid_argument);
}

TEST_CASE("faults can be skipped, lines longer than any row included") {
    const std::string text = "1,1,7,20,5853300,1\nnonsense\n" + std::string(10'000, 'x') +
                             "\n1,1,8,20,5853300,7\n1,1,9,20,5853300,1";
    for (const std::size_t chunk : {1U, 7U, 4'096U, 20'000U}) {
        LobsterDecoder decoder{midnight, "1", "1", OnFault::skip};
        const std::vector<BookMessage> messages = decode_text(decoder, text, chunk);
        CHECK_FALSE(decoder.faults().stopped());
        REQUIRE(messages.size() == 2);
        CHECK((messages[1].order_id == 9 && messages[1].sequence == 4));
        CHECK(decoder.faults().count(DecodeStatus::wrong_length) == 2);
        CHECK(decoder.faults().count(DecodeStatus::bad_side) == 1);
        CHECK(decoder.faults().skipped()[1].row == 2);
    }
}

}  // namespace
}  // namespace swarmcore::feed
