#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "swarmcore/book/depth_checksum.hpp"
#include "swarmcore/core/crc32.hpp"

namespace swarmcore::book {
namespace {

DepthLevel level(std::int64_t price, std::int64_t quantity) {
    return {.price = Price{price}, .quantity = Quantity{quantity}};
}

std::uint32_t crc(std::string_view text) {
    Crc32 sum;
    sum.update(text);
    return sum.value();
}

ChecksumRule rule(ChecksumKind kind, DecimalText price, DecimalText quantity) {
    return {.kind = kind, .price = price, .quantity = quantity};
}

}  // namespace

TEST_CASE("OKX: the two documented books have the documented checksums") {
    // https://www.okx.com/docs/en/#futures_ws-checksum (v3; v5 has the same texts to be summed up)
    const ChecksumRule okx = rule(ChecksumKind::okx, {.factor = 1, .places = 1}, {});
    const auto even = okx_checksum(std::vector{level(33'661, 7), level(33'660, 6)},
                                   std::vector{level(33'668, 9), level(33'680, 8)}, okx);
    CHECK(even == static_cast<std::uint32_t>(-1'881'014'294));
    CHECK(even == crc("3366.1:7:3366.8:9:3366:6:3368:8"));
    const auto odd =
        okx_checksum(std::vector{level(33'661, 7)},
                     std::vector{level(33'668, 9), level(33'680, 8), level(33'720, 8)}, okx);
    CHECK(odd == 831'078'360U);
    CHECK(odd == crc("3366.1:7:3366.8:9:3368:8:3372:8"));
}

TEST_CASE("OKX: a number is written without zeros at its end, and with one before the point") {
    const ChecksumRule okx =
        rule(ChecksumKind::okx, {.factor = 5, .places = 5}, {.factor = 1, .places = 3});
    CHECK(okx_checksum(std::vector{level(1'406, 100)}, std::vector<DepthLevel>{}, okx) ==
          crc("0.0703:0.1"));
    CHECK(okx_checksum(std::vector{level(20'000, 12'000)}, std::vector{level(1, 5)}, okx) ==
          crc("1:12:0.00005:0.005"));
}

TEST_CASE("OKX: no level beyond the twenty-fifth counts") {
    const ChecksumRule okx = rule(ChecksumKind::okx, {}, {});
    std::vector<DepthLevel> bids;
    for (std::int64_t i = 0; i < 26; ++i) bids.push_back(level(100 - i, 1));
    const auto sum = okx_checksum(bids, {}, okx);
    bids.pop_back();
    CHECK(okx_checksum(bids, {}, okx) == sum);
    bids.pop_back();
    CHECK(okx_checksum(bids, {}, okx) != sum);
}

TEST_CASE("Kraken: digits without point and leading zeros, asks before bids, ten of each") {
    // https://docs.kraken.com/api/docs/guides/spot-ws-book-v1: "0.05000" and "0.00000304" give
    // "5000304".
    const ChecksumRule kraken =
        rule(ChecksumKind::kraken, {.factor = 1, .places = 5}, {.factor = 1, .places = 8});
    CHECK(kraken_checksum(std::vector{level(5'000, 304)}, std::vector{level(5'005, 500)}, kraken) ==
          crc("50055005000304"));
    std::vector<DepthLevel> bids(11, level(1, 2));
    std::vector<DepthLevel> asks(10, level(3, 4));
    CHECK(kraken_checksum(bids, asks, kraken) == crc("3434343434343434343412121212121212121212"));
}

TEST_CASE("Kraken: a coarser tick is written with the venue's decimal places") {
    const ChecksumRule kraken =
        rule(ChecksumKind::kraken, {.factor = 10'000, .places = 5}, {.factor = 1, .places = 8});
    CHECK(kraken_checksum({}, std::vector{level(562'183, 15'000'000)}, kraken) ==
          crc("562183000015000000"));
}

TEST_CASE("a number that 64 bits of decimal places do not hold has no checksum") {
    const auto most = level(std::numeric_limits<std::int64_t>::max(), 1);
    for (const auto& [factor, fits] : {std::pair{2ULL, true}, std::pair{3ULL, false}}) {
        const ChecksumRule both = rule(ChecksumKind::okx, {.factor = factor, .places = 18}, {});
        CHECK(okx_checksum(std::vector{most}, {}, both).has_value() == fits);
        CHECK(kraken_checksum(std::vector{most}, {}, both).has_value() == fits);
    }
}

}  // namespace swarmcore::book
