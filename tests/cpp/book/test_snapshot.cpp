#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::book {
namespace {

std::vector<unsigned char> sample() {
    SnapshotWriter writer{SnapshotKind::order_book, 3};
    writer.write(std::uint64_t{2});
    writer.write(std::numeric_limits<std::int64_t>::min());
    writer.write(std::uint8_t{7});
    writer.write(std::int16_t{-2});
    return std::move(writer).finish();
}

std::string refusal(const std::vector<unsigned char>& bytes,
                    SnapshotKind kind = SnapshotKind::order_book, std::uint16_t version = 3) {
    try {
        const SnapshotReader reader{bytes, kind, version};
    } catch (const BookError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a snapshot reads as it was written") {
    const auto bytes = sample();
    CHECK(bytes.size() == 24 + 19 + 8);
    SnapshotReader reader{bytes, SnapshotKind::order_book, 3};
    CHECK(reader.read_count(5) == 2);
    CHECK(reader.read<std::int64_t>() == std::numeric_limits<std::int64_t>::min());
    CHECK_THROWS_AS(reader.finish(), BookError);
    CHECK(reader.read<std::uint8_t>() == 7);
    CHECK(reader.read<std::int16_t>() == -2);
    CHECK_NOTHROW(reader.finish());
    CHECK_THROWS_AS(static_cast<void>(reader.read<std::uint8_t>()), BookError);
}

TEST_CASE("a snapshot that lost its end is refused, wherever it was cut") {
    const auto bytes = sample();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_FALSE(
            refusal({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}).empty());
    }
    CHECK(refusal({}) == "snapshot: expected 32 bytes or more, was 0 (truncated?)");
    CHECK(refusal({bytes.begin(), bytes.end() - 1}) ==
          "snapshot: expected a payload of 19 bytes, was 18 (truncated?)");
}

TEST_CASE("a snapshot with any one bit changed is refused") {
    auto bytes = sample();
    for (unsigned char& byte : bytes) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            byte = static_cast<unsigned char>(byte ^ (1U << bit));
            CHECK_FALSE(refusal(bytes).empty());
            byte = static_cast<unsigned char>(byte ^ (1U << bit));
        }
    }
    CHECK(refusal(bytes).empty());
}

TEST_CASE("a snapshot of another kind or version is refused by name") {
    CHECK(refusal(sample(), SnapshotKind::matching_engine) ==
          "snapshot: expected that of a MatchingEngine, was that of an OrderBook");
    CHECK(refusal(sample(), SnapshotKind::order_book, 4) ==
          "snapshot: expected version 4, was 3 (written by another version of swarmcore)");
}

TEST_CASE("a count that the bytes cannot hold is refused before anyone reserves for it") {
    SnapshotWriter writer{SnapshotKind::order_book, 1};
    writer.write(std::numeric_limits<std::uint64_t>::max());
    const auto bytes = std::move(writer).finish();
    SnapshotReader reader{bytes, SnapshotKind::order_book, 1};
    CHECK_THROWS_WITH_AS(static_cast<void>(reader.read_count(1)),
                         "snapshot: expected no more records than there are bytes, was otherwise "
                         "(written by no book?)",
                         BookError);
}

}  // namespace swarmcore::book
