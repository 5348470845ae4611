#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <vector>

#include "../allocations.hpp"
#include "swarmcore/sim/order_flow.hpp"
#include "venue.hpp"

/// Laws that hold whatever the market and the account do.
namespace swarmcore::sim {

using book::BookMessage;
using book::CommandKind;
using book::DepthMessage;
using book::DepthMessageKind;
using book::Execution;
using book::ExecutionKind;
using book::MessageKind;
using book::OrderCommand;
using book::OrderType;
using book::TimeInForce;

namespace {

constexpr std::size_t filling = 400;

template <class Message>
std::vector<Message> flow(std::size_t count, std::uint64_t seed) {
    OrderFlowModel model{.arrivals = balanced_arrivals(1'000.0, 0.7, 100.0)};
    model.orders = 50;
    model.reach = 20;
    std::vector<Message> messages(count);
    OrderFlow{model, seed}.fill(std::span{messages});
    return messages;
}

template <class Message>
constexpr MarketData kind_of =
    std::is_same_v<Message, BookMessage> ? MarketData::by_order : MarketData::by_price;

template <class Message>
Exchange make_exchange() {
    return Exchange{{{.data = kind_of<Message>,
                      .queue = QueueModel::logarithm(),
                      .fees = FeeSchedule{{.maker = -100, .taker = 500}}}}};
}

std::vector<book::DepthLevel> depth(const Exchange& exchange, Side side, std::size_t levels) {
    if (const book::OrderBook* mirror = exchange.order_book(0)) return mirror->depth(side, levels);
    return exchange.depth_book(0)->depth(side, levels);
}

/// An account that does something of every kind, at random.
class Trader {
  public:
    explicit Trader(std::uint64_t seed) : random_{seed} {}

    OrderCommand next(const Exchange& exchange) {
        OrderCommand command{.ts = exchange.now().count(),
                             .owner = static_cast<std::uint32_t>(1 + below(2))};
        if (last_ > 0 && below(3) == 0) {
            command.order_id = 1 + below(last_);
            command.kind = below(2) == 0 ? CommandKind::cancel : CommandKind::replace;
            command.quantity = static_cast<std::int64_t>(1 + below(300));
            command.price = price(exchange, below(2) == 0 ? bid : ask);
            return command;
        }
        command.order_id = ++last_;
        command.kind = CommandKind::new_;
        command.side = below(2) == 0 ? bid : ask;
        command.quantity = static_cast<std::int64_t>(1 + below(300));
        command.type = below(8) == 0 ? OrderType::market : OrderType::limit;
        command.price = price(exchange, command.side);
        command.tif = TimeInForce::gtc;
        if (below(4) == 0) command.tif = below(2) == 0 ? TimeInForce::ioc : TimeInForce::fok;
        if (command.type == OrderType::limit && command.tif == TimeInForce::gtc) {
            constexpr std::array<std::uint16_t, 4> flags{0, book::post_only_flag,
                                                         book::post_only_flag | book::slide_flag,
                                                         book::reduce_only_flag};
            command.flags = flags[below(flags.size())];
            if (below(3) == 0) {
                command.tif = TimeInForce::gtd;
                command.expires = command.ts + 1 + static_cast<std::int64_t>(below(500'000'000));
            }
        }
        return command;
    }

  private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    /// Near the best prices, on either side of them.
    std::int64_t price(const Exchange& exchange, Side side) {
        const auto levels = depth(exchange, side, 1);
        const std::int64_t best = levels.empty() ? 10'000 : levels.front().price.count();
        return std::max<std::int64_t>(1, best + static_cast<std::int64_t>(below(9)) - 4);
    }

    std::mt19937_64 random_;
    std::uint64_t last_ = 0;
};

/// What is left of each live order, kept from its executions alone.
class Accounts {
  public:
    void see(std::span<const Execution> executions) {
        for (const Execution& execution : executions) see(execution);
    }
    /// Whether the exchange agrees on what is open.
    void check(const Exchange& exchange) const {
        CHECK(exchange.order_count() == open_.size());
        for (const auto& [id, open] : open_) {
            CHECK(exchange.open_quantity(OrderId{id}) == Quantity{open});
        }
        CHECK(exchange.position(1, 0) + exchange.position(2, 0) == Quantity{bought_});
    }
    [[nodiscard]] std::size_t fills() const { return fills_; }

  private:
    void see(const Execution& execution) {
        const std::uint64_t id = execution.order_id;
        switch (execution.kind) {
            case ExecutionKind::accepted:
                REQUIRE_FALSE(open_.contains(id));
                open_[id] = execution.quantity;
                break;
            case ExecutionKind::replaced:
                REQUIRE(open_.contains(id));
                open_[id] = execution.quantity;
                break;
            case ExecutionKind::filled:
            case ExecutionKind::cancelled:
            case ExecutionKind::expired:
                REQUIRE(open_.contains(id));
                REQUIRE(execution.quantity > 0);
                open_[id] -= execution.quantity;
                REQUIRE(open_[id] == execution.remaining);
                REQUIRE(execution.remaining >= 0);
                if (execution.remaining == 0) open_.erase(id);
                break;
            default:
                REQUIRE(execution.kind == ExecutionKind::rejected);
        }
        if (execution.kind != ExecutionKind::filled) return;
        ++fills_;
        bought_ += execution.quantity * static_cast<std::int64_t>(execution.side);
    }

    std::map<std::uint64_t, std::int64_t> open_;
    std::size_t fills_ = 0;
    std::int64_t bought_ = 0;
};

/// Runs a market with a trader who acts after every `pause` messages; `see(exchange, message or
/// nullptr)` after each step.
template <class Message, class See>
void run(Exchange& exchange, std::uint64_t seed, std::size_t count, std::size_t pause, See&& see) {
    const std::vector<Message> messages = flow<Message>(count, seed);
    Trader trader{seed};
    bool in_update = false;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        static_cast<void>(exchange.apply(messages[i]));
        see(&messages[i]);
        exchange.clear_executions();
        if constexpr (std::is_same_v<Message, DepthMessage>) {
            in_update = exchange.depth_book(0)->in_update();
        }
        if (i < filling || i % pause != 0 || in_update) continue;
        exchange.process(trader.next(exchange));
        see(static_cast<const Message*>(nullptr));
        exchange.clear_executions();
    }
}

}  // namespace

TEST_CASE_TEMPLATE("quantity in is filled, withdrawn or open", Message, BookMessage, DepthMessage) {
    Exchange exchange = make_exchange<Message>();
    Accounts accounts;
    std::size_t steps = 0;
    run<Message>(exchange, 3, 60'000, 3, [&](const Message*) {
        accounts.see(exchange.executions());
        if (++steps % 500 == 0) accounts.check(exchange);
    });
    accounts.check(exchange);
    CHECK(accounts.fills() > 2'000);
}

TEST_CASE_TEMPLATE(
    "a maker fills at its own price, and all of them together have no more of a "
    "message than its lots",
    Message, BookMessage, DepthMessage) {
    Exchange exchange = make_exchange<Message>();
    std::map<std::uint64_t, std::int64_t> limits;
    std::size_t makers = 0;
    run<Message>(exchange, 4, 60'000, 3, [&](const Message* message) {
        std::int64_t filled = 0;
        for (const Execution& execution : exchange.executions()) {
            if (execution.kind == ExecutionKind::accepted ||
                execution.kind == ExecutionKind::replaced) {
                limits[execution.order_id] = execution.price;
            }
            if (execution.kind != ExecutionKind::filled) continue;
            const bool maker = execution.flags == book::maker_flag;
            REQUIRE(maker == (message != nullptr));
            if (!maker) continue;
            ++makers;
            filled += execution.quantity;
            CHECK(execution.price == limits.at(execution.order_id));
        }
        if (message == nullptr || filled == 0) return;
        if constexpr (std::is_same_v<Message, BookMessage>) {
            CHECK(filled <= message->quantity);
        } else if (message->kind == DepthMessageKind::trade) {
            CHECK(filled <= message->quantity);
        }
    });
    CHECK(makers > 500);
}

TEST_CASE_TEMPLATE("a taker leaves nothing available at a better price than its last fill", Message,
                   BookMessage, DepthMessage) {
    Exchange exchange = make_exchange<Message>();
    std::size_t checked = 0;
    run<Message>(exchange, 5, 40'000, 3, [&](const Message* message) {
        if (message != nullptr) return;
        std::int64_t last = 0;
        Side side{};
        for (const Execution& execution : exchange.executions()) {
            if (execution.kind != ExecutionKind::filled) continue;
            // From the best price on, never back.
            const std::int64_t sign = static_cast<std::int64_t>(execution.side);
            if (last != 0) CHECK(execution.price * sign >= last * sign);
            last = execution.price;
            side = execution.side;
        }
        if (last == 0) return;
        // What an order with a limit one tick better finds after it: nothing.
        const std::int64_t better = last - static_cast<std::int64_t>(side);
        if (better <= 0) return;
        exchange.clear_executions();
        exchange.process({.ts = exchange.now().count(),
                          .order_id = 1ULL << 40U,
                          .price = better,
                          .quantity = 1,
                          .owner = 3,
                          .kind = CommandKind::new_,
                          .side = side,
                          .type = OrderType::limit,
                          .tif = TimeInForce::ioc});
        CHECK(exchange.executions().back().kind == ExecutionKind::cancelled);
        ++checked;
    });
    CHECK(checked > 300);
}

