#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "byte_source.hpp"
#include "snapshot_books.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/error.hpp"

/// Bytes as snapshots, whole or the payload alone under a right header and checksum, or edits of
/// the snapshot of a book that was used: refused, or a book that works.
namespace swarmcore::fuzz {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t header_bytes = 24;
constexpr std::size_t checksum_bytes = 8;

Bytes sealed(book::SnapshotKind kind, std::uint16_t version,
             std::span<const std::uint8_t> payload) {
    book::SnapshotWriter writer{kind, version};
    for (const std::uint8_t byte : payload) writer.write(byte);
    return std::move(writer).finish();
}

template <class Kind>
Bytes snapshot_from(ByteSource& source) {
    switch (source.below(3)) {
        case 0:
            return {source.rest().begin(), source.rest().end()};
        case 1: {
            const auto version = static_cast<std::uint16_t>(source.below(3));
            return sealed(Kind::kind, version, source.rest());
        }
        default:
            break;
    }
    const Bytes whole = Kind::made(source).snapshot();
    Bytes payload{whole.begin() + header_bytes, whole.end() - checksum_bytes};
    for (std::uint64_t edits = source.below(8); edits > 0; --edits) {
        payload.at(source.below(payload.size())) = static_cast<unsigned char>(source.bytes(1));
    }
    if (source.below(8) == 0) payload.resize(source.below(payload.size() + 16));
    return sealed(Kind::kind, 1, payload);
}

template <class Kind>
void restore(ByteSource& source) {
    using Book = typename Kind::Book;
    const Bytes bytes = snapshot_from<Kind>(source);
    try {
        Book book = Book::restore(bytes);
        require(Book::restore(book.snapshot()).state_hash() == book.state_hash(),
                "the hash from before a snapshot");
        Kind::use(book, source);
        require(Book::restore(book.snapshot()).state_hash() == book.state_hash(),
                "the hash from before a snapshot, after more was done");
    } catch (const BookError& error) {
        require(error.row() == 0, "row 0 of an error that has none");
    }
}

void run(ByteSource source) {
    switch (source.below(4)) {
        case 0:
            return restore<Engines>(source);
        case 1:
            return restore<Books>(source);
        case 2:
            return restore<ManyBooks>(source);
        default:
            return restore<DepthBooks>(source);
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    swarmcore::fuzz::run(swarmcore::fuzz::ByteSource{std::span{data, size}});
    return 0;
}
