#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "swarmcore/book/order.hpp"
#include "swarmcore/book/price_levels.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// Matches orders of many instruments by price, then time.
///
/// A command emits its executions in this order:
/// - new: accepted; for each trade a fill of the taker, then one of the maker, at the maker's
/// price,
///   best price and oldest order first; cancelled, if a rest may not stand;
/// - cancel: cancelled;
/// - replace: replaced; then, as for new, its trades. Less at the same price keeps the order's
/// place
///   in the queue; anything else, even no change, sends it to the back, and it may trade;
/// - whatever is wrong: rejected, with the reason, and nothing else changes, not even the time.
/// Order ids are unique among the live orders of all instruments; the id of an order that is gone
/// may come again. An order may trade with another of the same owner.
///
/// Units: times in nanoseconds UTC, prices in ticks, quantities in lots.
/// Cost: O(1) expected for each order touched, O(log levels) where a level appears or goes; it
/// allocates one node for an order that rests, one for its entry in the index, one for a new level,
/// and what the executions outgrow. Running out of memory ends the process.
/// Threads: one writer; no concurrent readers.
class MatchingEngine {
  public:
    /// Throws std::invalid_argument unless there are 1 to 65,536 instruments.
    explicit MatchingEngine(std::size_t instruments);

    /// Appends what a command does to `executions`, which the caller reuses from call to call. Any
    /// 64 bytes are a command: what makes no sense is rejected.
    void process(const OrderCommand& command, std::vector<Execution>& executions) noexcept;
    void process(std::span<const OrderCommand> commands,
                 std::vector<Execution>& executions) noexcept;

    [[nodiscard]] std::size_t instrument_count() const noexcept { return books_.size(); }
    [[nodiscard]] std::size_t order_count() const noexcept { return orders_.size(); }
    /// The reads of one instrument throw std::out_of_range where there is no such instrument.
    [[nodiscard]] std::optional<DepthLevel> best_bid(std::size_t instrument) const;
    [[nodiscard]] std::optional<DepthLevel> best_ask(std::size_t instrument) const;
    /// The best `levels` levels of a side, best first.
    [[nodiscard]] std::vector<DepthLevel> depth(std::size_t instrument, Side side,
                                                std::size_t levels) const;
    /// A digest of the orders at rest, their owners, queues and quantities, whatever led to them.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;

  private:
    using Orders = std::unordered_map<OrderId, PriceLevels::Handle>;

    RejectReason enter(const OrderCommand& command, std::vector<Execution>& executions);
    RejectReason cancel(const OrderCommand& command, std::vector<Execution>& executions);
    RejectReason replace(const OrderCommand& command, std::vector<Execution>& executions);
    /// The order that a cancel or replace means, or why it may not.
    RejectReason find(const OrderCommand& command, Orders::iterator& found);
    /// Trades `taker` down to what nobody at `taker.price` or better wants.
    void match(RestingOrder& taker, std::int64_t ts, std::vector<Execution>& executions);
    void rest(const RestingOrder& order);
    void emit(Execution execution, std::vector<Execution>& executions);
    [[nodiscard]] const PriceLevels& book(std::size_t instrument) const;

    std::vector<PriceLevels> books_;
    Orders orders_;
    std::uint64_t sequence_ = 0;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::book
