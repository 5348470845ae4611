#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/sim/exchange.hpp"

/// A simulated exchange to be told of one market line by line, for scenarios that read as tables.
namespace swarmcore::sim {

inline constexpr Side bid = Side::bid;
inline constexpr Side ask = Side::ask;

/// A new order of a scenario: a GTC limit order unless it says otherwise.
struct Ticket {
    std::int64_t quantity = 0;
    std::int64_t price = 0;
    book::TimeInForce tif = book::TimeInForce::gtc;
    std::uint16_t flags = 0;
    std::int64_t expires = 0;
    std::uint32_t owner = 1;
    book::OrderType type = book::OrderType::limit;
};

/// Every call is a nanosecond after the one before it; `since()` says what it did, one line each:
/// "fill 7: 4 at 100, 6 left, maker of 3" or "reject 7: would_take".
class Venue {
  public:
    explicit Venue(ExchangeInstrument terms = {}) : exchange{{std::move(terms)}} {}

    void add(std::uint64_t id, Side side, std::int64_t quantity, std::int64_t price) {
        send({.order_id = id,
              .price = price,
              .quantity = quantity,
              .kind = book::MessageKind::add,
              .side = side});
    }
    void reduce(std::uint64_t id, std::int64_t quantity) {
        send({.order_id = id, .quantity = quantity, .kind = book::MessageKind::reduce});
    }
    void remove(std::uint64_t id) { send({.order_id = id, .kind = book::MessageKind::delete_}); }
    void execute(std::uint64_t id, std::int64_t quantity) {
        send({.order_id = id, .quantity = quantity, .kind = book::MessageKind::execute});
    }
    void replace(std::uint64_t id, std::uint64_t new_id, std::int64_t quantity,
                 std::int64_t price) {
        send({.order_id = id,
              .new_order_id = new_id,
              .price = price,
              .quantity = quantity,
              .kind = book::MessageKind::replace});
    }
    void hidden_trade(Side side, std::int64_t quantity, std::int64_t price,
                      std::uint16_t flags = 0) {
        send({.price = price,
              .quantity = quantity,
              .flags = flags,
              .kind = book::MessageKind::trade,
              .side = side});
    }
    void clear() { send({.kind = book::MessageKind::clear}); }

    /// A row of an update by price; the last one unless `more` come.
    void set(Side side, std::int64_t quantity, std::int64_t price, bool more = false,
             std::uint16_t flags = 0) {
        row({.price = price,
             .quantity = quantity,
             .flags = static_cast<std::uint16_t>(flags | (more ? 0U : book::last_row_flag)),
             .kind = book::DepthMessageKind::set,
             .side = side});
    }
    void trade(Side side, std::int64_t quantity, std::int64_t price) {
        row({.price = price,
             .quantity = quantity,
             .kind = book::DepthMessageKind::trade,
             .side = side});
    }
    /// A snapshot of (side, quantity, price), whatever there was before.
    void snapshot(const std::vector<std::tuple<Side, std::int64_t, std::int64_t>>& levels) {
        row({.flags = book::snapshot_flag, .kind = book::DepthMessageKind::clear});
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto& [side, quantity, price] = levels[i];
            set(side, quantity, price, i + 1 < levels.size(), book::snapshot_flag);
        }
    }

    void enter(std::uint64_t id, Side side, const Ticket& ticket) {
        exchange.process({.ts = ++ts,
                          .order_id = id,
                          .price = ticket.price,
                          .quantity = ticket.quantity,
                          .expires = ticket.expires,
                          .owner = ticket.owner,
                          .flags = ticket.flags,
                          .kind = book::CommandKind::new_,
                          .side = side,
                          .type = ticket.type,
                          .tif = ticket.tif});
    }
    void buy(std::uint64_t id, const Ticket& ticket) { enter(id, bid, ticket); }
    void sell(std::uint64_t id, const Ticket& ticket) { enter(id, ask, ticket); }
    void cancel(std::uint64_t id, std::uint32_t owner = 1) {
        exchange.process(
            {.ts = ++ts, .order_id = id, .owner = owner, .kind = book::CommandKind::cancel});
    }
    void modify(std::uint64_t id, std::int64_t quantity, std::int64_t price) {
        exchange.process({.ts = ++ts,
                          .order_id = id,
                          .price = price,
                          .quantity = quantity,
                          .owner = 1,
                          .kind = book::CommandKind::replace});
    }

    [[nodiscard]] double ahead(std::uint64_t id) const {
        return exchange.queue_ahead(OrderId{id}).value_or(-1.0);
    }
    /// What happened since the last call.
    [[nodiscard]] std::string since() {
        std::string lines;
        for (const book::Execution& execution : exchange.executions()) {
            if (!lines.empty()) lines += "; ";
            lines += describe(execution);
        }
        exchange.clear_executions();
        return lines;
    }

    Exchange exchange;
    std::int64_t ts = 0;

  private:
    static std::string describe(const book::Execution& execution) {
        using book::ExecutionKind;
        const std::string id = std::to_string(execution.order_id);
        const std::string quantity = std::to_string(execution.quantity);
        const std::string left = ", " + std::to_string(execution.remaining) + " left";
        const std::string at = " at " + std::to_string(execution.price);
        const std::string why =
            execution.reason == book::RejectReason::none
                ? ""
                : " for " + std::to_string(static_cast<unsigned>(execution.reason));
        switch (execution.kind) {
            case ExecutionKind::accepted:
                return "accept " + id + ": " + quantity + at;
            case ExecutionKind::filled:
                return "fill " + id + ": " + quantity + at + left +
                       (execution.flags == book::maker_flag ? ", maker of " : ", taker of ") +
                       std::to_string(execution.other_order_id);
            case ExecutionKind::cancelled:
                return "cancel " + id + ": " + quantity + left + why;
            case ExecutionKind::rejected:
                return "reject " + id + why;
            case ExecutionKind::replaced:
                return "replace " + id + ": " + quantity + at;
            case ExecutionKind::expired:
                return "expire " + id + ": " + quantity + " of time " +
                       std::to_string(execution.ts);
            default:
                return "unexpected";
        }
    }

    void send(book::BookMessage message) {
        message.ts = ++ts;
        REQUIRE(exchange.apply(message) == book::BookStatus::applied);
    }
    void row(book::DepthMessage message) {
        // The rows of an update share its time.
        if (!in_update_) ++ts;
        message.ts = ts;
        in_update_ = message.kind != book::DepthMessageKind::trade &&
                     (message.flags & book::last_row_flag) == 0;
        REQUIRE(exchange.apply(message) == book::DepthStatus::applied);
    }

    bool in_update_ = false;
};

}  // namespace swarmcore::sim
