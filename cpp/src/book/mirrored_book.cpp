#include "swarmcore/book/mirrored_book.hpp"

#include <algorithm>
#include <string>

#include "swarmcore/core/choose.hpp"
#include "swarmcore/core/dispatch.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::book {

std::string describe(BookStatus status, const BookMessage& message) {
    const auto was = [](auto value) { return ", was " + std::to_string(value); };
    switch (status) {
        case BookStatus::unknown_instrument:
            return "instrument: expected one of the books" + was(message.instrument);
        case BookStatus::time_went_back:
            return "ts: expected the time of the last message or later" + was(message.ts);
        case BookStatus::unknown_kind:
            return "kind: expected 1 to 7" + was(static_cast<unsigned>(message.kind));
        case BookStatus::unknown_order:
            return "order_id: expected an order in the book" + was(message.order_id);
        case BookStatus::duplicate_order:
            return message.kind == MessageKind::replace
                       ? "new_order_id: expected an id not in the book" + was(message.new_order_id)
                       : "order_id: expected an id not in the book" + was(message.order_id);
        case BookStatus::bad_side:
            return (message.kind == MessageKind::trade ? "side: expected +1, -1 or 0"
                                                       : "side: expected +1 or -1") +
                   was(static_cast<int>(message.side));
        case BookStatus::bad_price:
            return "price: expected 1 or more" + was(message.price);
        case BookStatus::bad_quantity:
            return "quantity: expected 1 or more" + was(message.quantity);
        case BookStatus::quantity_exceeds_order:
            return "quantity: expected at most what is left of the order" + was(message.quantity);
        case BookStatus::quantity_overflow:
            return "quantity: expected a total at this price within 64 bits" +
                   was(message.quantity);
        case BookStatus::applied:
            break;
    }
    return {};
}

namespace {

bool is_removal(MessageKind kind) {
    return kind == MessageKind::reduce || kind == MessageKind::delete_ ||
           kind == MessageKind::execute;
}

/// What fits into the second-level cache is faster without looking ahead.
bool is_large(const MirrorStore& store) {
    return store.memory_bytes() > std::size_t{1} << 20U;
}

/// A trade changes nothing, but what cannot have happened is refused like anything else.
BookStatus check_trade(const BookMessage& message) noexcept {
    const auto side = static_cast<int>(message.side);
    if (side < -1 || side > 1) return BookStatus::bad_side;
    if (message.price <= 0) return BookStatus::bad_price;
    return message.quantity <= 0 ? BookStatus::bad_quantity : BookStatus::applied;
}

/// For whoever does not ask which order a message is about.
constexpr auto no_witness = [](OrderId, Price, Quantity, Side) {};

}  // namespace

void throw_refusal(std::size_t row, BookStatus status, const BookMessage& message) {
    throw BookError{row, "messages: row " + std::to_string(row) + ": " + describe(status, message)};
}

template <class Witness>
SWARMCORE_ALWAYS_INLINE BookStatus MirroredBook::add(MirrorStore& store, OrderIndex::Probe probe,
                                                     const BookMessage& message,
                                                     Witness&& witness) noexcept {
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
    store.index.insert(place, slot, store.orders);
    ++order_count_;
    witness(order.id, price, quantity, message.side);
    flow_.add(message.side,
              Quantity{choose(level == side.best(), quantity.count(), std::int64_t{0})});
    return BookStatus::applied;
}

