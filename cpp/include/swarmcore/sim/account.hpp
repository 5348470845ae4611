#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "swarmcore/book/order.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/fees.hpp"
#include "swarmcore/sim/key_map.hpp"
#include "swarmcore/sim/own_orders.hpp"

namespace swarmcore::sim {

/// What a trade is charged by.
struct Charges {
    FeeSchedule fees;
    ContractValue value;
};

/// The account at a simulated exchange: its orders by id, what happened to them, what they cost and
/// what its owners hold. Where an order stands in a queue is the market's business.
///
/// Cost: O(1) expected, an expiry O(log orders).
class Account {
  public:
    /// Nothing where no order has this id.
    [[nodiscard]] std::optional<book::OrderSlot> find(std::uint64_t order_id) const noexcept {
        const book::OrderSlot* slot = index_.find(order_id);
        return slot == nullptr ? std::nullopt : std::optional{*slot};
    }
    [[nodiscard]] OwnPool& orders() noexcept { return orders_; }
    [[nodiscard]] const OwnPool& orders() const noexcept { return orders_; }
    [[nodiscard]] std::size_t order_count() const noexcept { return index_.size(); }

    /// Takes an order whose id is new, and gives it its place in time.
    book::OrderSlot enter(const OwnOrder& order) noexcept;
    /// Forgets an order that is in no queue.
    void forget(book::OrderSlot slot) noexcept;
    /// The next place in time.
    [[nodiscard]] std::uint64_t next_arrival() noexcept { return ++arrivals_; }

    /// Trades `quantity` of an order, at most what is open: executions, fee, position.
    void fill(OwnOrder& order, Price price, Quantity quantity, std::uint64_t other, bool maker,
              const Charges& charges) noexcept;
    /// What of `quantity` an order may trade: less for a reduce-only one than for others.
    [[nodiscard]] Quantity allowed(const OwnOrder& order, Quantity quantity) const noexcept;
    /// Numbers an execution.
    void emit(book::Execution execution, Money fee = {}) noexcept;
    /// The same, of an order, now.
    void emit(book::ExecutionKind kind, const OwnOrder& order, Quantity quantity,
              Quantity remaining, book::RejectReason reason = book::RejectReason::none) noexcept;

    [[nodiscard]] std::int64_t now() const noexcept { return now_; }
    void set_now(std::int64_t ts) noexcept { now_ = ts; }
    /// The time of the next expiry, or later than any.
    [[nodiscard]] std::int64_t next_expiry() const noexcept { return next_expiry_; }
    /// The order that expires first, of those at or before `ts`.
    [[nodiscard]] std::optional<book::OrderSlot> take_expired(std::int64_t ts) noexcept;

    [[nodiscard]] Quantity position(std::uint32_t owner, std::uint16_t instrument) const noexcept;
    /// The open lots of all reduce-only orders of a side.
    [[nodiscard]] Quantity reduce_only_open(std::uint32_t owner, std::uint16_t instrument,
                                            Side side) const noexcept;
    /// Puts all reduce-only orders into `slots`, in no particular order.
    void list_reduce_only(std::vector<book::OrderSlot>& slots) const noexcept;
    /// Whether a position changed, while a reduce-only order rests, since the last call.
    [[nodiscard]] bool take_position_change() noexcept {
        return std::exchange(position_changed_, false) && reduce_only_ > 0;
    }

    [[nodiscard]] std::span<const book::Execution> executions() const noexcept {
        return executions_;
    }
    [[nodiscard]] std::span<const Money> fees() const noexcept { return fees_; }
    void clear_executions() noexcept {
        executions_.clear();
        fees_.clear();
    }
    [[nodiscard]] Money fees_paid() const noexcept { return fees_paid_; }

    void hash(StateHash& state) const noexcept;

  private:
    struct Expiry {
        std::int64_t ts;
        std::uint64_t arrival;
        std::uint64_t order_id;
    };

    [[nodiscard]] static std::uint64_t position_key(std::uint32_t owner,
                                                    std::uint16_t instrument) noexcept {
        return std::uint64_t{owner} << 16U | instrument;
    }
    [[nodiscard]] static bool later(const Expiry& left, const Expiry& right) noexcept {
        return left.ts != right.ts ? left.ts > right.ts : left.arrival > right.arrival;
    }
    [[nodiscard]] bool is_live(const Expiry& expiry) const noexcept;
    void drop_dead_expiries() noexcept;
    void note_next_expiry() noexcept;

    OwnPool orders_;
    KeyMap<book::OrderSlot> index_;
    KeyMap<Quantity> positions_;
    std::vector<Expiry> expiries_;  ///< a heap, the first on top; orders may have left since
    std::vector<book::Execution> executions_;
    std::vector<Money> fees_;
    std::uint64_t arrivals_ = 0;
    std::uint64_t sequence_ = 0;
    std::int64_t now_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t next_expiry_ = std::numeric_limits<std::int64_t>::max();
    Money fees_paid_;
    Money traded_;                 ///< notional so far, which fee tiers count
    std::size_t dated_ = 0;        ///< live orders that expire
    std::size_t reduce_only_ = 0;  ///< live orders that are reduce-only
    bool position_changed_ = false;
};

}  // namespace swarmcore::sim