TEST_CASE("the account takes no more of an order of the venue than it ever displayed") {
    Exchange exchange = make_exchange<BookMessage>();
    std::map<std::uint64_t, std::int64_t> displayed;
    std::map<std::uint64_t, std::int64_t> taken;
    run<BookMessage>(exchange, 6, 60'000, 2, [&](const BookMessage* message) {
        if (message != nullptr && message->kind == MessageKind::add) {
            displayed[message->order_id] = message->quantity;
        }
        if (message != nullptr && message->kind == MessageKind::replace) {
            const std::uint64_t id =
                message->new_order_id == 0 ? message->order_id : message->new_order_id;
            displayed[id] = message->quantity;
            taken[id] = 0;
        }
        for (const Execution& execution : exchange.executions()) {
            if (execution.kind != ExecutionKind::filled) continue;
            const bool traded = message != nullptr && message->kind == MessageKind::execute;
            if (traded || execution.other_order_id == 0) continue;
            CHECK((taken[execution.other_order_id] += execution.quantity) <=
                  displayed.at(execution.other_order_id));
        }
    });
    CHECK(taken.size() > 300);
}

TEST_CASE("the place of an own order by order is that of the order that joins right behind it") {
    Exchange exchange = make_exchange<BookMessage>();
    const std::vector<BookMessage> messages = flow<BookMessage>(30'000, 8);
    std::size_t checked = 0;
    std::uint64_t id = 0;
    std::uint64_t marker = 0;  // a venue's order that joined right behind the own one
    std::int64_t price = 0;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const BookMessage& message = messages[i];
        REQUIRE(exchange.apply(message) == book::BookStatus::applied);
        if (i < filling) continue;
        const bool live = id != 0 && exchange.open_quantity(OrderId{id}).has_value();
        if (!live) {
            const auto best = depth(exchange, bid, 2);
            if (best.size() < 2) continue;
            price = best.back().price.count();
            id = 1'000'000 + i;
            marker = 0;
            exchange.process({.ts = exchange.now().count(),
                              .order_id = id,
                              .price = price,
                              .quantity = 1'000'000,
                              .kind = CommandKind::new_,
                              .side = bid,
                              .type = OrderType::limit,
                              .tif = TimeInForce::gtc});
            continue;
        }
        const bool joins = message.kind == MessageKind::add || message.kind == MessageKind::replace;
        const std::uint64_t joining =
            message.new_order_id == 0 ? message.order_id : message.new_order_id;
        if (marker == 0 && joins && message.price == price &&
            exchange.order_book(0)->find(OrderId{joining})->side == bid) {
            marker = joining;
            continue;
        }
        if (marker == 0) continue;
        const auto behind = exchange.order_book(0)->queue_ahead(OrderId{marker});
        const auto order = exchange.order_book(0)->find(OrderId{marker});
        if (!behind || !order || order->price != Price{price} || (joins && joining == marker)) {
            exchange.process(
                {.ts = exchange.now().count(), .order_id = id, .kind = CommandKind::cancel});
            continue;
        }
        CHECK(exchange.queue_ahead(OrderId{id}) == static_cast<double>(behind->count()));
        ++checked;
    }
    CHECK(checked > 1'000);
}

TEST_CASE_TEMPLATE("the same market and commands give the same executions and state", Message,
                   BookMessage, DepthMessage) {
    const auto digest = [](std::uint64_t seed) {
        Exchange exchange = make_exchange<Message>();
        StateHash state;
        run<Message>(exchange, seed, 20'000, 3, [&](const Message*) {
            for (const Execution& execution : exchange.executions()) {
                const auto bytes =
                    std::bit_cast<std::array<unsigned char, sizeof(Execution)>>(execution);
                state.update(std::span{bytes});
            }
        });
        state.update(exchange.state_hash());
        return state.digest();
    };
    CHECK(digest(9) == digest(9));
    CHECK(digest(9) != digest(10));
}

