#include <doctest/doctest.h>

#include <string_view>

#include "swarmcore/core/crc32.hpp"

namespace swarmcore {
namespace {

constexpr std::uint32_t crc(std::string_view text) {
    Crc32 sum;
    sum.update(text);
    return sum.value();
}

}  // namespace

TEST_CASE("the CRC-32 of the nine digits is its published check value") {
    static_assert(crc("123456789") == 0xcbf43926U);
    CHECK(crc("123456789") == 0xcbf43926U);
    CHECK(crc("") == 0);
}

TEST_CASE("a text may be summed up in parts") {
    Crc32 sum;
    sum.update("1234");
    sum.update(static_cast<unsigned char>('5'));
    sum.update("6789");
    CHECK(sum.value() == 0xcbf43926U);
}

}  // namespace swarmcore
