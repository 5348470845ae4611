#include "swarmcore/book/mirrored_book.hpp"

#include <algorithm>

namespace swarmcore::book {

namespace {

DepthLevel describe(const Level& level) {
    return {.price = level.price,
            .quantity = level.quantity,
            .orders = static_cast<std::int64_t>(level.orders)};
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

BookStatus MirroredBook::apply(MirrorStore& store, const BookMessage& message) noexcept {
    if (message.ts < last_ts_) return BookStatus::time_went_back;
    BookStatus status = BookStatus::applied;
    switch (message.kind) {
        case MessageKind::add:
            status = add(store, message);
            break;
        case MessageKind::reduce:
        case MessageKind::execute:
            status = reduce(store, message);
            break;
        case MessageKind::delete_:
            status = remove(store, message);
            break;
        case MessageKind::replace:
            status = replace(store, message);
            break;
        case MessageKind::trade:
            break;
        case MessageKind::clear:
            clear(store);
            break;
        default:
            return BookStatus::unknown_kind;
    }
    if (status == BookStatus::applied) last_ts_ = message.ts;
    return status;
}

BookStatus MirroredBook::add(MirrorStore& store, const BookMessage& message) noexcept {
    const OrderIndex::Place place = store.index.search(key(message.order_id), store.orders);
    if (place.found()) return BookStatus::duplicate_order;
    if (message.side != Side::bid && message.side != Side::ask) return BookStatus::bad_side;
    if (message.price <= 0) return BookStatus::bad_price;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    const Price price{message.price};
    const Quantity quantity{message.quantity};
    LevelSlot level = no_level;
    if (!fits(store, message.side, price, quantity, level)) return BookStatus::quantity_overflow;

    const OrderSlot slot = store.orders.take();
    OrderNode& order = store.orders[slot];
    order.id = OrderId{message.order_id};
    order.quantity = quantity;
    order.owner = instrument_;
    level = join(store, slot, message.side, price, level);
    store.index.insert(place, slot);
    ++order_count_;
    if (level == ladder(message.side).best()) flow_.add(message.side, quantity);
    return BookStatus::applied;
}

BookStatus MirroredBook::reduce(MirrorStore& store, const BookMessage& message) noexcept {
    const OrderIndex::Place place = store.index.search(key(message.order_id), store.orders);
    if (!place.found()) return BookStatus::unknown_order;
    if (message.quantity <= 0) return BookStatus::bad_quantity;
    OrderNode& order = store.orders[place.slot];
    const Quantity quantity{message.quantity};
    if (quantity > order.quantity) return BookStatus::quantity_exceeds_order;

    Level& level = store.levels[order.level];
    const Side side = level.side;
    if (order.level == ladder(side).best()) flow_.add(side, -quantity);
    if (quantity == order.quantity) {
        leave(store, place.slot);
        store.index.erase(place);
        store.orders.give_back(place.slot);
        --order_count_;
    } else {
        order.quantity -= quantity;
        level.quantity -= quantity;
    }
    return BookStatus::applied;
}

BookStatus MirroredBook::remove(MirrorStore& store, const BookMessage& message) noexcept {
    const OrderIndex::Place place = store.index.search(key(message.order_id), store.orders);
    if (!place.found()) return BookStatus::unknown_order;

    const OrderNode& order = store.orders[place.slot];
    const Side side = store.levels[order.level].side;
    if (order.level == ladder(side).best()) flow_.add(side, -order.quantity);
    leave(store, place.slot);
    store.index.erase(place);
    store.orders.give_back(place.slot);
    --order_count_;
    return BookStatus::applied;
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
    Level& old_level = store.levels[order.level];
    const Side side = old_level.side;
    if (price == old_level.price) {
        // What the order itself holds leaves before it joins again.
        old_level.quantity -= order.quantity;
        const bool fitting = book::fits(old_level, quantity);
        old_level.quantity += order.quantity;
        if (!fitting) return BookStatus::quantity_overflow;
    } else if (LevelSlot level = no_level; !fits(store, side, price, quantity, level)) {
        return BookStatus::quantity_overflow;
    }

    const std::optional<DepthLevel> before = best(store, side);
    leave(store, place.slot);
    if (renamed) {
        store.index.erase(place);
        store.index.insert(store.index.search(key(id), store.orders), place.slot);
        order.id = OrderId{id};
    }
    order.quantity = quantity;
    join(store, place.slot, side, price, ladder(side).find(price));
    flow_.change(side, before, best(store, side));
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

bool MirroredBook::fits(const MirrorStore& store, Side side, Price price, Quantity quantity,
                        LevelSlot& level) const noexcept {
    level = ladder(side).find(price);
    return level == no_level || book::fits(store.levels[level], quantity);
}

LevelSlot MirroredBook::join(MirrorStore& store, OrderSlot slot, Side side, Price price,
                             LevelSlot level) noexcept {
    if (level == no_level) {
        level = store.levels.take();
        store.levels[level] = {.price = price, .instrument = instrument_, .side = side};
        ladder(side).insert(price, level);
    }
    store.orders[slot].level = level;
    append(store.orders, store.levels[level], slot);
    return level;
}

void MirroredBook::leave(MirrorStore& store, OrderSlot slot) noexcept {
    const LevelSlot level_slot = store.orders[slot].level;
    Level& level = store.levels[level_slot];
    unlink(store.orders, level, slot);
    if (level.orders == 0) {
        ladder(level.side).erase(level.price);
        store.levels.give_back(level_slot);
    }
}

void MirroredBook::prefetch_add(const MirrorStore& store,
                                const BookMessage& message) const noexcept {
    const PriceLadder& side = message.side == Side::bid ? bids_ : asks_;
    if (const LevelSlot level = side.find(Price{message.price}); level != no_level) {
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
    writer.write(flow_.high());
    writer.write(flow_.low());
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
    const auto high = reader.read<std::uint64_t>();
    const auto low = reader.read<std::uint64_t>();
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
    flow_ = OrderFlow::of(high, low);
}

}  // namespace swarmcore::book
