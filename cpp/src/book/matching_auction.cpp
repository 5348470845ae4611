#include <algorithm>

#include "swarmcore/book/matching_engine.hpp"

/// Phases, and the auctions between them.
namespace swarmcore::book {

namespace {

bool is_auction(TradingPhase phase) noexcept {
    return phase == TradingPhase::opening_auction || phase == TradingPhase::closing_auction;
}

/// Whether a parked order is for the auction of a phase: market orders are for the one in which
/// they were entered.
bool takes_part(const SpecialOrder& order, TradingPhase phase) noexcept {
    switch (order.tif) {
        case TimeInForce::at_open:
            return phase == TradingPhase::opening_auction;
        case TimeInForce::at_close:
            return phase == TradingPhase::closing_auction;
        default:
            return true;
    }
}

}  // namespace

RejectReason MatchingEngine::change_phase(const OrderCommand& command) {
    const std::uint16_t instrument = command.instrument;
    Book& book = books_[instrument];
    const auto next = static_cast<TradingPhase>(command.flags);
    if (next == book.phase) return RejectReason::wrong_phase;
    IndicativeAuction result;
    if (is_auction(book.phase)) {
        result = uncross(instrument, Price{command.price});
        chosen_.clear();
        for (OrderSlot slot = waiting_[instrument].parked.head; slot != no_order;
             slot = pool_[slot].next) {
            if (takes_part(specials_[slot], book.phase)) chosen_.push_back(slot);
        }
        // Nothing enters meanwhile, so that no slot has another order.
        for (const OrderSlot slot : chosen_) {
            if (is_live(slot)) withdraw(slot, RejectReason::auction_remainder);
        }
    }
    book.phase = next;
    set_attention(book, not_continuous, next != TradingPhase::continuous);
    Execution& phase = emit(ExecutionKind::phase);
    phase.price = result.price.count();
    phase.quantity = result.volume.count();
    phase.instrument = instrument;
    phase.flags = static_cast<std::uint8_t>(command.flags);
    if (next == TradingPhase::continuous && (book.attention & has_dormant) != 0 &&
        book.last_trade != Price{0}) {
        test_stops(instrument, book.last_trade);
    }
    return RejectReason::none;
}

IndicativeAuction MatchingEngine::uncross(std::uint16_t instrument, Price commanded) {
    IndicativeAuction result;
    while (true) {
        gather(instrument, Side::bid, buyers_);
        gather(instrument, Side::ask, sellers_);
        const IndicativeAuction pass = auction_price(
            interest(buyers_), interest(sellers_), reference_price(books_[instrument], commanded));
        if (pass.volume == Quantity{0}) return result;
        result.price = pass.price;
        result.volume = saturating_sum(result.volume, trade_at(pass.price));
    }
}

Quantity MatchingEngine::trade_at(Price price) {
    Quantity volume;
    auto buyer = buyers_.begin();
    auto seller = sellers_.begin();
    // Who traded in full, or was taken away by another's trade, is passed over. Nothing enters
    // meanwhile, so that no slot has another order.
    const auto skip = [&](auto& bidder, const std::vector<Bidder>& all) {
        while (bidder != all.end() && open_of(*bidder) == Quantity{0}) ++bidder;
    };
    while (true) {
        skip(buyer, buyers_);
        skip(seller, sellers_);
        if (buyer == buyers_.end() || !(buyer->market || buyer->price >= price)) break;
        if (seller == sellers_.end() || !(seller->market || seller->price <= price)) break;
        const Quantity quantity = std::min(open_of(*buyer), open_of(*seller));
        volume = saturating_sum(volume, quantity);
        trade_pair(*buyer, *seller, price, quantity);
    }
    for (const std::vector<Bidder>* const side : {&buyers_, &sellers_}) {
        for (const Bidder& bidder : *side) {
            if (bidder.traded && bidder.special && is_live(bidder.slot)) show_again(bidder.slot);
        }
    }
    return volume;
}

void MatchingEngine::trade_pair(Bidder& buyer, Bidder& seller, Price price, Quantity quantity) {
    const std::uint16_t instrument = buyer.instrument;
    const OrderId buyer_id = pool_[buyer.slot].id;
    const OrderId seller_id = pool_[seller.slot].id;
    const std::uint32_t buyer_owner = pool_[buyer.slot].owner;
    const std::uint32_t seller_owner = pool_[seller.slot].owner;
    const auto emit_fill = [&](const Bidder& bidder, OrderId id, OrderId other, Side side) {
        Execution& fill = emit(ExecutionKind::filled);
        fill.order_id = static_cast<std::uint64_t>(id);
        fill.other_order_id = static_cast<std::uint64_t>(other);
        fill.price = price.count();
        fill.quantity = quantity.count();
        fill.remaining = (open_of(bidder) - quantity).count();
        fill.instrument = instrument;
        fill.side = side;
        fill.flags = auction_flag;
    };
    emit_fill(buyer, buyer_id, seller_id, Side::bid);
    emit_fill(seller, seller_id, buyer_id, Side::ask);
    count_trade(instrument, buyer_owner, seller_owner, quantity);
    books_[instrument].last_trade = price;
    for (Bidder* const bidder : {&buyer, &seller}) {
        bidder->traded = true;
        if (bidder->special) tell_children(specials_[bidder->slot], quantity);
        const Quantity open = open_of(*bidder) - quantity;
        shrink(bidder->slot, open);
        if (open > Quantity{0}) continue;
        displace(bidder->slot);
        if (!bidder->special) forget(bidder->slot);
    }
    for (const Bidder* const bidder : {&buyer, &seller}) {
        if (bidder->special && is_live(bidder->slot)) traded(bidder->slot);
    }
    if ((books_[instrument].attention & has_reducing) != 0) {
        cut_reducing(instrument, buyer_owner);
        cut_reducing(instrument, seller_owner);
    }
}

Quantity MatchingEngine::open_of(const Bidder& bidder) const noexcept {
    if (!is_live(bidder.slot)) return Quantity{0};
    return bidder.special ? specials_[bidder.slot].open : pool_[bidder.slot].quantity;
}

void MatchingEngine::show_again(OrderSlot slot) {
    OrderNode& node = pool_[slot];
    const SpecialOrder& order = specials_[slot];
    if (order.status != OrderStatus::resting) return;
    const Quantity more = order.part() - node.quantity;
    waiting_[order.instrument].hidden.subtract(more);
    levels_[node.level].quantity += more;
    node.quantity += more;
}

void MatchingEngine::gather(std::uint16_t instrument, Side side,
                            std::vector<Bidder>& bidders) const {
    bidders.clear();
    const Book& book = books_[instrument];
    const OrderSlot parked = waiting_[instrument].parked.head;
    const auto add_parked = [&](bool market) {
        for (OrderSlot slot = parked; slot != no_order; slot = pool_[slot].next) {
            const SpecialOrder& order = specials_[slot];
            if (order.side != side || order.has_limit() == market) continue;
            if (!takes_part(order, book.phase)) continue;
            bidders.push_back({.price = order.price,
                               .slot = slot,
                               .instrument = instrument,
                               .market = market,
                               .special = true});
        }
    };
    add_parked(true);
    const auto limits = static_cast<std::ptrdiff_t>(bidders.size());
    const PriceLadder& ladder = book.side(side);
    for (LevelSlot level = ladder.best(); level != no_level;
         level = ladder.next_worse(levels_[level].price)) {
        for (OrderSlot slot = levels_[level].head; slot != no_order; slot = pool_[slot].next) {
            bidders.push_back({.price = levels_[level].price,
                               .slot = slot,
                               .instrument = instrument,
                               .special = specials_.find(slot) != nullptr});
        }
    }
    const auto late = static_cast<std::ptrdiff_t>(bidders.size());
    add_parked(false);
    if (late == static_cast<std::ptrdiff_t>(bidders.size())) return;
    // At one price the book comes before what is parked, each in its order.
    const auto better = [side](const Bidder& left, const Bidder& right) {
        return side == Side::bid ? left.price > right.price : left.price < right.price;
    };
    std::stable_sort(bidders.begin() + limits, bidders.end(), better);
}

AuctionSide MatchingEngine::interest(const std::vector<Bidder>& bidders) const {
    AuctionSide side;
    side.limits.reserve(bidders.size());
    for (const Bidder& bidder : bidders) {
        const Quantity open = open_of(bidder);
        if (bidder.market) {
            side.market = saturating_sum(side.market, open);
        } else {
            side.limits.push_back({.price = bidder.price, .quantity = open});
        }
    }
    return side;
}

std::optional<Price> MatchingEngine::reference_price(const Book& book, Price commanded) noexcept {
    const Price price = commanded > Price{0} ? commanded : book.last_trade;
    if (price == Price{0}) return std::nullopt;
    if ((book.attention & has_bands) == 0) return price;
    return std::clamp(price, book.bands.lowest, book.bands.highest);
}

IndicativeAuction MatchingEngine::indicative(std::size_t instrument) const {
    const Book& book = this->book(instrument);
    if (!is_auction(book.phase)) return {};
    std::vector<Bidder> buyers;
    std::vector<Bidder> sellers;
    gather(static_cast<std::uint16_t>(instrument), Side::bid, buyers);
    gather(static_cast<std::uint16_t>(instrument), Side::ask, sellers);
    return auction_price(interest(buyers), interest(sellers), reference_price(book, Price{0}));
}

}  // namespace swarmcore::book
