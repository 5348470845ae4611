#include "swarmcore/sim/replay_context.hpp"

#include <algorithm>

namespace swarmcore::sim {

namespace {

using book::OrderCommand;

std::vector<ContractValue> values_of(const std::vector<ExchangeInstrument>& instruments) {
    std::vector<ContractValue> values;
    values.reserve(instruments.size());
    for (const ExchangeInstrument& instrument : instruments) values.push_back(instrument.value);
    return values;
}

}  // namespace

ReplayContext::ReplayContext(const std::vector<ExchangeInstrument>& instruments,
                             const ReplayOptions& options)
    : exchange_{instruments},
      account_{values_of(instruments), options.limits},
      order_latency_{options.order_latency} {
    for (std::size_t i = 0; i < instruments.size(); ++i) {
        views_.push_back(
            {.by_order = exchange_.order_book(i), .by_price = exchange_.depth_book(i)});
    }
}

SendStatus ReplayContext::send(OrderCommand command) {
    if (closing_) {
        ++undelivered_;
        return SendStatus::market_ended;
    }
    command.ts = now_;
    // The reject of a replace is told from that of a cancel by the quantity in it.
    if (command.kind == book::CommandKind::cancel) command.quantity = 0;
    const SendStatus status = account_.send(command, quotes(command.instrument));
    if (status != SendStatus::sent) return status;
    hash_.update(command.ts);
    hash_.update(command.order_id);
    hash_.update(command.price);
    hash_.update(command.quantity);
    hash_.update(static_cast<std::uint64_t>(command.kind));
    orders_.push(later(now_, order_latency_.delay(Nanos{now_}, sent_.size())), command);
    sent_.push_back(command);
    changed_ = true;
    return SendStatus::sent;
}

void ReplayContext::wake_at(Nanos ts) noexcept {
    wake_ = std::max(ts.count(), now_);
    changed_ = true;
}

}  // namespace swarmcore::sim
