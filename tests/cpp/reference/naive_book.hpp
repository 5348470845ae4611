#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "naive_auction.hpp"
#include "naive_checks.hpp"
#include "naive_order.hpp"
#include "naive_state.hpp"

namespace swarmcore::book::reference {

/// Every rule of docs/matching-rules.md in its most obvious form, with the interface of
/// MatchingEngine. Written from that page alone. Every look at the book goes through all orders.
class NaiveEngine {
  public:
    explicit NaiveEngine(std::size_t instruments, const MatchingRules& rules = {}) : rules_{rules} {
        state_.instruments.resize(instruments);
    }

    /// Section "A command, step by step".
    void process(const OrderCommand& command, std::vector<Execution>& executions) {
        out_ = &executions;
        now_ = command.ts;
        const RejectReason fault = fault_of(command, state_.instruments.size(), last_ts_);
        if (fault != RejectReason::none) {
            reject(command, fault);
            return;
        }
        last_ts_ = command.ts;
        expire(command.ts);
        now_ = command.ts;
        const RejectReason refusal = act(command);
        if (refusal != RejectReason::none) reject(command, refusal);
        work_off_line();
    }

    [[nodiscard]] std::size_t instrument_count() const { return state_.instruments.size(); }
    [[nodiscard]] std::size_t order_count() const { return state_.orders.size(); }

    [[nodiscard]] std::vector<OrderView> orders(std::size_t instrument) const {
        const auto of = static_cast<std::uint16_t>(instrument);
        std::vector<OrderView> views;
        for (const Side side : {Side::bid, Side::ask}) {
            for (const Order& order : state_.side(of, side)) views.push_back(view(order));
        }
        for (const Place place : {Place::dormant, Place::parked, Place::held}) {
            for (const Order& order : state_.at(of, place)) views.push_back(view(order));
        }
        for (const std::uint64_t id : state_.line) {
            const Order& order = state_.orders.at(id);
            if (order.instrument == of) views.push_back(view(order));
        }
        return views;
    }

    [[nodiscard]] std::int64_t position(std::uint32_t owner, std::size_t instrument) const {
        return state_.position(owner, static_cast<std::uint16_t>(instrument));
    }
    [[nodiscard]] TradingPhase phase(std::size_t instrument) const {
        return state_.instruments[instrument].phase;
    }
    [[nodiscard]] Price last_trade_price(std::size_t instrument) const {
        return Price{state_.instruments[instrument].last_trade};
    }
    [[nodiscard]] PriceBands bands(std::size_t instrument) const {
        const Instrument& own = state_.instruments[instrument];
        return {Price{own.lowest}, Price{own.highest}};
    }
    /// What the present auction would do if it ended now without a reference price of its own.
    [[nodiscard]] IndicativeAuction indicative(std::size_t instrument) const {
        const auto of = static_cast<std::uint16_t>(instrument);
        if (!is_auction(phase(instrument))) return {};
        const Clearing clearing =
            clear(state_.taking_part(of), state_.reference_price(of, 0)).value_or(Clearing{});
        return {Price{clearing.price}, Quantity{clearing.volume}, Quantity{clearing.imbalance}};
    }

  private:
    // Commands: naive_commands.hpp.
    RejectReason act(const OrderCommand& command);
    RejectReason enter_new(const OrderCommand& command);
    RejectReason cancel(const OrderCommand& command);
    RejectReason replace(const OrderCommand& command);
    RejectReason link(const OrderCommand& command);
    RejectReason release(const OrderCommand& command);
    RejectReason change_phase(const OrderCommand& command);
    RejectReason change_bands(const OrderCommand& command);
    RejectReason find_order(const OrderCommand& command, std::uint64_t id, Order*& found);
    void expire(std::int64_t ts);
    Clearing uncross(std::uint16_t instrument, std::int64_t commanded_reference);
    std::optional<Order> next_outside_bands(std::uint16_t instrument) const;