template <class Witness>
SWARMCORE_ALWAYS_INLINE BookStatus MirroredBook::remove(MirrorStore& store, OrderIndex::Probe probe,
                                                        const BookMessage& message,
                                                        Witness&& witness) noexcept {
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
    witness(order.id, level.price, order.quantity, level.side);
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

template <class Witness>
SWARMCORE_ALWAYS_INLINE BookStatus MirroredBook::change(MirrorStore& store,
                                                        const BookMessage& message,
                                                        Witness&& witness) noexcept {
    if (message.ts < last_ts_) return BookStatus::time_went_back;
    // Two kinds of change make up a feed, and no processor can tell which comes next: what both
    // begin with goes before the branch, so that a wrong guess costs less.
    const OrderIndex::Probe probe = store.index.probe(key(message.order_id));
    const BookStatus status = message.kind == MessageKind::add ? add(store, probe, message, witness)
                              : is_removal(message.kind) ? remove(store, probe, message, witness)
                                                         : apply_rare(store, message, witness);
    if (status == BookStatus::applied) last_ts_ = message.ts;
    return status;
}

BookStatus MirroredBook::apply(MirrorStore& store, const BookMessage& message) noexcept {
    return change(store, message, no_witness);
}

BookStatus MirroredBook::apply(MirrorStore& store, const BookMessage& message,
                               BookOrder& touched) noexcept {
    // Member by member: a whole one would be put together in memory first.
    return change(store, message,
                  [&touched](OrderId id, Price price, Quantity quantity, Side side) {
                      touched.id = id;
                      touched.price = price;
                      touched.quantity = quantity;
                      touched.side = side;
                  });
}

/// Asks for what messages soon to come will touch, one step of the way from id to neighbours at a
/// time, so that each step finds the one before it in the cache. It takes no branch on what a
/// message is: what an add needs and what a removal needs is both asked for.
template <class BookOf>
SWARMCORE_ALWAYS_INLINE void MirroredBook::look_ahead(
    const MirrorStore& store, BookOf&& book_of, std::span<const BookMessage> coming) noexcept {
    constexpr std::size_t index_ahead = 16;
    constexpr std::size_t order_ahead = 10;
    constexpr std::size_t level_ahead = 5;
    if (coming.size() <= index_ahead) return;
    if (const MirroredBook* book = book_of(coming[index_ahead])) {
        const BookMessage& message = coming[index_ahead];
        store.index.prefetch(book->key(message.order_id));
        book->ladder(message.side).prefetch();
    }
    if (const MirroredBook* book = book_of(coming[order_ahead])) {
        const BookMessage& message = coming[order_ahead];
        store.orders.prefetch(store.index.guess(store.index.probe(book->key(message.order_id))));
        book->ladder(message.side).prefetch(Price{message.price});
    }
    if (const MirroredBook* book = book_of(coming[level_ahead])) {
        const BookMessage& message = coming[level_ahead];
        const OrderNode& order =
            store.orders[store.index.guess(store.index.probe(book->key(message.order_id)))];
        store.levels.prefetch(order.level);
        store.orders.prefetch(order.next);
        store.orders.prefetch(order.previous);
        store.levels.prefetch(book->ladder(message.side).guess(Price{message.price}));
    }
}

template <bool LooksAhead, class BookOf>
SWARMCORE_ALWAYS_INLINE std::size_t MirroredBook::apply_batch(MirrorStore& store, BookOf&& book_of,
                                                              std::span<const BookMessage> messages,
                                                              BookStatus& status) noexcept {
    for (std::size_t row = 0; row < messages.size(); ++row) {
        if constexpr (LooksAhead) look_ahead(store, book_of, messages.subspan(row));
        MirroredBook* const book = book_of(messages[row]);
        const BookStatus result = book == nullptr ? BookStatus::unknown_instrument
                                                  : book->change(store, messages[row], no_witness);
        if (result != BookStatus::applied) {
            status = result;
            return row;
        }
    }
    status = BookStatus::applied;
    return messages.size();
}

std::size_t MirroredBook::apply_routed(MirrorStore& store, std::span<MirroredBook> books,
                                       std::span<const BookMessage> messages,
                                       BookStatus& status) noexcept {
    const auto book_of = [books](const BookMessage& message) {
        return message.instrument < books.size() ? &books[message.instrument] : nullptr;
    };
    return is_large(store) ? apply_batch<true>(store, book_of, messages, status)
                           : apply_batch<false>(store, book_of, messages, status);
}

std::size_t MirroredBook::apply_all(MirrorStore& store, MirroredBook& book,
                                    std::span<const BookMessage> messages,
                                    BookStatus& status) noexcept {
    const auto book_of = [&book](const BookMessage&) { return &book; };
    return is_large(store) ? apply_batch<true>(store, book_of, messages, status)
                           : apply_batch<false>(store, book_of, messages, status);
}

template <class Witness>
BookStatus MirroredBook::apply_rare(MirrorStore& store, const BookMessage& message,
                                    Witness&& witness) noexcept {
    switch (message.kind) {
        case MessageKind::replace:
            return replace(store, message, witness);
        case MessageKind::trade:
            return check_trade(message);
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

template <class Witness>
BookStatus MirroredBook::replace(MirrorStore& store, const BookMessage& message,
                                 Witness&& witness) noexcept {
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

    witness(order.id, store.levels[old_slot].price, order.quantity, side.side());
    const std::optional<DepthLevel> before = best(store, side.side());
    if (new_slot == no_level) new_slot = make_level(store, side, price);
    unlink(store.orders, store.levels[old_slot], place.slot);
    if (renamed) {
        store.index.erase(place);
        store.index.insert(store.index.search(key(id), store.orders), place.slot, store.orders);
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

}  // namespace swarmcore::book
