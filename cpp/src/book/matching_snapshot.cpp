#include <algorithm>
#include <tuple>
#include <utility>

#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/hash.hpp"

/// All that an engine is, as a digest and as bytes.
namespace swarmcore::book {

namespace {

constexpr std::uint16_t layout_version = 1;
/// What one order takes at least, in bytes.
constexpr std::size_t order_bytes = 80;

template <class Enum>
auto number(Enum value) {
    return static_cast<std::underlying_type_t<Enum>>(value);
}

template <class Enum>
Enum read_enum(SnapshotReader& reader, Enum first, Enum last, std::string_view what) {
    const auto value = reader.read<std::underlying_type_t<Enum>>();
    SnapshotReader::require(value >= number(first) && value <= number(last), what);
    return static_cast<Enum>(value);
}

/// What the digest takes in and what goes to bytes is written alike.
class HashWriter {
  public:
    template <std::integral Integer>
    void write(Integer value) noexcept {
        hash_.update(static_cast<std::uint64_t>(value));
    }
    [[nodiscard]] std::uint64_t digest() const noexcept { return hash_.digest(); }

  private:
    StateHash hash_;
};

bool may_wait_as(const SpecialOrder& order) {
    switch (order.status) {
        case OrderStatus::resting:
            return order.has_limit() && !order.is_stop() &&
                   (order.tif == TimeInForce::gtc || order.tif == TimeInForce::gtd);
        case OrderStatus::dormant:
            return order.is_stop();
        case OrderStatus::parked:
            return order.type <= OrderType::market;
        default:
            return true;
    }
}

}  // namespace

template <class Writer>
void MatchingEngine::write_content(Writer& writer) const {
    for (std::size_t instrument = 0; instrument < books_.size(); ++instrument) {
        const Book& book = books_[instrument];
        writer.write(number(book.phase));
        writer.write(book.bands.lowest.count());
        writer.write(book.bands.highest.count());
        writer.write(book.last_trade.count());
        std::uint64_t count = 0;
        each_order(instrument, [&](OrderSlot) { ++count; });
        writer.write(count);
        each_order(instrument, [&](OrderSlot slot) { write_order(writer, slot); });
    }
    std::vector<std::tuple<std::uint16_t, std::uint32_t, std::int64_t>> positions;
    positions_.each([&](std::uint16_t instrument, std::uint32_t owner, std::int64_t position) {
        if (position != 0) positions.emplace_back(instrument, owner, position);
    });
    std::ranges::sort(positions);
    writer.write(static_cast<std::uint64_t>(positions.size()));
    for (const auto& [instrument, owner, position] : positions) {
        writer.write(instrument);
        writer.write(owner);
        writer.write(position);
    }
}

template <class Writer>
void MatchingEngine::write_order(Writer& writer, OrderSlot slot) const {
    const SpecialOrder order = describe(slot);
    const auto id = [&](OrderSlot other) { return static_cast<std::uint64_t>(pool_[other].id); };
    writer.write(id(slot));
    writer.write(order.price.count());
    writer.write(order.open.count());
    writer.write(order.status == OrderStatus::resting ? pool_[slot].quantity.count()
                                                      : std::int64_t{0});
    writer.write(order.trigger);
    writer.write(order.offset);
    writer.write(order.expires);
    writer.write(order.owner);
    writer.write(order.display);
    writer.write(order.flags);
    writer.write(number(order.side));
    writer.write(number(order.type));
    writer.write(number(order.tif));
    writer.write(number(order.status));
    writer.write(static_cast<std::uint8_t>(order.triggered ? 1 : 0));
    writer.write(static_cast<std::uint8_t>(order.partner != no_order ? 1 : 0));
    if (order.partner != no_order) writer.write(id(order.partner));
    std::uint64_t children = 0;
    for (OrderSlot child = order.first_child; child != no_order;
         child = specials_[child].next_sibling) {
        ++children;
    }
    writer.write(children);
    for (OrderSlot child = order.first_child; child != no_order;
         child = specials_[child].next_sibling) {
        writer.write(id(child));
        writer.write(specials_[child].parent_traded.count());
    }
}

std::uint64_t MatchingEngine::state_hash() const noexcept {
    HashWriter writer;
    write_content(writer);
    return writer.digest();
}

std::vector<unsigned char> MatchingEngine::snapshot() const {
    SnapshotWriter writer{SnapshotKind::matching_engine, layout_version};
    writer.reserve(books_.size() * 40 + order_count() * (order_bytes + 24));
    writer.write(static_cast<std::uint32_t>(books_.size()));
    writer.write(number(rules_.algorithm));
    writer.write(rules_.minimum);
    writer.write(rules_.top_share);
    writer.write(last_ts_);
    writer.write(sequence_);
    writer.write(arrivals_);
    write_content(writer);
    // What the digest leaves out: when special orders arrived, in the order of the content.
    for (std::size_t instrument = 0; instrument < books_.size(); ++instrument) {
        each_order(instrument, [&](OrderSlot slot) { writer.write(describe(slot).arrival); });
    }
    return std::move(writer).finish();
}

MatchingEngine MatchingEngine::restore(std::span<const unsigned char> bytes) {
    SnapshotReader reader{bytes, SnapshotKind::matching_engine, layout_version};
    const auto instruments = reader.read<std::uint32_t>();
    SnapshotReader::require(instruments >= 1 && instruments <= 65'536, "1 to 65,536 instruments");
    MatchingRules rules;
    rules.algorithm = read_enum(reader, MatchingAlgorithm::price_time, MatchingAlgorithm::pro_rata,
                                "a known matching algorithm");
    rules.minimum = reader.read<std::int64_t>();
    rules.top_share = reader.read<std::int64_t>();
    SnapshotReader::require(rules.minimum >= 1 && rules.top_share >= 0 && rules.top_share <= 100,
                            "a minimum of 1 or more and a top share of 0 to 100");
    MatchingEngine engine{instruments, rules};
    engine.last_ts_ = reader.read<std::int64_t>();
    engine.sequence_ = reader.read<std::uint64_t>();
    engine.arrivals_ = reader.read<std::uint64_t>();
    engine.read_content(reader);
    reader.finish();
    return engine;
}

void MatchingEngine::read_content(SnapshotReader& reader) {
    std::vector<OrderSlot> slots;
    std::vector<Tie> ties;
    for (std::size_t instrument = 0; instrument < books_.size(); ++instrument) {
        Book& book = books_[instrument];
        book.phase =
            read_enum(reader, TradingPhase::continuous, TradingPhase::halted, "a known phase");
        set_attention(book, not_continuous, book.phase != TradingPhase::continuous);
        book.bands.lowest = Price{reader.read<std::int64_t>()};
        book.bands.highest = Price{reader.read<std::int64_t>()};
        const bool none = book.bands == PriceBands{};
        SnapshotReader::require(
            none || (book.bands.lowest > Price{0} && book.bands.highest >= book.bands.lowest),
            "no price bands, or a lowest price up to a highest");
        set_attention(book, has_bands, !none);
        book.last_trade = Price{reader.read<std::int64_t>()};
        SnapshotReader::require(book.last_trade >= Price{0}, "a last price of 0 or more");
        const std::size_t count = reader.read_count(order_bytes);
        for (std::size_t i = 0; i < count; ++i) {
            slots.push_back(read_order(reader, static_cast<std::uint16_t>(instrument), ties));
        }
        const bool crossed = !book.bids.empty() && !book.asks.empty() &&
                             book.bids.best_price() >= book.asks.best_price();
        SnapshotReader::require(!crossed || book.phase != TradingPhase::continuous,
                                "a book that is not crossed");
    }
    for (const Tie& tie : ties) read_tie(tie);
    const std::size_t positions = reader.read_count(14);
    for (std::size_t i = 0; i < positions; ++i) {
        const auto instrument = reader.read<std::uint16_t>();
        const auto owner = reader.read<std::uint32_t>();
        SnapshotReader::require(instrument < books_.size() && owner != 0,
                                "the position of an owner in an instrument");
        positions_.at(instrument, owner) = reader.read<std::int64_t>();
    }
    // What depends on the arrivals, which come last.
    std::vector<std::pair<std::uint64_t, OrderSlot>> reducing;
    for (const OrderSlot slot : slots) {
        const auto arrival = reader.read<std::uint64_t>();
        SnapshotReader::require(arrival <= arrivals_, "no arrival after the last");
        SpecialOrder* const order = specials_.find(slot);
        if (order == nullptr) continue;
        order->arrival = arrival;
        schedule_expiry(slot, *order);
        if (registered(*order)) reducing.emplace_back(arrival, slot);
        if (order->status == OrderStatus::dormant) {
            Book& book = books_[order->instrument];
            StopTriggers& triggers = waiting_[order->instrument].triggers;
            triggers.add(slot, *order, book.last_trade);
            triggers.expect_any_move();
            set_attention(book, has_dormant, true);
        }
    }
    std::ranges::sort(reducing);
    for (const auto& [_, slot] : reducing) join_reducing(slot, specials_[slot]);
}

OrderSlot MatchingEngine::read_order(SnapshotReader& reader, std::uint16_t instrument,
                                     std::vector<Tie>& ties) {
    const auto id = reader.read<std::uint64_t>();
    SpecialOrder order;
    order.instrument = instrument;
    order.price = Price{reader.read<std::int64_t>()};
    order.open = Quantity{reader.read<std::int64_t>()};
    const Quantity shown{reader.read<std::int64_t>()};
    order.trigger = reader.read<std::int64_t>();
    order.offset = reader.read<std::int64_t>();
    order.expires = reader.read<std::int64_t>();
    order.owner = reader.read<std::uint32_t>();
    order.display = reader.read<std::uint32_t>();
    order.flags = reader.read<std::uint16_t>();
    order.side = read_enum(reader, Side::ask, Side::bid, "a side of +1 or -1");
    order.type = read_enum(reader, OrderType::limit, OrderType::trailing_stop, "a known type");
    order.tif = read_enum(reader, TimeInForce::gtc, TimeInForce::at_close, "a known time in force");
    order.status = read_enum(reader, OrderStatus::resting, OrderStatus::waiting, "a known status");
    order.triggered = reader.read<std::uint8_t>() != 0;
    const bool resting = order.status == OrderStatus::resting;
    SnapshotReader::require(number(order.side) != 0, "a side of +1 or -1");
    SnapshotReader::require(order.open > Quantity{0} && shown >= Quantity{0} &&
                                shown <= order.open && resting == (shown > Quantity{0}),
                            "an order of which something is open");
    SnapshotReader::require(order.has_limit() ? order.price > Price{0} : order.price == Price{0},
                            "a price of 1 or more of an order that has a limit");
    SnapshotReader::require(may_wait_as(order), "an order where its kind may be");
    SnapshotReader::require(index_.find(OrderId{id}, pool_) == no_order, "each order id but once");
    Incoming entry;
    entry.id = OrderId{id};
    entry.owner = order.owner;
    const OrderSlot slot = settle(entry);
    const bool plain = resting && order.type == OrderType::limit && order.tif == TimeInForce::gtc &&
                       order.flags == 0 && order.display == 0;
    if (!plain) specials_.add(slot, order);
    if (resting) {
        const LevelSlot level = books_[instrument].side(order.side).find(order.price);
        SnapshotReader::require(level == no_level || fits(levels_[level], shown),
                                "quantities at a price within 64 bits");
        pool_[slot].quantity = shown;
        Level& joined = levels_[join_level(slot, instrument, order.side, order.price)];
        if (!plain) joined.reserved = 1;
        waiting_[instrument].hidden.add(order.open - shown);
    } else {
        list_of(order).append(pool_, slot);
    }
    if (reader.read<std::uint8_t>() != 0) {
        const auto partner = reader.read<std::uint64_t>();
        ties.push_back({.first = slot, .second = partner, .bracket = false, .traded = Quantity{0}});
    }
    // A count, an id and a quantity each.
    const std::size_t children = reader.read_count(16);
    for (std::size_t i = 0; i < children; ++i) {
        const auto child = reader.read<std::uint64_t>();
        ties.push_back({.first = slot,
                        .second = child,
                        .bracket = true,
                        .traded = Quantity{reader.read<std::int64_t>()}});
    }
    return slot;
}

void MatchingEngine::read_tie(const Tie& tie) {
    const OrderSlot second = index_.find(OrderId{tie.second}, pool_);
    SnapshotReader::require(second != no_order && second != tie.first, "links between live orders");
    const SpecialOrder before = describe(second);
    SnapshotReader::require(before.instrument == describe(tie.first).instrument,
                            "links within an instrument");
    if (tie.bracket) {
        SnapshotReader::require(before.status == OrderStatus::held && before.parent == no_order &&
                                    tie.traded >= Quantity{0},
                                "held children of one parent");
        join_parent(tie.first, second, tie.traded);
    } else {
        // Both of a pair name each other; the first of the two ties them.
        const OrderSlot partner = describe(tie.first).partner;
        SnapshotReader::require(partner == before.partner
                                    ? partner == no_order
                                    : partner == second && before.partner == tie.first,
                                "partners of one another");
        join_partner(tie.first, second);
    }
}

}  // namespace swarmcore::book
