#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/account.hpp"
#include "swarmcore/sim/own_orders.hpp"
#include "swarmcore/sim/watch.hpp"

namespace swarmcore::sim {

/// The own orders of one instrument on both sides, with what its market keeps of each of their
/// prices: a `LevelState`, which has `clear()`.
///
/// Cost: as of OwnSide. Allocates only where more levels are held than ever before.
template <class LevelState>
class OwnBook {
  public:
    [[nodiscard]] OwnSide& side(Side side) noexcept { return side == Side::bid ? bids_ : asks_; }
    [[nodiscard]] const OwnSide& side(Side side) const noexcept {
        return side == Side::bid ? bids_ : asks_;
    }
    [[nodiscard]] LevelState& state(const OwnLevel& level) noexcept { return states_[level.place]; }
    /// nullptr where there is no own order at the price.
    [[nodiscard]] OwnLevel* find(Side at, Price price) noexcept {
        OwnSide& own = side(at);
        return own.spans(price) ? own.find(price) : nullptr;
    }

    /// Watches the prices of own orders, and those of the other side that cross them.
    void cover(Watch& watch) const noexcept {
        for (const OwnSide* own : {&bids_, &asks_}) {
            if (own->empty()) continue;
            watch.cover_range(own->side(), own->worst(), own->best());
            watch.cover_from(opposite(own->side()), own->best());
        }
    }

    /// Puts an order at the back of the queue of its price, and returns the level.
    OwnLevel& append(book::OrderSlot slot, Account& account) noexcept {
        const OwnOrder& order = account.orders()[slot];
        OwnSide& own = side(order.side);
        OwnLevel* level = own.find(order.price);
        if (level == nullptr) {
            level = &own.insert(order.price);
            level->place = take_place();
        }
        OwnSide::append(account.orders(), *level, slot);
        return *level;
    }
    void withdraw(book::OrderSlot slot, Account& account) noexcept {
        const OwnOrder& order = account.orders()[slot];
        OwnSide& own = side(order.side);
        OwnLevel& level = *own.find(order.price);
        OwnSide::unlink(account.orders(), level, slot);
        if (level.head != book::no_order) return;
        states_[level.place].clear();
        free_.push_back(level.place);
        own.erase(order.price);
    }

    /// Fills own orders of a side at `price` or better from `quantity`, the best price and at each
    /// the oldest first; `share(order, level, rest)` says how much of the rest one may have. They
    /// are makers at their own prices. Returns what it filled.
    template <class Share>
    Quantity fill(Side at, Price price, Quantity quantity, std::uint64_t other, Account& account,
                  const Charges& charges, Share&& share) noexcept {
        OwnSide& own = side(at);
        Quantity rest = quantity;
        for (std::size_t place = own.levels().size(); place-- > 0 && rest > Quantity{};) {
            // A copy: the level goes with its last order.
            const OwnLevel level = own.levels()[place];
            if (own.better(price, level.price)) break;
            for (book::OrderSlot slot = level.head; slot != book::no_order && rest > Quantity{};) {
                OwnOrder& order = account.orders()[slot];
                const book::OrderSlot next = order.next;
                const Quantity most = std::min(order.open, share(order, level, rest));
                if (const Quantity filled = account.allowed(order, most); filled > Quantity{}) {
                    rest -= filled;
                    account.fill(order, level.price, filled, other, true, charges);
                    if (order.open == Quantity{}) {
                        withdraw(slot, account);
                        account.forget(slot);
                    }
                }
                slot = next;
            }
        }
        return quantity - rest;
    }
    /// Calls `visit(order)` for the orders of a level, oldest first; it must not remove one.
    template <class Visit>
    static void for_each(const OwnLevel& level, Account& account, Visit&& visit) {
        for (book::OrderSlot slot = level.head; slot != book::no_order;
             slot = account.orders()[slot].next) {
            visit(account.orders()[slot]);
        }
    }

    void hash(const Account& account, StateHash& state) const noexcept {
        bids_.hash(account.orders(), state);
        asks_.hash(account.orders(), state);
    }

  private:
    std::uint32_t take_place() noexcept {
        if (free_.empty()) {
            states_.emplace_back();
            // So that giving one back never allocates.
            free_.reserve(states_.capacity());
            return static_cast<std::uint32_t>(states_.size() - 1);
        }
        const std::uint32_t place = free_.back();
        free_.pop_back();
        return place;
    }

    OwnSide bids_{Side::bid};
    OwnSide asks_{Side::ask};
    std::vector<LevelState> states_;  ///< by OwnLevel::place
    std::vector<std::uint32_t> free_;
};

}  // namespace swarmcore::sim
