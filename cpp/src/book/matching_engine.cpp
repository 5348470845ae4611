#include "swarmcore/book/matching_engine.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "swarmcore/book/command_check.hpp"
#include "swarmcore/core/prefetch.hpp"

namespace swarmcore::book {

namespace {

/// Below this many orders most of what a command touches is in the cache anyway.
constexpr std::size_t worth_looking_ahead = 16'384;

constexpr std::size_t max_instruments = std::size_t{1} << 16U;

std::size_t checked_count(std::size_t instruments) {
    if (instruments >= 1 && instruments <= max_instruments) return instruments;
    throw std::invalid_argument{"instruments: expected 1 to " + std::to_string(max_instruments) +
                                ", was " + std::to_string(instruments)};
}

MatchingRules checked_rules(const MatchingRules& rules) {
    if (rules.algorithm != MatchingAlgorithm::price_time &&
        rules.algorithm != MatchingAlgorithm::pro_rata) {
        throw std::invalid_argument{"algorithm: expected 1 (price-time) or 2 (pro-rata), was " +
                                    std::to_string(static_cast<unsigned>(rules.algorithm))};
    }
    if (rules.minimum < 1) {
        throw std::invalid_argument{"minimum: expected 1 lot or more, was " +
                                    std::to_string(rules.minimum)};
    }
    if (rules.top_share < 0 || rules.top_share > 100) {
        throw std::invalid_argument{"top_share: expected 0 to 100 percent, was " +
                                    std::to_string(rules.top_share)};
    }
    return rules;
}

constexpr bool crosses(Side side, Price limit, Price other) noexcept {
    return side == Side::bid ? other <= limit : other >= limit;
}

constexpr Price any_price(Side side) noexcept {
    return Price{side == Side::bid ? std::numeric_limits<std::int64_t>::max() : 1};
}

}  // namespace

MatchingEngine::MatchingEngine(std::size_t instruments, MatchingRules rules)
    : books_(checked_count(instruments)), rules_{checked_rules(rules)}, waiting_(instruments) {
    if (rules_.algorithm == MatchingAlgorithm::pro_rata) {
        for (Book& book : books_) book.attention = by_pro_rata;
    }
}

std::span<const Execution> MatchingEngine::run(std::span<const OrderCommand> commands) noexcept {
    out_.clear();
    if (index_.size() < worth_looking_ahead) {
        for (const OrderCommand& command : commands) step(command);
    } else {
        for (std::size_t i = 0; i < commands.size(); ++i) {
            look_ahead(commands, i);
            step(commands[i]);
        }
    }
    return out_.records();
}

void MatchingEngine::look_ahead(std::span<const OrderCommand> commands,
                                std::size_t position) const noexcept {
    // Each stage asks for what the next one reads, so that no stage waits.
    const auto with = [&](std::size_t distance, auto stage) {
        if (position + distance >= commands.size()) return;
        const OrderCommand& command = commands[position + distance];
        if (command.instrument < books_.size()) stage(command, books_[command.instrument]);
    };
    with(12, [&](const OrderCommand& command, const Book& book) {
        index_.prefetch({.id = OrderId{command.order_id}});
        if (command.kind == CommandKind::new_) {
            prefetch(&book.attention);
            prefetch(&book.bids);
            prefetch(&book.asks);
        }
    });
    with(8, [&](const OrderCommand& command, const Book& book) {
        if (command.kind == CommandKind::new_) {
            book.side(command.side).prefetch(Price{command.price});
            levels_.prefetch(book.side(opposite(command.side)).best());
        } else {
            pool_.prefetch(index_.guess(index_.probe({.id = OrderId{command.order_id}})));
        }
    });
    with(4, [&](const OrderCommand& command, const Book& book) {
        if (command.kind == CommandKind::new_) {
            levels_.prefetch(book.side(command.side).find(Price{command.price}));
        } else {
            const OrderNode& order =
                pool_[index_.guess(index_.probe({.id = OrderId{command.order_id}}))];
            levels_.prefetch(order.level);
            pool_.prefetch(order.previous);
            pool_.prefetch(order.next);
        }
    });
    with(2, [&](const OrderCommand& command, const Book& book) {
        if (command.kind != CommandKind::new_) return;
        const bool rests = command.tif == TimeInForce::gtc;
        const LevelSlot level = rests ? book.side(command.side).find(Price{command.price})
                                      : book.side(opposite(command.side)).best();
        pool_.prefetch(rests ? levels_[level].tail : levels_[level].head);
    });
}

void MatchingEngine::process(std::span<const OrderCommand> commands,
                             std::vector<Execution>& executions) noexcept {
    // In pieces, so that what is copied is still in the cache.
    constexpr std::size_t piece = 64;
    for (std::size_t i = 0; i < commands.size(); i += piece) {
        const auto done = run(commands.subspan(i, std::min(piece, commands.size() - i)));
        executions.insert(executions.end(), done.begin(), done.end());
    }
}

void MatchingEngine::step(const OrderCommand& command) noexcept {
    if (step_plain(command)) return;
    RejectReason reason =
        command.ts < last_ts_ ? RejectReason::time_went_back : check(command, books_.size());
    if (reason != RejectReason::none) {
        reject(command, reason);
        return;
    }
    last_ts_ = command.ts;
    if (command.ts >= next_expiry_) expire_until(command.ts);
    now_ = command.ts;
    reason = act(command);
    if (reason != RejectReason::none) reject(command, reason);
    if (command.kind != CommandKind::clock) work_line(command.instrument);
}

bool MatchingEngine::step_plain(const OrderCommand& command) noexcept {
    if (command.ts < last_ts_ || command.ts >= next_expiry_ ||
        command.instrument >= books_.size() || command.flags != 0) {
        return false;
    }
    switch (command.kind) {
        case CommandKind::new_:
            return enter_plain(command);
        case CommandKind::cancel:
            return cancel_plain(command);
        case CommandKind::replace:
            return replace_plain(command);
        default:
            return false;
    }
}

bool MatchingEngine::enter_plain(const OrderCommand& command) noexcept {
    const bool market = command.type == OrderType::market;
    if ((command.trigger | command.expires | static_cast<std::int64_t>(command.display)) != 0 ||
        (command.side != Side::bid && command.side != Side::ask) ||
        (!market && command.type != OrderType::limit) ||
        (command.tif != TimeInForce::gtc && command.tif != TimeInForce::ioc) ||
        command.quantity <= 0 || (!market && command.price <= 0)) {
        return false;
    }
    Book& book = books_[command.instrument];
    if ((book.attention & (not_continuous | has_bands)) != 0) return false;
    const OrderId id{command.order_id};
    const OrderIndex::Place place = index_.search(id, pool_);
    if (place.found()) return false;

    const Price price = market ? any_price(command.side) : Price{command.price};
    const Quantity quantity{command.quantity};
    const PriceLadder& other = book.side(opposite(command.side));
    const bool takes = !other.empty() && crosses(command.side, price, other.best_price());
    const bool rests = !market && command.tif == TimeInForce::gtc;
    LevelSlot slot = no_level;
    if (rests && !takes) {
        slot = book.side(command.side).find(price);
        if (slot != no_level) {
            const Level& level = levels_[slot];
            if (level.reserved != 0 || !fits(level, quantity)) return false;
        }
    }
    last_ts_ = command.ts;
    now_ = command.ts;
    Execution& accepted = out_.append();
    accepted = {.ts = command.ts,
                .sequence = ++sequence_,
                .order_id = command.order_id,
                .price = market ? 0 : command.price,
                .quantity = command.quantity,
                .remaining = command.quantity,
                .instrument = command.instrument,
                .kind = ExecutionKind::accepted,
                .side = command.side};
    if (rests && !takes) {
        const OrderSlot order = pool_.take();
        if (slot == no_level) slot = add_level(command.instrument, command.side, price);
        OrderNode& node = pool_[order];
        node.id = id;
        node.quantity = quantity;
        node.owner = command.owner;
        node.level = slot;
        append(pool_, levels_[slot], order);
        index_.insert(place, order, pool_);
        return true;
    }
    Incoming taker;
    taker.id = id;
    taker.limit = price;
    taker.price = Price{market ? 0 : command.price};
    taker.open = quantity;
    taker.owner = command.owner;
    taker.instrument = command.instrument;
    taker.side = command.side;
    taker.tif = command.tif;
    taker.type = command.type;
    taker.market = market;
    match(taker);
    if (taker.open != Quantity{0}) finish(taker);
    if (line_joined_) work_line(command.instrument);
    return true;
}

bool MatchingEngine::cancel_plain(const OrderCommand& command) noexcept {
    const OrderId id{command.order_id};
    const OrderIndex::Place place = index_.search(id, pool_);
    if (!place.found()) return false;
    const OrderNode& order = pool_[place.slot];
    if (order.level == no_level || order.owner != command.owner) return false;
    Level& level = levels_[order.level];
    if (level.reserved != 0 || level.instrument != command.instrument) return false;
    last_ts_ = command.ts;
    Execution& cancelled = out_.append();
    cancelled = {.ts = command.ts,
                 .sequence = ++sequence_,
                 .order_id = command.order_id,
                 .price = level.price.count(),
                 .quantity = order.quantity.count(),
                 .instrument = command.instrument,
                 .kind = ExecutionKind::cancelled,
                 .side = level.side};
    const LevelSlot slot = order.level;
    unlink(pool_, level, place.slot);
    if (level.orders == 0) remove_level(slot);
    index_.erase(place);
    pool_.give_back(place.slot);
    return true;
}

bool MatchingEngine::replace_plain(const OrderCommand& command) noexcept {
    if (command.price <= 0 || command.quantity <= 0 || command.trigger != 0) return false;
    Book& book = books_[command.instrument];
    if ((book.attention & (not_continuous | has_bands)) != 0) return false;
    const OrderSlot slot = index_.find(OrderId{command.order_id}, pool_);
    if (slot == no_order) return false;
    OrderNode& order = pool_[slot];
    if (order.level == no_level || order.owner != command.owner) return false;
    Level& level = levels_[order.level];
    if (level.reserved != 0 || level.instrument != command.instrument) return false;
    const Price price{command.price};
    const Quantity quantity{command.quantity};
    const bool keeps_place = price == level.price && quantity < order.quantity;
    if (!keeps_place) {
        const LevelSlot target = book.side(level.side).find(price);
        if (target != no_level) {
            // At its own price it leaves the sum before it joins it.
            const Quantity less = target == order.level ? order.quantity : Quantity{0};
            const Level& joined = levels_[target];
            if (joined.reserved != 0 || !fits(joined, quantity - less)) return false;
        }
    }
    last_ts_ = command.ts;
    now_ = command.ts;
    Execution& replaced = out_.append();
    replaced = {.ts = command.ts,
                .sequence = ++sequence_,
                .order_id = command.order_id,
                .price = command.price,
                .quantity = command.quantity,
                .remaining = command.quantity,
                .instrument = command.instrument,
                .kind = ExecutionKind::replaced,
                .side = level.side};
    if (keeps_place) {
        level.quantity -= order.quantity - quantity;
        order.quantity = quantity;
        return true;
    }
    Incoming taker;
    taker.id = order.id;
    taker.limit = price;
    taker.price = price;
    taker.open = quantity;
    taker.slot = slot;
    taker.owner = command.owner;
    taker.instrument = command.instrument;
    taker.side = level.side;
    leave_level(slot);
    match(taker);
    finish(taker);
    if (line_joined_) work_line(command.instrument);
    return true;
}

RejectReason MatchingEngine::act(const OrderCommand& command) {
    switch (command.kind) {
        case CommandKind::new_:
            return enter(command);
        case CommandKind::cancel:
            return cancel(command);
        case CommandKind::replace:
            return replace(command);
        case CommandKind::link:
            return link(command);
        case CommandKind::release:
            return release(command);
        case CommandKind::phase:
            return change_phase(command);
        case CommandKind::bands:
            return set_bands(command);
        case CommandKind::clock:
            break;
    }
    return RejectReason::none;
}

RejectReason MatchingEngine::cancel(const OrderCommand& command) {
    OrderSlot slot = no_order;
    const RejectReason reason = find(command, command.order_id, slot);
    if (reason != RejectReason::none) return reason;
    if (pool_[slot].owner != command.owner) return RejectReason::wrong_owner;
    withdraw(slot, RejectReason::none);
    return RejectReason::none;
}

RejectReason MatchingEngine::set_bands(const OrderCommand& command) {
    Book& book = books_[command.instrument];
    book.bands = {.lowest = Price{command.price}, .highest = Price{command.trigger}};
    set_attention(book, has_bands, command.price != 0);
    Execution& bands = emit(ExecutionKind::bands);
    bands.price = command.price;
    bands.quantity = command.trigger;
    bands.instrument = command.instrument;
    if (command.price == 0) return RejectReason::none;
    const auto outside = [&](Price price) {
        return price < book.bands.lowest || price > book.bands.highest;
    };
    chosen_.clear();
    for (const Side side : {Side::bid, Side::ask}) {
        const PriceLadder& ladder = book.side(side);
        for (LevelSlot slot = ladder.best(); slot != no_level;
             slot = ladder.next_worse(levels_[slot].price)) {
            if (!outside(levels_[slot].price)) continue;
            for (OrderSlot order = levels_[slot].head; order != no_order;
                 order = pool_[order].next) {
                chosen_.push_back(order);
            }
        }
    }
    for (OrderSlot order = waiting_[command.instrument].parked.head; order != no_order;
         order = pool_[order].next) {
        if (specials_[order].has_limit() && outside(specials_[order].price)) {
            chosen_.push_back(order);
        }
    }
    // An order may take others of these along. Nothing enters meanwhile, so that no slot has
    // another order; one that is free has no level and no special order.
    for (const OrderSlot order : chosen_) {
        if (is_live(order)) withdraw(order, RejectReason::outside_bands);
    }
    return RejectReason::none;
}

void MatchingEngine::expire_until(std::int64_t ts) {
    const auto holds = [this](const Schedule::Entry& entry) { return expires(entry); };
    const Schedule::Entry* next = expiries_.first(holds);
    while (next != nullptr && next->key <= ts) {
        const OrderSlot slot = next->slot;
        const SpecialOrder& order = specials_[slot];
        const std::uint16_t instrument = order.instrument;
        now_ = next->key;
        emit(ExecutionKind::expired, slot, order.open, Quantity{0}, RejectReason::none);
        displace(slot);
        leave(slot);
        follow();
        work_line(instrument);
        next = expiries_.first(holds);
    }
    next_expiry_ = next != nullptr ? next->key : std::numeric_limits<std::int64_t>::max();
}

RejectReason MatchingEngine::find(const OrderCommand& command, std::uint64_t id,
                                  OrderSlot& found) const {
    found = index_.find(OrderId{id}, pool_);
    if (found == no_order) return RejectReason::unknown_order;
    const LevelSlot level = pool_[found].level;
    const std::uint16_t instrument =
        level != no_level ? levels_[level].instrument : specials_[found].instrument;
    return instrument == command.instrument ? RejectReason::none : RejectReason::unknown_order;
}

Execution& MatchingEngine::emit(ExecutionKind kind) {
    Execution& execution = out_.append();
    execution = {.ts = now_, .sequence = ++sequence_, .kind = kind};
    return execution;
}

void MatchingEngine::emit(ExecutionKind kind, OrderSlot slot, Quantity quantity, Quantity remaining,
                          RejectReason reason) {
    const OrderNode& node = pool_[slot];
    Execution& execution = emit(kind);
    execution.order_id = static_cast<std::uint64_t>(node.id);
    execution.quantity = quantity.count();
    execution.remaining = remaining.count();
    execution.reason = reason;
    if (const SpecialOrder* const special = specials_.find(slot)) {
        execution.price = special->price.count();
        execution.instrument = special->instrument;
        execution.side = special->side;
    } else {
        const Level& level = levels_[node.level];
        execution.price = level.price.count();
        execution.instrument = level.instrument;
        execution.side = level.side;
    }
}

void MatchingEngine::emit(ExecutionKind kind, const Incoming& order, Quantity quantity,
                          Quantity remaining, RejectReason reason) {
    Execution& execution = emit(kind);
    execution.order_id = static_cast<std::uint64_t>(order.id);
    execution.price = order.price.count();
    execution.quantity = quantity.count();
    execution.remaining = remaining.count();
    execution.instrument = order.instrument;
    execution.side = order.side;
    execution.reason = reason;
}

void MatchingEngine::reject(const OrderCommand& command, RejectReason reason) noexcept {
    Execution& rejected = out_.append();
    rejected = {.ts = command.ts,
                .sequence = ++sequence_,
                .order_id = command.order_id,
                .price = command.price,
                .quantity = command.quantity,
                .instrument = command.instrument,
                .kind = ExecutionKind::rejected,
                .side = command.side,
                .reason = reason};
}

}  // namespace swarmcore::book
