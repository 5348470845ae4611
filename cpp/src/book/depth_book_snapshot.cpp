#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/hash.hpp"

/// A book by price as a digest and as bytes.
namespace swarmcore::book {

namespace {

constexpr std::uint16_t snapshot_version = 1;
constexpr std::size_t level_bytes = 16;
constexpr std::size_t change_bytes = 17;

bool read_flag(SnapshotReader& reader) {
    const auto flag = reader.read<std::uint8_t>();
    SnapshotReader::require(flag <= 1, "a flag of 0 or 1");
    return flag != 0;
}

void write(SnapshotWriter& writer, const std::optional<DepthLevel>& level) {
    writer.write(level ? level->price.count() : 0);
    writer.write(level ? level->quantity.count() : 0);
}

std::optional<DepthLevel> read_level(SnapshotReader& reader) {
    const auto price = reader.read<std::int64_t>();
    const auto quantity = reader.read<std::int64_t>();
    const bool none = price == 0 && quantity == 0;
    SnapshotReader::require(none || (price > 0 && quantity > 0),
                            "a level of 1 tick and lot or more");
    if (none) return std::nullopt;
    return DepthLevel{.price = Price{price}, .quantity = Quantity{quantity}};
}

void write(SnapshotWriter& writer, const DepthSide& side) {
    writer.write(static_cast<std::uint64_t>(side.size()));
    side.walk([&](const DepthLevel& level) {
        write(writer, level);
        return true;
    });
}

void read(SnapshotReader& reader, DepthSide& side) {
    for (std::size_t left = reader.read_count(level_bytes); left > 0; --left) {
        const auto price = reader.read<std::int64_t>();
        const auto quantity = reader.read<std::int64_t>();
        SnapshotReader::require(price > 0 && quantity > 0, "a level of 1 tick and lot or more");
        const Quantity before = side.exchange(Price{price}, Quantity{quantity});
        SnapshotReader::require(before == Quantity{0}, "one level a price");
    }
}

void write(SnapshotWriter& writer, const DecimalText& text) {
    writer.write(text.factor);
    writer.write(static_cast<std::uint32_t>(text.places));
}

DecimalText read_text(SnapshotReader& reader) {
    const auto factor = reader.read<std::uint64_t>();
    const auto places = reader.read<std::uint32_t>();
    SnapshotReader::require(factor > 0 && places <= 18, "a factor above 0 and at most 18 places");
    return {.factor = factor, .places = places};
}

DepthRules read_rules(SnapshotReader& reader) {
    const auto kind = reader.read<std::uint8_t>();
    SnapshotReader::require(kind <= static_cast<std::uint8_t>(ChecksumKind::okx),
                            "a known kind of checksum");
    DepthRules rules;
    rules.checksum.kind = static_cast<ChecksumKind>(kind);
    rules.checksum.price = read_text(reader);
    rules.checksum.quantity = read_text(reader);
    rules.levels = static_cast<std::size_t>(reader.read<std::uint64_t>());
    return rules;
}

}  // namespace

std::uint64_t DepthBook::state_hash() const noexcept {
    StateHash state;
    for (const DepthSide* side : {&bids_, &asks_}) {
        state.update(static_cast<std::uint64_t>(side->size()));
        side->walk([&](const DepthLevel& level) {
            state.update(level.price.count());
            state.update(level.quantity.count());
            return true;
        });
    }
    return state.digest();
}

std::vector<unsigned char> DepthBook::snapshot() const {
    SnapshotWriter writer{SnapshotKind::depth_book, snapshot_version};
    writer.reserve(256 + level_count() * level_bytes + changes_.size() * change_bytes);
    writer.write(static_cast<std::uint8_t>(rules_.checksum.kind));
    write(writer, rules_.checksum.price);
    write(writer, rules_.checksum.quantity);
    writer.write(static_cast<std::uint64_t>(rules_.levels));
    write(writer, bids_);
    write(writer, asks_);
    write(writer, last_quotes_.bid);
    write(writer, last_quotes_.ask);
    writer.write(flow_.low());
    writer.write(flow_.wraps());
    writer.write(last_update_);
    writer.write(last_ts_);
    writer.write(open_update_);
    writer.write(open_ts_);
    for (const bool flag : {open_, replaces_, waiting_, after_snapshot_}) {
        writer.write(static_cast<std::uint8_t>(flag));
    }
    for (const std::uint64_t count : {gap_count_, stale_count_, waiting_count_, checksum_count_}) {
        writer.write(count);
    }
    writer.write(static_cast<std::uint64_t>(changes_.size()));
    for (const Change& change : changes_) {
        writer.write(change.price.count());
        writer.write(change.before.count());
        writer.write(static_cast<std::int8_t>(change.side));
    }
    return std::move(writer).finish();
}

DepthBook DepthBook::restore(std::span<const unsigned char> bytes) {
    SnapshotReader reader{bytes, SnapshotKind::depth_book, snapshot_version};
    DepthBook book{read_rules(reader)};
    read(reader, book.bids_);
    read(reader, book.asks_);
    book.last_quotes_.bid = read_level(reader);
    book.last_quotes_.ask = read_level(reader);
    const auto low = reader.read<std::int64_t>();
    book.flow_ = OrderFlow::of(low, reader.read<std::int64_t>());
    book.last_update_ = reader.read<std::uint64_t>();
    book.last_ts_ = reader.read<std::int64_t>();
    book.open_update_ = reader.read<std::uint64_t>();
    book.open_ts_ = reader.read<std::int64_t>();
    for (bool* const flag : {&book.open_, &book.replaces_, &book.waiting_, &book.after_snapshot_}) {
        *flag = read_flag(reader);
    }
    for (std::uint64_t* const count :
         {&book.gap_count_, &book.stale_count_, &book.waiting_count_, &book.checksum_count_}) {
        *count = reader.read<std::uint64_t>();
    }
    for (std::size_t left = reader.read_count(change_bytes); left > 0; --left) {
        const auto price = reader.read<std::int64_t>();
        const auto before = reader.read<std::int64_t>();
        const auto side = reader.read<std::int8_t>();
        SnapshotReader::require(price > 0 && before >= 0 && (side == 1 || side == -1),
                                "a change of a level");
        book.changes_.push_back({.price = Price{price},
                                 .before = Quantity{before},
                                 .side = side == 1 ? Side::bid : Side::ask});
    }
    SnapshotReader::require(book.open_ || book.changes_.empty(), "changes of an open update only");
    reader.finish();
    return book;
}

}  // namespace swarmcore::book
