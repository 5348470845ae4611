#include "swarmcore/book/mirrored_book.hpp"

#include <algorithm>

#include "swarmcore/core/choose.hpp"
#include "swarmcore/core/dispatch.hpp"

namespace swarmcore::book {

namespace {

DepthLevel describe(const Level& level) {
    return {.price = level.price,
            .quantity = level.quantity,
            .orders = static_cast<std::int64_t>(level.orders)};
}

bool is_removal(MessageKind kind) {
    return kind == MessageKind::reduce || kind == MessageKind::delete_ ||
           kind == MessageKind::execute;
}

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

SWARMCORE_ALWAYS_INLINE BookStatus MirroredBook::add(MirrorStore& store, OrderIndex::Probe probe,
                                                     const BookMessage& message) noexcept {
    const auto place = store.index.search(probe, key(message.order_id), store.orders);
    if (place.found()) return BookStatus::duplicate_order;
    if (message.side != Side::bid && message.side != Side::ask) return BookStatus::bad_side;
    if (message.price <= 0) return BookStatus::bad_price;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    const Price price{message.price};
    const Quantity quantity{message.quantity};
    PriceLadder& side = ladder(message.side);
    LevelSlot level = side.find(price);
    if (level == no_level) {
        level = make_level(store, side, price);
    } else if (!fits(store.levels[level], quantity)) {
        return BookStatus::quantity_overflow;
    }

    const OrderSlot slot = store.orders.take();
    OrderNode& order = store.orders[slot];
    order.id = OrderId{message.order_id};
    order.quantity = quantity;
    order.level = level;
    order.owner = instrument_;
    append(store.orders, store.levels[level], slot);
    store.index.insert(place, slot);
    ++order_count_;
    flow_.add(message.side,
              Quantity{choose(level == side.best(), quantity.count(), std::int64_t{0})});
    return BookStatus::applied;
}

SWARMCORE_ALWAYS_INLINE BookStatus MirroredBook::remove(MirrorStore& store, OrderIndex::Probe probe,
                                                        const BookMessage& message) noexcept {
    const auto place = store.index.search(probe, key(message.order_id), store.orders);
    if (!place.found()) return BookStatus::unknown_order;
    OrderNode& order = store.orders[place.slot];
    const bool all = message.kind == MessageKind::delete_;
    const Quantity quantity{choose(all, order.quantity.count(), message.quantity)};
    if (quantity <= Quantity{0}) return BookStatus::bad_quantity;
    if (quantity > order.quantity) return BookStatus::quantity_exceeds_order;

    const LevelSlot level_slot = order.level;
    Level& level = store.levels[level_slot];
    PriceLadder& side = ladder(level.side);
    flow_.add(level.side,
              Quantity{choose(level_slot == side.best(), -quantity.count(), std::int64_t{0})});
    if (quantity < order.quantity) {
        order.quantity -= quantity;
        level.quantity -= quantity;
        return BookStatus::applied;
    }
    unlink(store.orders, level, place.slot);
    if (level.orders == 0) drop_level(store, side, level_slot);
    store.index.erase(place);
    store.orders.give_back(place.slot);
    --order_count_;
    return BookStatus::applied;
}

SWARMCORE_ALWAYS_INLINE BookStatus MirroredBook::change(MirrorStore& store,
                                                        const BookMessage& message) noexcept {
    if (message.ts < last_ts_) return BookStatus::time_went_back;
    // Two kinds of change make up a feed, and no processor can tell which comes next: what both
    // begin with goes before the branch, so that a wrong guess costs less.
    const OrderIndex::Probe probe = store.index.probe(key(message.order_id));
    const BookStatus status = message.kind == MessageKind::add ? add(store, probe, message)
                              : is_removal(message.kind)       ? remove(store, probe, message)
                                                               : apply_rare(store, message);
    if (status == BookStatus::applied) last_ts_ = message.ts;
    return status;
}

BookStatus MirroredBook::apply(MirrorStore& store, const BookMessage& message) noexcept {
    return change(store, message);
}

std::size_t MirroredBook::apply(MirrorStore& store, std::span<const BookMessage> messages,
                                BookStatus& status) noexcept {
    std::size_t row = 0;
    for (; row < messages.size(); ++row) {
        status = change(store, messages[row]);
        if (status != BookStatus::applied) break;
    }
    return row;
}

BookStatus MirroredBook::apply_rare(MirrorStore& store, const BookMessage& message) noexcept {
    switch (message.kind) {
        case MessageKind::replace:
            return replace(store, message);
        case MessageKind::trade:
            return BookStatus::applied;
        case MessageKind::clear:
            clear(store);
            return BookStatus::applied;
        default:
            return BookStatus::unknown_kind;
    }
}

LevelSlot MirroredBook::make_level(MirrorStore& store, PriceLadder& side, Price price) noexcept {
    const LevelSlot slot = store.levels.take();
    store.levels[slot] = {.price = price, .instrument = instrument_, .side = side.side()};
    side.insert(price, slot);
    return slot;
}

void MirroredBook::drop_level(MirrorStore& store, PriceLadder& side, LevelSlot slot) noexcept {
    side.erase(store.levels[slot].price);
    store.levels.give_back(slot);
}

BookStatus MirroredBook::replace(MirrorStore& store, const BookMessage& message) noexcept {
    const OrderIndex::Place place = store.index.search(key(message.order_id), store.orders);
    if (!place.found()) return BookStatus::unknown_order;
    const std::uint64_t id = message.new_order_id == 0 ? message.order_id : message.new_order_id;
    const bool renamed = id != message.order_id;
    if (renamed && store.index.search(key(id), store.orders).found()) {
        return BookStatus::duplicate_order;
    }
    if (message.price <= 0) return BookStatus::bad_price;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    const Price price{message.price};
    const Quantity quantity{message.quantity};
    OrderNode& order = store.orders[place.slot];
    const LevelSlot old_slot = order.level;
    PriceLadder& side = ladder(store.levels[old_slot].side);
    LevelSlot new_slot = side.find(price);
    if (new_slot != no_level) {
        // What the order itself holds leaves before it joins again.
        Level level = store.levels[new_slot];
        if (new_slot == old_slot) level.quantity -= order.quantity;
        if (!fits(level, quantity)) return BookStatus::quantity_overflow;
    }

    const std::optional<DepthLevel> before = best(store, side.side());
    if (new_slot == no_level) new_slot = make_level(store, side, price);
    unlink(store.orders, store.levels[old_slot], place.slot);
    if (renamed) {
        store.index.erase(place);
        store.index.insert(store.index.search(key(id), store.orders), place.slot);
        order.id = OrderId{id};
    }
    order.quantity = quantity;
    order.level = new_slot;
    append(store.orders, store.levels[new_slot], place.slot);
    if (store.levels[old_slot].orders == 0) drop_level(store, side, old_slot);
    flow_.change(side.side(), before, best(store, side.side()));
    return BookStatus::applied;
}

void MirroredBook::clear(MirrorStore& store) noexcept {
    for (const Side side : {Side::bid, Side::ask}) {
        flow_.change(side, best(store, side), std::nullopt);
        PriceLadder& levels = ladder(side);
        for (LevelSlot slot = levels.best(); slot != no_level;) {
            const Level level = store.levels[slot];
            for (OrderSlot order = level.head; order != no_order;) {
                const OrderSlot next = store.orders[order].next;
                store.index.erase(OrderKey{.id = store.orders[order].id, .scope = instrument_},
                                  order);
                store.orders.give_back(order);
                order = next;
            }
            store.levels.give_back(slot);
            slot = levels.next_worse(level.price);
        }
        levels.clear();
    }
    order_count_ = 0;
}

void MirroredBook::prefetch_add(const MirrorStore& store,
                                const BookMessage& message) const noexcept {
    const LevelSlot level = ladder(message.side).find(Price{message.price});
    if (level != no_level) {
        store.levels.prefetch(level);
    }
}

std::optional<DepthLevel> MirroredBook::best(const MirrorStore& store, Side side) const noexcept {
    const LevelSlot slot = ladder(side).best();
    if (slot == no_level) return std::nullopt;
    return describe(store.levels[slot]);
}

Quotes MirroredBook::quotes(const MirrorStore& store) const noexcept {
    return {.bid = best(store, Side::bid), .ask = best(store, Side::ask)};
}

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
