#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "swarmcore/book/mirrored_book.hpp"

/// What a mirrored book lets be read, its digest and its snapshot.
namespace swarmcore::book {

namespace {

/// Visits the levels of a side, best first, while `visit(level)` says to go on.
template <class Visit>
void walk(const MirrorStore& store, const PriceLadder& ladder, Visit&& visit) {
    for (LevelSlot slot = ladder.best(); slot != no_level;) {
        const Level& level = store.levels[slot];
        if (!visit(level)) return;
        slot = ladder.next_worse(level.price);
    }
}

}  // namespace

std::vector<DepthLevel> MirroredBook::depth(const MirrorStore& store, Side side,
                                            std::size_t levels) const {
    std::vector<DepthLevel> result;
    result.reserve(std::min(levels, ladder(side).size()));
    if (levels == 0) return result;
    walk(store, ladder(side), [&](const Level& level) {
        result.push_back(describe(level));
        return result.size() < levels;
    });
    return result;
}

std::optional<double> MirroredBook::imbalance(const MirrorStore& store,
                                              std::size_t levels) const noexcept {
    Imbalance sum;
    if (levels == 0) return std::nullopt;
    for (const Side side : {Side::bid, Side::ask}) {
        std::size_t seen = 0;
        walk(store, ladder(side), [&](const Level& level) {
            sum.add(side, level.quantity);
            return ++seen < levels;
        });
    }
    return sum.value();
}

std::optional<double> MirroredBook::price_to_fill(const MirrorStore& store, Side side,
                                                  Quantity quantity) const noexcept {
    PriceToFill price{quantity};
    walk(store, ladder(opposite(side)),
         [&](const Level& level) { return price.take(level.price, level.quantity); });
    return price.value();
}

std::optional<Quantity> MirroredBook::queue_ahead(const MirrorStore& store,
                                                  OrderId order) const noexcept {
    const OrderKey wanted{.id = order, .scope = instrument_};
    const OrderIndex::Place place = store.index.search(wanted, store.orders);
    if (!place.found()) return std::nullopt;
    Quantity ahead;
    for (OrderSlot slot = store.orders[place.slot].previous; slot != no_order;
         slot = store.orders[slot].previous) {
        ahead += store.orders[slot].quantity;
    }
    return ahead;
}

std::optional<BookOrder> MirroredBook::find(const MirrorStore& store,
                                            OrderId order) const noexcept {
    const OrderIndex::Place place =
        store.index.search(OrderKey{.id = order, .scope = instrument_}, store.orders);
    if (!place.found()) return std::nullopt;
    const OrderNode& node = store.orders[place.slot];
    const Level& level = store.levels[node.level];
    return BookOrder{
        .id = order, .price = level.price, .quantity = node.quantity, .side = level.side};
}

Quantity MirroredBook::quantity_at(const MirrorStore& store, Side side,
                                   Price price) const noexcept {
    const LevelSlot slot = ladder(side).find(price);
    return slot == no_level ? Quantity{} : store.levels[slot].quantity;
}

void MirroredBook::hash(const MirrorStore& store, StateHash& state) const noexcept {
    for (const Side side : {Side::bid, Side::ask}) {
        state.update(static_cast<std::uint64_t>(ladder(side).size()));
        walk(store, ladder(side), [&](const Level& level) {
            state.update(level.price.count());
            state.update(static_cast<std::uint64_t>(level.orders));
            for (OrderSlot slot = level.head; slot != no_order; slot = store.orders[slot].next) {
                state.update(static_cast<std::uint64_t>(store.orders[slot].id));
                state.update(store.orders[slot].quantity.count());
            }
            return true;
        });
    }
}

void MirroredBook::write(const MirrorStore& store, SnapshotWriter& writer) const {
    writer.write(last_ts_);
    writer.write(flow_.low());
    writer.write(flow_.wraps());
    for (const Side side : {Side::bid, Side::ask}) {
        writer.write(static_cast<std::uint64_t>(ladder(side).size()));
        walk(store, ladder(side), [&](const Level& level) {
            writer.write(level.price.count());
            writer.write(static_cast<std::uint64_t>(level.orders));
            for (OrderSlot slot = level.head; slot != no_order; slot = store.orders[slot].next) {
                writer.write(static_cast<std::uint64_t>(store.orders[slot].id));
                writer.write(store.orders[slot].quantity.count());
            }
            return true;
        });
    }
}

void MirroredBook::read(MirrorStore& store, SnapshotReader& reader) {
    constexpr std::size_t level_bytes = 16;
    constexpr std::size_t order_bytes = 16;
    BookMessage message{.ts = reader.read<std::int64_t>(), .kind = MessageKind::add};
    const auto low = reader.read<std::int64_t>();
    const auto wraps = reader.read<std::int64_t>();
    for (const Side side : {Side::bid, Side::ask}) {
        message.side = side;
        const std::size_t levels = reader.read_count(level_bytes);
        for (std::size_t i = 0; i < levels; ++i) {
            const auto price = reader.read<std::int64_t>();
            SnapshotReader::require(
                i == 0 || (side == Side::bid ? price < message.price : price > message.price),
                "levels from the best on");
            message.price = price;
            const std::size_t orders = reader.read_count(order_bytes);
            SnapshotReader::require(orders > 0, "an order at every level");
            for (std::size_t j = 0; j < orders; ++j) {
                message.order_id = reader.read<std::uint64_t>();
                message.quantity = reader.read<std::int64_t>();
                SnapshotReader::require(apply(store, message) == BookStatus::applied,
                                        "orders that a book can hold");
            }
        }
    }
    last_ts_ = message.ts;
    flow_ = OrderFlow::of(low, wraps);
}

}  // namespace swarmcore::book
