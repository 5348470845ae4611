#include "swarmcore/sim/compiled_strategy.hpp"

#include <algorithm>
#include <cstddef>

namespace swarmcore::sim {

namespace {

constexpr std::uint32_t owner = 1;

std::int32_t send(ReplayContext* context, const book::OrderCommand& command) {
    return static_cast<std::int32_t>(context->send(command));
}

}  // namespace

extern "C" {

std::int32_t swarmcore_replay_send(ReplayContext* context, const book::OrderCommand* command) {
    return send(context, *command);
}

std::int32_t swarmcore_replay_order(ReplayContext* context, std::uint64_t order_id,
                                    std::uint16_t instrument, std::int8_t side, std::int64_t price,
                                    std::int64_t quantity) {
    const bool market = price == 0;
    return send(context, {.order_id = order_id,
                          .price = price,
                          .quantity = quantity,
                          .owner = owner,
                          .instrument = instrument,
                          .kind = book::CommandKind::new_,
                          .side = static_cast<Side>(side),
                          .type = market ? book::OrderType::market : book::OrderType::limit,
                          .tif = market ? book::TimeInForce::ioc : book::TimeInForce::gtc});
}

std::int32_t swarmcore_replay_replace(ReplayContext* context, std::uint64_t order_id,
                                      std::uint16_t instrument, std::int64_t price,
                                      std::int64_t quantity) {
    return send(context, {.order_id = order_id,
                          .price = price,
                          .quantity = quantity,
                          .owner = owner,
                          .instrument = instrument,
                          .kind = book::CommandKind::replace});
}

std::int32_t swarmcore_replay_cancel(ReplayContext* context, std::uint64_t order_id,
                                     std::uint16_t instrument) {
    return send(context, {.order_id = order_id,
                          .owner = owner,
                          .instrument = instrument,
                          .kind = book::CommandKind::cancel});
}

std::int64_t swarmcore_replay_depth(const ReplayContext* context, std::uint16_t instrument,
                                    std::int8_t side, std::int64_t levels, std::int64_t* out) {
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(levels, 0));
    const auto write = [out](const std::vector<book::DepthLevel>& depth) {
        std::int64_t* cell = out;
        for (const book::DepthLevel& level : depth) {
            *cell++ = level.price.count();
            *cell++ = level.quantity.count();
        }
        return static_cast<std::int64_t>(depth.size());
    };
    if (const book::OrderBook* book = context->order_book(instrument)) {
        return write(book->depth(static_cast<Side>(side), count));
    }
    if (const book::DepthBook* book = context->depth_book(instrument)) {
        return write(book->depth(static_cast<Side>(side), count));
    }
    return 0;
}

void swarmcore_replay_wake_at(ReplayContext* context, std::int64_t ts) {
    context->wake_at(Nanos{ts});
}

void swarmcore_replay_stop(ReplayContext* context) {
    context->stop();
}
}

}  // namespace swarmcore::sim
