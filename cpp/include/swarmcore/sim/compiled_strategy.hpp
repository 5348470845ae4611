#pragma once

#include <cstdint>
#include <type_traits>

#include "swarmcore/book/order.hpp"
#include "swarmcore/sim/replay.hpp"
#include "swarmcore/sim/strategy.hpp"

/// Strategies that were compiled elsewhere (in C, or by numba from Python): a function of plain
/// integers and addresses, and functions of that kind by which it acts.
namespace swarmcore::sim {

/// An event as such a strategy gets it, with the best prices of its instrument as the strategy
/// knows them, 0 where a side is empty; mirrored by the NumPy dtype `swarmcore.sim.STRATEGY_EVENT`.
struct StrategyEvent {
    std::int64_t now = 0;
    std::int64_t bid_price = 0;
    std::int64_t bid_quantity = 0;
    std::int64_t ask_price = 0;
    std::int64_t ask_quantity = 0;
    std::int64_t position = 0;  ///< lots held of the instrument, as far as answers have come
    std::uint64_t row = 0;      ///< of market data: which row of its stream
    std::uint32_t stream = 0;   ///< of market data: which stream
    std::uint16_t instrument = 0;
    std::uint8_t kind = 0;  ///< a ReplayEventKind
    std::uint8_t reserved = 0;
};

static_assert(sizeof(StrategyEvent) == 64, "one event is one cache line");
static_assert(std::is_trivially_copyable_v<StrategyEvent> &&
              std::is_standard_layout_v<StrategyEvent>);

extern "C" {
/// Called for every event. `record` is a BookMessage, DepthMessage or Execution, as `event->kind`
/// says, or nullptr; `user` is what it was given to keep its state in.
using StrategyFunction = void (*)(const StrategyEvent* event, const void* record,
                                  ReplayContext* context, void* user);

/// Sends a command (`ReplayContext::send`) and returns its SendStatus: 0 is sent.
std::int32_t swarmcore_replay_send(ReplayContext* context, const book::OrderCommand* command);
/// Sends a new order of owner 1: limit, good till cancelled, or immediate or cancel where `price`
/// is 0, which is a market order.
std::int32_t swarmcore_replay_order(ReplayContext* context, std::uint64_t order_id,
                                    std::uint16_t instrument, std::int8_t side, std::int64_t price,
                                    std::int64_t quantity);
/// Gives an order of owner 1 another price and open quantity.
std::int32_t swarmcore_replay_replace(ReplayContext* context, std::uint64_t order_id,
                                      std::uint16_t instrument, std::int64_t price,
                                      std::int64_t quantity);
/// Withdraws an order of owner 1.
std::int32_t swarmcore_replay_cancel(ReplayContext* context, std::uint64_t order_id,
                                     std::uint16_t instrument);
/// Writes price and quantity of the best levels of a side, best first, into `levels` pairs at
/// `out`, and returns how many there are.
std::int64_t swarmcore_replay_depth(const ReplayContext* context, std::uint16_t instrument,
                                    std::int8_t side, std::int64_t levels, std::int64_t* out);
/// ReplayContext::wake_at and ReplayContext::stop.
void swarmcore_replay_wake_at(ReplayContext* context, std::int64_t ts);
void swarmcore_replay_stop(ReplayContext* context);
}

/// A strategy of a replay that calls such a function.
class CompiledStrategy {
  public:
    explicit CompiledStrategy(StrategyFunction function, void* user = nullptr) noexcept
        : function_{function}, user_{user} {}

    void on_event(const ReplayEvent& event, ReplayContext& context) {
        const book::Quotes quotes = context.quotes(event.instrument);
        StrategyEvent plain{.now = event.now.count(),
                            .position = context.account().position(event.instrument).count(),
                            .row = event.row,
                            .stream = event.stream,
                            .instrument = event.instrument,
                            .kind = static_cast<std::uint8_t>(event.kind)};
        if (quotes.bid) {
            plain.bid_price = quotes.bid->price.count();
            plain.bid_quantity = quotes.bid->quantity.count();
        }
        if (quotes.ask) {
            plain.ask_price = quotes.ask->price.count();
            plain.ask_quantity = quotes.ask->quantity.count();
        }
        function_(&plain, event.record, &context, user_);
    }

  private:
    StrategyFunction function_;
    void* user_;
};

}  // namespace swarmcore::sim
