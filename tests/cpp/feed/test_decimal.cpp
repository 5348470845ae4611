#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "swarmcore/feed/decimal.hpp"

namespace swarmcore::feed {
namespace {

constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();

std::optional<std::int64_t> count(std::string_view step, std::string_view text) {
    std::int64_t result = 0;
    if (DecimalGrid{step}.parse(text, result) != DecimalStatus::parsed) return std::nullopt;
    return result;
}

DecimalStatus fault(std::string_view step, std::string_view text) {
    std::int64_t result = 42;
    const DecimalStatus status = DecimalGrid{step}.parse(text, result);
    CHECK(result == 42);
    return status;
}

TEST_CASE("decimal text is counted in steps, exactly") {
    CHECK(count("0.01", "65000.01") == 6'500'001);
    CHECK(count("0.01", "-65000.01") == -6'500'001);
    CHECK(count("0.01", "0") == 0);
    CHECK(count("0.01", "-0.00") == 0);
    CHECK(count("0.01", "+7") == 700);
    CHECK(count("0.01", ".5") == 50);
    CHECK(count("0.01", "5.") == 500);
    CHECK(count("0.01", "000000000000000000000000012.3400000000000000000000000") == 1'234);
    CHECK(count("0.25", "10.75") == 43);
    CHECK(count("0.50", "1.5") == 3);
    CHECK(count("5", "100") == 20);
    CHECK(count("100", "585330000") == 5'853'300);
    CHECK(count("1e-8", "1.78855669") == 178'855'669);
    CHECK(count("0.00000001", "0.00000001") == 1);
}

TEST_CASE("scientific notation is read as venues send it") {
    CHECK(count("1E-8", "1e-8") == 1);
    CHECK(count("0.01", "6.500001E4") == 6'500'001);
    CHECK(count("0.01", "6500001e-2") == 6'500'001);
    CHECK(count("1", "1.5e+3") == 1'500);
    CHECK(count("1", "0e999999999999999999999") == 0);
    CHECK(count("1", "0.000e-999999999999999999999") == 0);
    CHECK(count("1", "100000000000000000000000000000e-28") == 10);
}

TEST_CASE("what is no number is refused") {
    for (const std::string_view text :
         {"",    "+",     "-",     ".",   "-.",   "e5",    ".e5",     "1e",
          "1e+", "1e1.5", "1e1e1", "--1", "1-",   "1.2.3", "1,5",     " 1",
          "1 ",  "1_000", "nan",   "inf", "0x10", "1\n",   "\xd9\xa1"}) {
        CAPTURE(text);
        CHECK(fault("0.01", text) == DecimalStatus::not_a_number);
    }
    CHECK(fault("1", std::string_view{"1\0", 2}) == DecimalStatus::not_a_number);
    CHECK(fault("1", "1234567890123456789012345x") == DecimalStatus::not_a_number);
}

TEST_CASE("what lies between two steps is refused, however little it is off") {
    CHECK(fault("0.01", "0.015") == DecimalStatus::off_grid);
    CHECK(fault("0.25", "10.76") == DecimalStatus::off_grid);
    CHECK(fault("5", "7") == DecimalStatus::off_grid);
    CHECK(fault("1", "1e-30") == DecimalStatus::off_grid);
    CHECK(fault("1", "1.00000000000000000000000000000000000000000001") == DecimalStatus::off_grid);
    CHECK(fault("1", "0.00000000000000000000000000000000000000000001") == DecimalStatus::off_grid);
}

TEST_CASE("the limits of 64 bits are exact") {
    CHECK(count("1", "9223372036854775807") == max_int);
    CHECK(count("1", "-9223372036854775807") == -max_int);
    CHECK(count("0.00000001", "92233720368.54775807") == max_int);
    CHECK(count("1", "9223372036854775807.00000000000000000000000000") == max_int);
    for (const std::string_view text :
         {"9223372036854775808", "-9223372036854775808", "18446744073709551615",
          "18446744073709551616", "99999999999999999999999999", "1e19", "1e999999999999999999999",
          "100000000000000000000000000000000000001"}) {
        CAPTURE(text);
        CHECK(fault("1", text) == DecimalStatus::out_of_range);
    }
}

TEST_CASE("a cut number counts the steps below it, towards 0") {
    const DecimalGrid nanoseconds{"1e-9"};
    std::int64_t result = 0;
    for (const std::string_view text :
         {"34200.025551909", "34200.0255519099", "34200.025551909999999999999999999999"}) {
        CAPTURE(text);
        CHECK(nanoseconds.parse_cut(text, result) == DecimalStatus::parsed);
        CHECK(result == 34'200'025'551'909);
    }
    CHECK(nanoseconds.parse_cut("-1.0000000019", result) == DecimalStatus::parsed);
    CHECK(result == -1'000'000'001);
    CHECK(nanoseconds.parse_cut("9223372036.8547758079", result) == DecimalStatus::parsed);
    CHECK(result == max_int);
    CHECK(nanoseconds.parse_cut("9223372036.854775808", result) == DecimalStatus::out_of_range);
    CHECK(nanoseconds.parse_cut("1.x", result) == DecimalStatus::not_a_number);
}

TEST_CASE("a step must be a plain number above 0") {
    for (const std::string_view step :
         {"", "0", "-0.01", "nan", "1e37", "1e-37", "1234567890123456789", "0.0.1"}) {
        CAPTURE(step);
        CHECK_THROWS_AS(DecimalGrid{step}, std::invalid_argument);
    }
    CHECK(count("123456789012345678", "246913578024691356") == 2);
    CHECK(count("1e36", "3e36") == 3);
}

TEST_CASE("a fault is described in one printable line") {
    const DecimalGrid grid{"0.01"};
    CHECK(grid.describe(DecimalStatus::off_grid, "0.015") ==
          "expected a multiple of 0.01, was '0.015'");
    CHECK(grid.describe(DecimalStatus::not_a_number, "a\nb\xff") ==
          "expected a number, was 'a?b?'");
    CHECK(grid.describe(DecimalStatus::out_of_range, std::string(60, '9')) ==
          "expected a multiple of 0.01 that 64 bits count, was '" + std::string(40, '9') + "...'");
    CHECK(grid.describe(DecimalStatus::parsed, "1").empty());
}

}  // namespace
}  // namespace swarmcore::feed
