#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "naive_auction.hpp"
#include "naive_order.hpp"

namespace swarmcore::book::reference {

/// What the engine knows of an instrument beside its orders.
struct Instrument {
    TradingPhase phase = TradingPhase::continuous;
    std::int64_t lowest = 0;      ///< 0: no bands
    std::int64_t highest = 0;     ///< 0: no bands
    std::int64_t last_trade = 0;  ///< 0: no trade yet
};

/// One-cancels-other.
struct Pair {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};

/// A held child of a bracket.
struct Bracket {
    std::uint64_t parent = 0;
    std::uint64_t child = 0;
    std::int64_t traded = 0;  ///< by the parent since it was linked
};

[[nodiscard]] inline bool is_auction(TradingPhase phase) {
    return phase == TradingPhase::opening_auction || phase == TradingPhase::closing_auction;
}

/// Whether an order parked now takes part in the auction of a phase.
[[nodiscard]] inline bool is_parked_for(const Order& order, TradingPhase phase) {
    if (order.place != Place::parked) return false;
    const bool opening = phase == TradingPhase::opening_auction;
    // A market order that is not at_open or at_close was entered during this auction.
    return order.tif == (opening ? TimeInForce::at_open : TimeInForce::at_close) ||
           order.tif == TimeInForce::gtc;
}

/// All that there is, and what can be asked of it by looking through lists.
struct State {
    std::vector<Instrument> instruments;
    std::map<std::uint64_t, Order> orders;
    std::vector<Pair> pairs;
    std::vector<Bracket> brackets;    ///< in the order of linking
    std::vector<std::uint64_t> line;  ///< of all instruments
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::int64_t> positions;

    [[nodiscard]] Order* find(std::uint64_t id) {
        const auto found = orders.find(id);
        return found == orders.end() ? nullptr : &found->second;
    }

    /// The orders of an instrument at a place, by arrival.
    [[nodiscard]] std::vector<Order> at(std::uint16_t instrument, Place place) const {
        std::vector<Order> found;
        for (const auto& [id, order] : orders) {
            if (order.instrument == instrument && order.place == place) found.push_back(order);
        }
        std::sort(found.begin(), found.end(),
                  [](const Order& l, const Order& r) { return l.arrival < r.arrival; });
        return found;
    }

    /// One side of the book: best price first, at one price the oldest first.
    [[nodiscard]] std::vector<Order> side(std::uint16_t instrument, Side side) const {
        std::vector<Order> found;
        for (const Order& order : at(instrument, Place::resting)) {
            if (order.side == side) found.push_back(order);
        }
        std::stable_sort(found.begin(), found.end(), [side](const Order& l, const Order& r) {
            return is_better(side, l.price, r.price);
        });
        return found;
    }

    /// The orders at the best price that a taker meets and accepts, oldest first.
    [[nodiscard]] std::vector<Order> best_level(const Order& taker) const {
        std::vector<Order> level;
        for (const Order& maker : side(taker.instrument, opposite(taker.side))) {
            if (!accepts(taker, maker.price)) break;
            if (!level.empty() && level.front().price != maker.price) break;
            level.push_back(maker);
        }
        return level;
    }

    [[nodiscard]] std::optional<std::uint64_t> partner(std::uint64_t id) const {
        for (const Pair& pair : pairs) {
            if (pair.first == id) return pair.second;
            if (pair.second == id) return pair.first;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::uint64_t> parent(std::uint64_t id) const {
        for (const Bracket& bracket : brackets) {
            if (bracket.child == id) return bracket.parent;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::int64_t position(std::uint32_t owner, std::uint16_t instrument) const {
        const auto found = positions.find({owner, instrument});
        return found == positions.end() ? 0 : found->second;
    }

    /// Section "Prices and time", reduce-only: how much an order of this side may shrink.
    [[nodiscard]] std::int64_t reducible(std::uint32_t owner, std::uint16_t instrument,
                                         Side side) const {
        const std::int64_t held = position(owner, instrument);
        if (side == Side::ask) return std::max<std::int64_t>(0, held);
        return held >= 0 ? 0 : (held == smallest ? largest : -held);
    }

    /// The owner's reduce-only orders in the book or parked, the latest arrival first.
    [[nodiscard]] std::vector<Order> reducing(std::uint32_t owner, std::uint16_t instrument) const {
        std::vector<Order> found;
        for (const Place place : {Place::resting, Place::parked}) {
            for (const Order& order : at(instrument, place)) {
                if (order.owner == owner && has_flag(order, reduce_only_flag)) {
                    found.push_back(order);
                }
            }
        }
        std::sort(found.begin(), found.end(),
                  [](const Order& l, const Order& r) { return l.arrival > r.arrival; });
        return found;
    }

    [[nodiscard]] bool is_inside_bands(std::uint16_t instrument, std::int64_t price) const {
        const Instrument& own = instruments[instrument];
        return own.highest == 0 || (own.lowest <= price && price <= own.highest);
    }

    /// Section "Phases and auctions": who trades when the present auction ends, in the order in
    /// which each side trades.
    [[nodiscard]] std::vector<Order> taking_part(std::uint16_t instrument) const {
        std::vector<Order> found;
        for (const Order& order : at(instrument, Place::parked)) {
            if (is_parked_for(order, instruments[instrument].phase)) found.push_back(order);
        }
        for (const Order& order : at(instrument, Place::resting)) found.push_back(order);
        std::sort(found.begin(), found.end(), [](const Order& l, const Order& r) {
            // Market orders first; then better prices; then the book before parked orders.
            if (has_limit(l.type) != has_limit(r.type)) return !has_limit(l.type);
            if (l.side != r.side) return l.side > r.side;
            if (l.price != r.price) return is_better(l.side, l.price, r.price);
            if (l.place != r.place) return l.place == Place::resting;
            return l.arrival < r.arrival;
        });
        return found;
    }

    /// The price near which an auction trades: as commanded, else the last trade's, within bands.
    [[nodiscard]] std::optional<std::int64_t> reference_price(std::uint16_t instrument,
                                                              std::int64_t commanded) const {
        const Instrument& own = instruments[instrument];
        const std::int64_t price = commanded > 0 ? commanded : own.last_trade;
        if (price == 0) return std::nullopt;
        if (own.highest == 0) return price;
        return std::clamp(price, own.lowest, own.highest);
    }
};

}  // namespace swarmcore::book::reference
