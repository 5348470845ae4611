#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "swarmcore/core/hash.hpp"

namespace swarmcore::book {

/// Whose state a snapshot holds.
enum class SnapshotKind : std::uint16_t {
    order_book = 1,
    order_books = 2,
    depth_book = 3,
    matching_engine = 4,
};

/// Writes the state of a book to bytes that are the same on every machine:
///
/// | bytes | what                                                            |
/// |-------|-----------------------------------------------------------------|
/// | 0-7   | "SWRMBOOK"                                                      |
/// | 8-9   | kind                                                            |
/// | 10-11 | version of the kind's layout                                    |
/// | 12-15 | 0                                                               |
/// | 16-23 | n, the length of the payload                                    |
/// | 24-   | the payload: integers of 1 to 8 bytes, little-endian            |
/// | last 8| `StateHash` of all that comes before                            |
class SnapshotWriter {
  public:
    SnapshotWriter(SnapshotKind kind, std::uint16_t version);

    template <std::integral Integer>
    void write(Integer value) {
        const auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
        for (std::size_t i = 0; i < sizeof(Integer); ++i) {
            bytes_.push_back(static_cast<unsigned char>(bits >> (8 * i)));
        }
    }
    void reserve(std::size_t payload_bytes);
    /// The finished snapshot; the writer is spent.
    [[nodiscard]] std::vector<unsigned char> finish() &&;

  private:
    std::vector<unsigned char> bytes_;
};

/// Reads what a `SnapshotWriter` wrote. Whatever cannot be right throws `BookError` (row 0)
/// that says in one line what was expected, before any of the payload is given out.
class SnapshotReader {
  public:
    /// Checks length, kind, version and checksum. `bytes` must outlive the reader.
    SnapshotReader(std::span<const unsigned char> bytes, SnapshotKind kind, std::uint16_t version);

    template <std::integral Integer>
    [[nodiscard]] Integer read() {
        const std::span<const unsigned char> bytes = take(sizeof(Integer));
        std::make_unsigned_t<Integer> bits = 0;
        for (std::size_t i = 0; i < sizeof(Integer); ++i) {
            bits = static_cast<std::make_unsigned_t<Integer>>(
                bits | static_cast<std::uint64_t>(bytes[i]) << (8 * i));
        }
        return static_cast<Integer>(bits);
    }
    /// A count of records to come, each of which takes `record_bytes` at least: refuses one for
    /// which too few bytes are left, so that it can be trusted in a `reserve`.
    [[nodiscard]] std::size_t read_count(std::size_t record_bytes);
    /// Throws unless `fact`: "snapshot: expected <what>, was otherwise (written by no book?)".
    static void require(bool fact, std::string_view what);
    /// Throws unless all of the payload has been read.
    void finish() const;

  private:
    std::span<const unsigned char> take(std::size_t count);

    std::span<const unsigned char> rest_;
};

}  // namespace swarmcore::book