    // What an order does: naive_matching.hpp.
    RejectReason judge(Order& order) const;
    RejectReason reduce(Order& order) const;
    RejectReason judge_price(Order& order) const;
    RejectReason slide(Order& order, std::int64_t best) const;
    void settle(std::uint64_t id);
    void take(std::uint64_t id);
    bool can_fill(const Order& taker) const;
    void prevent_self_trade(std::uint64_t taker_id, std::uint64_t maker_id);
    void share(std::uint64_t taker_id, const std::vector<Order>& level);
    void trade(std::uint64_t taker_id, std::uint64_t maker_id, std::int64_t quantity,
               std::int64_t price);
    void count_trade(const Order& order, const Order& other, std::int64_t quantity);
    void replenish(std::uint64_t id);
    void cut_excess(std::uint32_t owner, std::uint16_t instrument);
    void withdraw(std::uint64_t id, std::int64_t quantity, RejectReason reason);
    void withdraw_all(std::uint64_t id, RejectReason reason);
    void leave(std::uint64_t id);
    void follow_pair(std::uint64_t id);
    void follow_brackets(std::uint64_t id);
    void test_stops(std::uint16_t instrument);
    void test_stop(std::uint64_t id);
    void join_line(std::uint64_t id);
    void work_off_line();
    void enter_from_line(std::uint64_t id);

    [[nodiscard]] Instrument& instrument_of(const Order& order) {
        return state_.instruments[order.instrument];
    }
    [[nodiscard]] const Instrument& instrument_of(const Order& order) const {
        return state_.instruments[order.instrument];
    }

    [[nodiscard]] OrderView view(const Order& order) const {
        OrderView seen;
        seen.id = order.id;
        seen.partner = state_.partner(order.id).value_or(0);
        seen.parent = state_.parent(order.id).value_or(0);
        seen.price = order.price;
        seen.open = order.open;
        seen.shown = order.place == Place::resting ? order.shown : 0;
        if (awaits_trigger(order)) {
            const bool trails = order.type == OrderType::trailing_stop;
            seen.trigger = trails && order.place != Place::dormant ? order.offset : order.trigger;
        }
        seen.expires = order.expires;
        seen.owner = order.owner;
        seen.instrument = order.instrument;
        seen.flags = order.flags;
        seen.side = order.side;
        seen.type = order.type;
        seen.tif = order.tif;
        seen.status = static_cast<OrderStatus>(order.place);
        return seen;
    }

    // Section "Executions".
    void emit(Execution execution) {
        execution.ts = now_;
        execution.sequence = ++sequence_;
        out_->push_back(execution);
    }
    void emit(ExecutionKind kind, const Order& order, std::int64_t quantity, std::int64_t remaining,
              RejectReason reason = RejectReason::none) {
        Execution execution;
        execution.order_id = order.id;
        execution.price = order.price;
        execution.quantity = quantity;
        execution.remaining = remaining;
        execution.instrument = order.instrument;
        execution.kind = kind;
        execution.side = order.side;
        execution.reason = reason;
        emit(execution);
    }
    void emit_fill(const Order& order, const Order& other, std::int64_t quantity,
                   std::int64_t price, std::uint8_t flags) {
        Execution execution;
        execution.order_id = order.id;
        execution.other_order_id = other.id;
        execution.price = price;
        execution.quantity = quantity;
        execution.remaining = order.open;
        execution.instrument = order.instrument;
        execution.kind = ExecutionKind::filled;
        execution.side = order.side;
        execution.flags = flags;
        emit(execution);
    }
    void reject(const OrderCommand& command, RejectReason reason) {
        Execution execution;
        execution.order_id = command.order_id;
        execution.price = command.price;
        execution.quantity = command.quantity;
        execution.instrument = command.instrument;
        execution.kind = ExecutionKind::rejected;
        execution.side = command.side;
        execution.reason = reason;
        emit(execution);
    }

    MatchingRules rules_;
    State state_;
    std::uint64_t arrivals_ = 0;
    std::uint64_t sequence_ = 0;
    std::int64_t last_ts_ = smallest;  ///< of the last command not rejected by itself
    std::int64_t now_ = smallest;      ///< of what is emitted
    std::vector<Execution>* out_ = nullptr;
};

}  // namespace swarmcore::book::reference

#include "naive_commands.hpp"
#include "naive_matching.hpp"