TEST_CASE_TEMPLATE("once warm, nothing is allocated", Message, BookMessage, DepthMessage) {
    const std::vector<Message> messages = flow<Message>(60'000, 11);
    Exchange exchange = make_exchange<Message>();
    const auto pass = [&](std::size_t first, std::size_t last, std::uint64_t id) {
        for (std::size_t i = first; i < last; ++i) {
            static_cast<void>(exchange.apply(messages[i]));
            if (i < filling || i % 20 != 0) continue;
            for (const Side side : {bid, ask}) {
                const auto best = side == bid ? exchange.order_book(0) != nullptr
                                                    ? exchange.order_book(0)->best_bid()
                                                    : exchange.depth_book(0)->best_bid()
                                  : exchange.order_book(0) != nullptr
                                      ? exchange.order_book(0)->best_ask()
                                      : exchange.depth_book(0)->best_ask();
                if (!best) continue;
                exchange.process({.ts = exchange.now().count(),
                                  .order_id = ++id,
                                  .price = best->price.count(),
                                  .quantity = 20,
                                  .owner = 1,
                                  .kind = CommandKind::new_,
                                  .side = side,
                                  .type = OrderType::limit,
                                  .tif = TimeInForce::gtc});
                exchange.process({.ts = exchange.now().count(),
                                  .order_id = ++id,
                                  .price = best->price.count(),
                                  .quantity = 20,
                                  .expires = exchange.now().count() + 100'000'000,
                                  .owner = 1,
                                  .kind = CommandKind::new_,
                                  .side = side,
                                  .type = OrderType::limit,
                                  .tif = TimeInForce::gtd});
                exchange.process({.ts = exchange.now().count(),
                                  .order_id = ++id,
                                  .price = best->price.count(),
                                  .quantity = 5,
                                  .owner = 1,
                                  .kind = CommandKind::new_,
                                  .side = opposite(side),
                                  .type = OrderType::limit,
                                  .tif = TimeInForce::ioc});
            }
            exchange.clear_executions();
        }
    };
    pass(0, 40'000, 0);
    const std::size_t before = allocation_count();
    pass(40'000, messages.size(), 1'000'000);
    // The book itself may still spread further than before, a few times.
    CHECK(allocation_count() - before <= 4);
}

TEST_CASE("any 64 bytes are a command or a message") {
    // The same bytes in every run.
    // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
    std::mt19937_64 random{13};
    const auto garbage = [&]<class Record>(Record) {
        std::array<std::uint64_t, 8> words{};
        for (std::uint64_t& word : words) {
            const std::uint64_t draw = random();
            word = draw % 4 == 0 ? random() : (draw >> 8U) % 6;
        }
        auto record = std::bit_cast<Record>(words);
        record.instrument = static_cast<std::uint16_t>(random() % 4);
        record.ts = static_cast<std::int64_t>(random() % 3) - 1;
        if ((random() & 1U) != 0) {
            record.flags = 0;
            record.side = (random() & 1U) != 0 ? bid : ask;
        }
        return record;
    };
    Exchange exchange{{{.queue = QueueModel::square()},
                       {.data = MarketData::by_price, .queue = QueueModel::power(1.5)},
                       {.data = MarketData::by_price, .depth = {.levels = 3}}}};
    std::size_t counts = 0;
    for (int i = 0; i < 60'000; ++i) {
        BookMessage message = garbage(BookMessage{});
        message.kind = static_cast<MessageKind>(random() % 9);
        static_cast<void>(exchange.apply(message));
        DepthMessage row = garbage(DepthMessage{});
        row.kind = static_cast<DepthMessageKind>(random() % 6);
        if ((random() & 1U) != 0) row.first_update = row.last_update = row.previous_update = 0;
        static_cast<void>(exchange.apply(row));
        OrderCommand command = garbage(OrderCommand{});
        command.kind = static_cast<CommandKind>(random() % 10);
        if ((random() & 3U) != 0) {
            command.trigger = command.expires = 0;
            command.display = 0;
            command.type = (random() & 1U) != 0 ? OrderType::limit : OrderType::market;
            command.tif = static_cast<TimeInForce>(1 + random() % 3);
        }
        exchange.process(command);
        for (const Execution& execution : exchange.executions()) {
            counts += execution.kind == ExecutionKind::filled ? 1U : 0U;
            CHECK(execution.remaining >= 0);
        }
        exchange.clear_executions();
    }
    CHECK(counts > 50);
}

}  // namespace swarmcore::sim
