#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "byte_source.hpp"
#include "reference/depth_differential.hpp"
#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/error.hpp"

/// Bytes as rows of a market-by-price feed, through DepthBook and the naive mirror: the same
/// verdicts and levels, and a snapshot changes nothing. Or edits of a book's snapshot, under a
/// right header and checksum: refused, or a book that works.
namespace swarmcore::fuzz {
namespace {

using book::DepthBook;
using book::reference::DepthRows;
using Bytes = std::vector<unsigned char>;

constexpr std::size_t header_bytes = 24;
constexpr std::size_t checksum_bytes = 8;

void check(const std::optional<std::string>& broken) {
    if (broken) require(false, broken->c_str());
}

void compare(ByteSource& source) {
    book::reference::ComparedDepth compared{static_cast<std::size_t>(source.below(4) * 3)};
    DepthRows rows{source};
    while (!source.empty()) {
        check(compared.apply(rows.next()));
        if (compared.waiting() && source.below(4) == 0) compared.resume();
        if (source.below(32) == 0) check(compared.restore());
    }
}

void use(DepthBook& book, DepthRows<ByteSource>& rows, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
        static_cast<void>(book.apply(rows.next()));
        static_cast<void>(book.checksum());
        static_cast<void>(book.order_flow_imbalance());
        if (book.needs_snapshot()) book.resume();
    }
}

void edit(ByteSource& source) {
    const auto kind = static_cast<book::ChecksumKind>(source.below(3));
    DepthBook used{
        {.checksum = {.kind = kind}, .levels = static_cast<std::size_t>(source.below(8))}};
    DepthRows rows{source};
    use(used, rows, source.below(64));
    const Bytes bytes = used.snapshot();
    Bytes payload{bytes.begin() + header_bytes, bytes.end() - checksum_bytes};
    for (std::uint64_t edits = source.below(8); edits > 0; --edits) {
        payload.at(source.below(payload.size())) = static_cast<unsigned char>(source.bytes(1));
    }
    if (source.below(8) == 0) payload.resize(source.below(payload.size() + 16));
    book::SnapshotWriter writer{book::SnapshotKind::depth_book, 1};
    for (const unsigned char byte : payload) writer.write(byte);
    try {
        DepthBook book = DepthBook::restore(std::move(writer).finish());
        require(DepthBook::restore(book.snapshot()).state_hash() == book.state_hash(),
                "the hash it had before");
        use(book, rows, 32);
        require(DepthBook::restore(book.snapshot()).state_hash() == book.state_hash(),
                "the hash it had before");
    } catch (const BookError& error) {
        require(error.row() == 0, "row 0 of an error that has none");
    }
}

void run(ByteSource source) {
    if (source.below(4) == 0) {
        edit(source);
    } else {
        compare(source);
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    swarmcore::fuzz::run(swarmcore::fuzz::ByteSource{std::span{data, size}});
    return 0;
}
