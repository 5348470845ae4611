#include "swarmcore/book/snapshot.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "swarmcore/core/error.hpp"

namespace swarmcore::book {

namespace {

constexpr std::array<unsigned char, 8> magic{'S', 'W', 'R', 'M', 'B', 'O', 'O', 'K'};
constexpr std::size_t length_offset = 16;
constexpr std::size_t header_bytes = 24;
constexpr std::size_t checksum_bytes = 8;

std::uint64_t load(std::span<const unsigned char> bytes) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        word |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    }
    return word;
}

std::uint64_t checksum(std::span<const unsigned char> bytes) {
    StateHash hash;
    hash.update(bytes);
    return hash.digest();
}

const char* name_of(std::uint64_t kind) {
    switch (static_cast<SnapshotKind>(kind)) {
        case SnapshotKind::order_book:
            return "an OrderBook";
        case SnapshotKind::order_books:
            return "OrderBooks";
        case SnapshotKind::depth_book:
            return "a DepthBook";
        case SnapshotKind::matching_engine:
            return "a MatchingEngine";
    }
    return "something unknown";
}

[[noreturn]] void refuse(const std::string& what) {
    throw BookError{0, "snapshot: expected " + what};
}

}  // namespace

SnapshotWriter::SnapshotWriter(SnapshotKind kind, std::uint16_t version) {
    bytes_.assign(magic.begin(), magic.end());
    write(static_cast<std::uint16_t>(kind));
    write(version);
    write(std::uint32_t{0});
    write(std::uint64_t{0});
}

void SnapshotWriter::reserve(std::size_t payload_bytes) {
    bytes_.reserve(header_bytes + payload_bytes + checksum_bytes);
}

std::vector<unsigned char> SnapshotWriter::finish() && {
    const std::uint64_t length = bytes_.size() - header_bytes;
    for (std::size_t i = 0; i < 8; ++i) {
        bytes_[length_offset + i] = static_cast<unsigned char>(length >> (8 * i));
    }
    write(checksum(bytes_));
    return std::move(bytes_);
}

SnapshotReader::SnapshotReader(std::span<const unsigned char> bytes, SnapshotKind kind,
                               std::uint16_t version) {
    const auto count = [](std::uint64_t number) { return std::to_string(number); };
    if (bytes.size() < header_bytes + checksum_bytes) {
        refuse(count(header_bytes + checksum_bytes) + " bytes or more, was " + count(bytes.size()) +
               " (truncated?)");
    }
    if (!std::ranges::equal(bytes.first(magic.size()), magic)) {
        refuse("bytes that begin with SWRMBOOK, was another beginning (no snapshot of a book?)");
    }
    const std::uint64_t length = load(bytes.subspan(length_offset, 8));
    const std::size_t payload = bytes.size() - header_bytes - checksum_bytes;
    if (length != payload) {
        refuse("a payload of " + count(length) + " bytes, was " + count(payload) +
               (payload < length ? " (truncated?)" : ""));
    }
    const std::size_t checked = header_bytes + payload;
    if (checksum(bytes.first(checked)) != load(bytes.subspan(checked))) {
        refuse("bytes that match their checksum, was a difference (corrupted?)");
    }
    if (const std::uint64_t was = load(bytes.subspan(8, 2));
        was != static_cast<std::uint64_t>(kind)) {
        refuse("that of " + std::string{name_of(static_cast<std::uint64_t>(kind))} +
               ", was that of " + name_of(was));
    }
    if (const std::uint64_t was = load(bytes.subspan(10, 2)); was != version) {
        refuse("version " + count(version) + ", was " + count(was) +
               " (written by another version of swarmcore)");
    }
    rest_ = bytes.subspan(header_bytes, payload);
}

std::size_t SnapshotReader::read_count(std::size_t record_bytes) {
    const auto count = read<std::uint64_t>();
    require(count <= rest_.size() / record_bytes, "no more records than there are bytes");
    return static_cast<std::size_t>(count);
}

void SnapshotReader::require(bool fact, std::string_view what) {
    if (!fact) refuse(std::string{what} + ", was otherwise (written by no book?)");
}

void SnapshotReader::finish() const {
    require(rest_.empty(), "nothing after the last record");
}

std::span<const unsigned char> SnapshotReader::take(std::size_t count) {
    require(count <= rest_.size(), "another record");
    const auto taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
}

}  // namespace swarmcore::book
