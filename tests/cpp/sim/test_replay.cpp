#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "swarmcore/core/error.hpp"
#include "swarmcore/sim/order_flow.hpp"
#include "swarmcore/sim/replay.hpp"

namespace swarmcore::sim {
namespace {

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

BookMessage add(std::int64_t ts, std::uint64_t id, Side side, std::int64_t price,
                std::int64_t quantity, std::uint16_t instrument = 0) {
    return {.ts = ts,
            .order_id = id,
            .price = price,
            .quantity = quantity,
            .instrument = instrument,
            .kind = MessageKind::add,
            .side = side};
}

BookMessage remove(std::int64_t ts, std::uint64_t id) {
    return {.ts = ts, .order_id = id, .kind = MessageKind::delete_};
}

OrderCommand buy(std::uint64_t id, std::int64_t quantity, std::int64_t price = 0) {
    return {.order_id = id,
            .price = price,
            .quantity = quantity,
            .owner = 1,
            .kind = CommandKind::new_,
            .side = Side::bid,
            .type = price == 0 ? OrderType::market : OrderType::limit,
            .tif = price == 0 ? TimeInForce::ioc : TimeInForce::gtc};
}

ExchangeInstrument instrument(MarketData kind = MarketData::by_order) {
    ExchangeInstrument result;
    result.data = kind;
    return result;
}

LatencyModel delay(std::int64_t nanoseconds) {
    return LatencyModel::constant(Nanos{nanoseconds});
}

/// Calls a function for every event.
struct Calls {
    std::function<void(const ReplayEvent&, ReplayContext&)> function;
    void on_event(const ReplayEvent& event, ReplayContext& context) { function(event, context); }
};

using Seen = std::tuple<std::int64_t, std::uint32_t, std::size_t>;

/// Times, streams and rows of all market data that reaches an agent.
std::vector<Seen> seen_by(Replay& replay) {
    std::vector<Seen> seen;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext&) {
        seen.emplace_back(event.now.count(), event.stream, event.row);
    }};
    const bool ended =
        replay.run(strategy);  // outside the check, which would swallow what it throws
    CHECK(ended);
    return seen;
}

std::vector<BookMessage> flow(std::uint64_t seed, std::size_t count, std::uint16_t index = 0) {
    OrderFlowModel model{.arrivals = balanced_arrivals(1'000.0, 0.7, 100.0)};
    model.orders = 50;
    OrderFlow source{model, seed, Nanos{1'000'000}, index};
    std::vector<BookMessage> rows(count);
    source.fill(std::span{rows});
    return rows;
}

std::vector<DepthMessage> depth_flow(std::uint64_t seed, std::size_t count,
                                     std::uint16_t index = 0) {
    OrderFlowModel model{.arrivals = balanced_arrivals(1'000.0, 0.7, 100.0)};
    model.orders = 50;
    OrderFlow source{model, seed, Nanos{1'000'000}, index};
    std::vector<DepthMessage> rows(count);
    source.fill(std::span{rows});
    return rows;
}

std::string fault_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const BookError& error) {
        return std::to_string(error.row()) + " | " + error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("streams are merged by time, then in the order in which they were added") {
    const std::vector first{add(10, 1, Side::bid, 5, 1), add(20, 2, Side::bid, 5, 1),
                            add(20, 3, Side::bid, 5, 1), add(40, 4, Side::bid, 5, 1)};
    const std::vector second{add(5, 1, Side::bid, 5, 1, 1), add(20, 2, Side::bid, 5, 1, 1)};
    const std::vector third{add(20, 1, Side::bid, 5, 1, 2), add(30, 2, Side::bid, 5, 1, 2)};
    Replay replay{{instrument(), instrument(), instrument()}, {}};
    replay.add(first);
    replay.add(second);
    replay.add(third);
    CHECK(seen_by(replay) == std::vector<Seen>{{5, 1, 0},
                                               {10, 0, 0},
                                               {20, 0, 1},
                                               {20, 0, 2},
                                               {20, 1, 1},
                                               {20, 2, 0},
                                               {30, 2, 1},
                                               {40, 0, 3}});
    CHECK(replay.row_count() == 8);
}

TEST_CASE("any number of streams of either kind merge as a sort would") {
    for (const std::size_t count : {1U, 2U, 3U, 7U, 20U}) {
        std::vector<std::vector<BookMessage>> by_order;
        std::vector<std::vector<DepthMessage>> by_price;
        std::vector<ExchangeInstrument> instruments;
        std::vector<Seen> expected;
        for (std::size_t i = 0; i < count; ++i) {
            const auto index = static_cast<std::uint16_t>(i);
            const bool depth = i % 2 == 1;
            by_order.push_back(depth ? std::vector<BookMessage>{} : flow(i, 300 + 7 * i, index));
            by_price.push_back(depth ? depth_flow(i, 300, index) : std::vector<DepthMessage>{});
            instruments.push_back(instrument(depth ? MarketData::by_price : MarketData::by_order));
            for (std::size_t row = 0; row < by_order[i].size() + by_price[i].size(); ++row) {
                expected.emplace_back(depth ? by_price[i][row].ts : by_order[i][row].ts, index,
                                      row);
            }
        }
        std::ranges::sort(expected);
        Replay replay{instruments, {}};
        for (std::size_t i = 0; i < count; ++i) {
            if (i % 2 == 1) {
                replay.add(by_price[i]);
            } else {
                replay.add(by_order[i]);
            }
        }
        CHECK(seen_by(replay) == expected);
    }
}

TEST_CASE("an order arrives after the order latency and not before; its answers after theirs") {
    // The best ask is 100 until 15, 101 until 20, 102 at 20 and 103 from 21 on.
    const std::vector rows{add(1, 1, Side::ask, 103, 9),
                           add(1, 2, Side::ask, 102, 9),
                           add(1, 3, Side::ask, 101, 9),
                           add(1, 4, Side::ask, 100, 9),
                           add(10, 9, Side::bid, 1, 1),
                           remove(15, 4),
                           remove(20, 3),
                           remove(21, 2),
                           add(50, 10, Side::bid, 1, 1)};
    Replay replay{{instrument()}, {.order_latency = delay(10), .answer_latency = delay(7)}};
    replay.add(rows);
    std::vector<std::pair<std::int64_t, Execution>> answers;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        if (event.kind == ReplayEventKind::execution) {
            answers.emplace_back(event.now.count(), event.execution());
        } else if (event.now == Nanos{10}) {
            CHECK(context.send(buy(1, 4)) == SendStatus::sent);
        }
    }};
    CHECK(replay.run(strategy));
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].second.kind == ExecutionKind::accepted);
    CHECK(answers[1].second.kind == ExecutionKind::filled);
    // At 20 the market data of 20 comes first.
    CHECK(answers[1].second.price == 102);
    CHECK(answers[1].second.ts == 20);
    CHECK(answers[1].first == 27);
    CHECK(replay.account().position(0) == Quantity{4});
    CHECK(replay.answers()[1].received == Nanos{27});
    CHECK(replay.sent()[0].ts == 10);
}

TEST_CASE("an agent sees the past alone: each row after its delay, and the book as of that row") {
    const auto rows = flow(3, 5'000);
    Replay replay{{instrument()}, {.data_latency = delay(1'500'000)}};
    replay.add(rows);
    CHECK(replay.is_delayed());
    book::OrderBook past;
    std::size_t next = 0;
    bool same = true;
    bool behind = false;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        same = same && event.row == next && event.now.count() == rows[next].ts + 1'500'000;
        book::BookOrder before;
        same = same && past.apply(rows[next], before) == book::BookStatus::applied;
        if (rows[next].kind != MessageKind::add) {
            same =
                same && event.before->id == before.id && event.before->quantity == before.quantity;
        }
        ++next;
        same = same && context.order_book(0)->best_bid() == past.best_bid() &&
               context.order_book(0)->order_count() == past.order_count();
        // The venue has gone on meanwhile, exactly to the present time.
        const auto venue = static_cast<std::size_t>(
            std::ranges::upper_bound(rows, event.now.count(), {}, &BookMessage::ts) - rows.begin());
        same = same && static_cast<Replay&>(context).row_count() == venue;
        behind = behind || venue > next;
    }};
    CHECK(replay.run(strategy));
    CHECK(same);
    CHECK(behind);
    CHECK(next == rows.size());
}

TEST_CASE("without delay the agent's book is the venue's, row by row") {
    const auto rows = depth_flow(3, 3'000);
    Replay replay{{instrument(MarketData::by_price)}, {}};
    replay.add(rows);
    CHECK_FALSE(replay.is_delayed());
    book::DepthBook past;
    bool same = true;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        same = same && past.apply(event.depth()) == book::DepthStatus::applied &&
               context.depth_book(0)->best_ask() == past.best_ask();
    }};
    CHECK(replay.run(strategy));
    CHECK(same);
}

TEST_CASE("a feed's times of receipt are kept, but nothing overtakes and nothing precedes itself") {
    std::vector rows{add(10, 1, Side::bid, 5, 1), add(20, 2, Side::bid, 5, 1),
                     add(30, 3, Side::bid, 5, 1), add(40, 4, Side::bid, 5, 1)};
    rows[0].ts_local = 18;
    rows[1].ts_local = 55;
    rows[2].ts_local = 35;  // on one line: with the row before it
    rows[3].ts_local = 12;  // a clock that is wrong
    Replay replay{{instrument()}, {}};
    replay.add(rows);
    CHECK(seen_by(replay) == std::vector<Seen>{{18, 0, 0}, {55, 0, 1}, {55, 0, 2}, {55, 0, 3}});
}

TEST_CASE("two runs do the same; another seed of a latency does not") {
    const auto rows = flow(11, 20'000);
    const auto hash = [&](std::uint64_t seed) {
        const LatencyModel jitter = LatencyModel::jittered(Nanos{50'000}, Nanos{400'000}, seed);
        Replay replay{{instrument()},
                      {.order_latency = jitter, .answer_latency = jitter, .data_latency = jitter}};
        replay.add(rows);
        std::uint64_t id = 0;
        Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
            if (event.kind == ReplayEventKind::book && event.row % 100 == 99) {
                static_cast<void>(context.send(buy(++id, 3)));
            }
        }};
        CHECK(replay.run(strategy));
        CHECK(replay.account().fill_count() > 100);
        return replay.state_hash();
    };
    CHECK(hash(1) == hash(1));
    CHECK(hash(1) != hash(2));
}

namespace {

/// The replay in its most obvious form: everything that is to happen stands in one sorted map.
class NaiveReplay {
  public:
    NaiveReplay(const std::vector<ExchangeInstrument>& instruments, std::int64_t order,
                std::int64_t answer, std::int64_t data)
        : exchange{instruments}, order_{order}, answer_{answer}, data_{data} {}

    void add(const std::vector<BookMessage>& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const BookMessage& message = rows[row];
            at({message.ts, 0, streams_, row}, [this, message] {
                REQUIRE(exchange.apply(message) == book::BookStatus::applied);
                collect(message.ts);
            });
            at({message.ts + data_, 3, streams_, row},
               [this, message] { on_message(message.ts + data_, message); });
        }
        ++streams_;
    }
    void send(std::int64_t now, OrderCommand command) {
        command.ts = now + order_;
        at({command.ts, 1, 0, number_++}, [this, command] {
            exchange.process(command);
            collect(command.ts);
        });
    }
    void run() {
        while (!queue_.empty()) {
            const auto action = queue_.begin()->second;
            queue_.erase(queue_.begin());
            action();
        }
    }

    Exchange exchange;
    std::function<void(std::int64_t, const BookMessage&)> on_message;
    std::vector<std::pair<std::int64_t, Execution>> answers;

  private:
    using Key = std::tuple<std::int64_t, int, std::size_t, std::size_t>;

    void at(const Key& key, std::function<void()> action) { queue_[key] = std::move(action); }
    void collect(std::int64_t now) {
        for (const Execution& execution : exchange.executions()) {
            at({now + answer_, 2, 0, number_++},
               [this, now, execution] { answers.emplace_back(now + answer_, execution); });
        }
        exchange.clear_executions();
    }

    std::map<Key, std::function<void()>> queue_;
    std::int64_t order_;
    std::int64_t answer_;
    std::int64_t data_;
    std::size_t streams_ = 0;
    std::size_t number_ = 0;
};

/// Quotes, takes and cancels by what it sees, at random but the same for the same events.
class RandomAgent {
  public:
    explicit RandomAgent(std::uint64_t seed) : random_{seed} {}

    std::optional<OrderCommand> act(const BookMessage& message, std::int64_t price) {
        const std::uint64_t draw = random_();
        if (draw % 7 != 0 || price == 0) return std::nullopt;
        OrderCommand command = buy(++id_, 1 + static_cast<std::int64_t>(draw % 50));
        command.instrument = message.instrument;
        if (draw % 3 == 0) command.side = Side::ask;
        if (draw % 5 < 2) {
            command.type = OrderType::limit;
            command.tif = TimeInForce::gtc;
            command.price = price + static_cast<std::int64_t>(draw % 11) - 5;
        } else if (draw % 5 == 2 && id_ > 20) {
            command.kind = CommandKind::cancel;
            command.order_id = id_ - draw % 20;
            command.quantity = 0;
        }
        return command;
    }

  private:
    std::mt19937_64 random_;
    std::uint64_t id_ = 0;
};

bool same(const Execution& left, const Execution& right) {
    return left.ts == right.ts && left.sequence == right.sequence &&
           left.order_id == right.order_id && left.price == right.price &&
           left.quantity == right.quantity && left.remaining == right.remaining &&
           left.kind == right.kind && left.reason == right.reason;
}

}  // namespace

TEST_CASE("an agent gets what it gets where everything stands in one sorted map") {
    const std::int64_t millisecond = 1'000'000;
    for (const auto& [order, answer, data] :
         std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>>{
             {0, 0, 1},
             {1, 1, 1},
             {millisecond, millisecond, millisecond},
             {5 * millisecond, 0, 17},
             {17, 5 * millisecond, 3 * millisecond}}) {
        for (const std::size_t streams : {1U, 3U}) {
            std::vector<std::vector<BookMessage>> rows;
            std::vector<ExchangeInstrument> instruments(streams, instrument());
            for (std::size_t i = 0; i < streams; ++i) {
                rows.push_back(flow(i, 5'000, static_cast<std::uint16_t>(i)));
            }
            NaiveReplay naive{instruments, order, answer, data};
            RandomAgent naive_agent{9};
            naive.on_message = [&](std::int64_t now, const BookMessage& message) {
                if (const auto command = naive_agent.act(message, message.price)) {
                    naive.send(now, *command);
                }
            };
            Replay replay{instruments,
                          {.order_latency = delay(order),
                           .answer_latency = delay(answer),
                           .data_latency = delay(data)}};
            for (const auto& stream : rows) {
                naive.add(stream);
                replay.add(stream);
            }
            naive.run();
            RandomAgent agent{9};
            Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
                if (event.kind != ReplayEventKind::book) return;
                if (const auto command = agent.act(event.book(), event.book().price)) {
                    static_cast<void>(context.send(*command));
                }
            }};
            CHECK(replay.run(strategy));
            // What is sent with the last row comes after the end of the market data.
            CHECK(replay.undelivered_count() <= 1);
            REQUIRE(replay.answers().size() <= naive.answers.size());
            CHECK(replay.answers().size() + 3 > naive.answers.size());
            CHECK(replay.answers().size() > 1'000);
            bool equal = true;
            for (std::size_t i = 0; i < replay.answers().size(); ++i) {
                equal = equal && replay.answers()[i].received.count() == naive.answers[i].first &&
                        same(replay.answers()[i].execution, naive.answers[i].second);
            }
            CHECK(equal);
        }
    }
}

TEST_CASE("a wake comes once, at its time, after all else of that time") {
    const std::vector rows{add(10, 1, Side::bid, 5, 1), add(20, 2, Side::bid, 5, 1),
                           add(30, 3, Side::bid, 5, 1)};
    Replay replay{{instrument()}, {}};
    replay.add(rows);
    std::vector<std::pair<std::int64_t, ReplayEventKind>> events;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        events.emplace_back(event.now.count(), event.kind);
        if (events.size() == 1) context.wake_at(Nanos{20});
        if (event.kind == ReplayEventKind::wake) context.wake_at(Nanos{25});
        if (event.now == Nanos{25}) context.wake_at(Nanos{1'000});
    }};
    CHECK(replay.run(strategy));
    const auto book = ReplayEventKind::book;
    const auto wake = ReplayEventKind::wake;
    CHECK(events == std::vector<std::pair<std::int64_t, ReplayEventKind>>{
                        {10, book}, {20, book}, {20, wake}, {25, wake}, {30, book}});
}

TEST_CASE("a replay that was stopped, or left by an exception, goes on after that event") {
    const auto rows = flow(2, 1'000);
    for (const std::int64_t data : {0, 100'000}) {
        Replay replay{{instrument()}, {.data_latency = delay(data)}};
        replay.add(rows);
        std::vector<std::size_t> seen;
        Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
            seen.push_back(event.row);
            if (event.row % 100 == 3) context.stop();
            if (event.row % 100 == 50) throw std::runtime_error{"of the strategy"};
        }};
        std::size_t stops = 0;
        std::size_t throws = 0;
        for (bool done = false; !done;) {
            try {
                done = replay.run(strategy);
                stops += done ? 0U : 1U;
            } catch (const std::runtime_error&) {
                ++throws;
            }
        }
        CHECK(stops == 10);
        CHECK(throws == 10);
        CHECK(seen.size() == rows.size());
        CHECK(std::ranges::is_sorted(seen));
        CHECK(replay.run(strategy));
        CHECK(seen.size() == rows.size());
    }
}

TEST_CASE("after the last row what is under way still arrives, and nothing new is sent") {
    const std::vector rows{add(10, 1, Side::ask, 100, 9)};
    Replay replay{{instrument()}, {.order_latency = delay(5), .answer_latency = delay(5)}};
    replay.add(rows);
    std::vector<std::int64_t> times;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        times.push_back(event.now.count());
        const SendStatus status = context.send(buy(times.size(), 1));
        CHECK(status == (times.size() == 1 ? SendStatus::sent : SendStatus::market_ended));
    }};
    CHECK(replay.run(strategy));
    CHECK(times == std::vector<std::int64_t>{10, 20, 20});
    CHECK(replay.account().position(0) == Quantity{1});
    CHECK(replay.undelivered_count() == 2);
}

TEST_CASE("rows that cannot be are refused before the replay begins, with stream and row") {
    const std::vector good{add(10, 1, Side::bid, 5, 1)};
    std::vector bad{add(10, 1, Side::bid, 5, 1), add(9, 2, Side::bid, 5, 1)};
    Replay replay{{instrument(), instrument(MarketData::by_price)}, {}};
    replay.add(good);
    CHECK(fault_of([&] { replay.add(bad); }) ==
          "1 | streams[1]: row 1: ts: expected the time of the row before (10) or later, was 9");
    bad[1] = add(11, 2, Side::bid, 5, 1, 2);
    CHECK(fault_of([&] { replay.add(bad); }) ==
          "1 | streams[1]: row 1: instrument: expected below 2, was 2");
    bad[1].instrument = 1;
    CHECK(fault_of([&] { replay.add(bad); }) ==
          "1 | streams[1]: row 1: instrument: expected one with market data by order, was 1, which "
          "has it by price");
    CHECK(seen_by(replay).size() == 1);
    CHECK_THROWS_AS(replay.add(good), std::invalid_argument);
}

TEST_CASE("a row that its book refuses ends the replay, or is skipped and counted") {
    const std::vector rows{add(10, 1, Side::bid, 5, 1), remove(20, 7), add(30, 2, Side::bid, 6, 1)};
    for (const std::int64_t data : {0, 5}) {
        Replay strict{{instrument()}, {.data_latency = delay(data)}};
        strict.add(rows);
        CHECK(fault_of([&] { static_cast<void>(seen_by(strict)); }) ==
              "1 | streams[0]: row 1: order_id: expected an order in the book, was 7");
        Replay lenient{{instrument()}, {.data_latency = delay(data), .on_fault = OnFault::skip}};
        lenient.add(rows);
        CHECK(seen_by(lenient) == std::vector<Seen>{{10 + data, 0, 0}, {30 + data, 0, 2}});
        CHECK(lenient.refused_count() == 1);
    }
}

TEST_CASE("a gap in a feed by price ends the replay, or is skipped until a snapshot") {
    auto rows = depth_flow(1, 400);
    std::size_t missing = 300;
    while ((rows[missing - 1].flags & book::last_row_flag) == 0) ++missing;
    const std::uint64_t update = rows[missing].last_update;
    std::erase_if(rows, [&](const DepthMessage& row) { return row.last_update == update; });
    const auto replayed = [&](OnFault on_fault) {
        Replay replay{{instrument(MarketData::by_price)}, {.on_fault = on_fault}};
        replay.add(rows);
        const std::string fault = fault_of([&] { static_cast<void>(seen_by(replay)); });
        return std::pair{fault, replay.refused_count()};
    };
    const auto [fault, refused] = replayed(OnFault::raise);
    CHECK(fault.starts_with(std::to_string(missing) + " | streams[0]: row " +
                            std::to_string(missing) + ": previous_update: expected the update"));
    CHECK(refused == 1);
    const auto lenient = replayed(OnFault::skip);
    CHECK(lenient.first == "none");
    CHECK(lenient.second > 1);
}

TEST_CASE("the gate denies what passes its limits, and counts what is under way") {
    const std::vector rows{add(10, 1, Side::ask, 100, 50), add(11, 2, Side::bid, 90, 50),
                           add(20, 3, Side::bid, 80, 1), add(30, 4, Side::bid, 80, 1)};
    const risk::GateLimits limits{.max_quantity = Quantity{10},
                                  .max_notional = Notional{0, 1'000'000},
                                  .max_position = Quantity{15}};
    Replay replay{{instrument()},
                  {.order_latency = delay(1), .answer_latency = delay(1), .limits = {limits}}};
    replay.add(rows);
    std::vector<SendStatus> statuses;
    std::vector<risk::GateVerdict> verdicts;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        if (event.kind != ReplayEventKind::book) return;
        const auto send = [&](const OrderCommand& command) {
            statuses.push_back(context.send(command));
            verdicts.push_back(context.account().verdict());
        };
        if (event.now == Nanos{11}) {
            send(buy(1, 11));
            send(buy(2, 10));
            send(buy(3, 6));
            send(buy(2, 1));
            send(buy(4, 5, 95));
        }
        if (event.now == Nanos{20}) {
            // Ten are held and five working; an order that moves counts twice until it has.
            OrderCommand move = buy(4, 5, 96);
            move.kind = CommandKind::replace;
            send(move);
            send({.order_id = 4, .owner = 1, .kind = CommandKind::cancel});
        }
        if (event.now == Nanos{30}) send(buy(5, 5));
    }};
    CHECK(replay.run(strategy));
    CHECK(statuses == std::vector{SendStatus::denied, SendStatus::sent, SendStatus::denied,
                                  SendStatus::duplicate_order, SendStatus::sent, SendStatus::denied,
                                  SendStatus::sent, SendStatus::sent});
    CHECK(verdicts[0] == risk::GateVerdict::quantity);
    CHECK(verdicts[2] == risk::GateVerdict::position);
    CHECK(verdicts[5] == risk::GateVerdict::position);
    CHECK(replay.account().position(0) == Quantity{15});
    CHECK(replay.account().order_count() == 0);
    CHECK(replay.account().gate()->position(0) == Quantity{15});
    CHECK(replay.account().gate()->working(0, Side::bid) == Quantity{});
}

TEST_CASE("whatever an agent sends, the gate ends with the position and without working lots") {
    const auto rows = flow(5, 20'000);
    const risk::GateLimits limits{.max_quantity = Quantity{60},
                                  .max_notional = Notional{1, 0},
                                  .max_position = Quantity{200}};
    const LatencyModel jitter = LatencyModel::jittered(Nanos{0}, Nanos{3'000'000}, 1);
    Replay replay{{instrument()},
                  {.order_latency = jitter, .answer_latency = jitter, .limits = {limits}}};
    replay.add(rows);
    std::uint64_t id = 0;
    std::mt19937_64 random{4};
    bool within = true;
    std::size_t denied = 0;
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        const KnownAccount& account = context.account();
        const std::int64_t position = account.position(0).count();
        within = within && std::abs(position) <= 200;
        if (event.kind != ReplayEventKind::book || event.book().price == 0) return;
        const std::uint64_t draw = random();
        if (draw % 4 != 0) return;
        OrderCommand command = buy(id + 1, 1 + static_cast<std::int64_t>(draw % 59),
                                   event.book().price + static_cast<std::int64_t>(draw % 9) - 4);
        command.side = draw % 16 < 8 ? Side::bid : Side::ask;
        if (draw % 5 == 1) command.tif = TimeInForce::ioc;
        if (draw % 5 == 2 && id > 10) command.kind = CommandKind::replace;
        if (draw % 5 > 2 && id > 10) command.kind = CommandKind::cancel;
        if (command.kind == CommandKind::new_) {
            ++id;
        } else {
            command.order_id = id - draw % 10;
        }
        denied += context.send(command) == SendStatus::denied ? 1U : 0U;
    }};
    CHECK(replay.run(strategy));
    CHECK(within);
    CHECK(denied > 100);
    const KnownAccount& account = replay.account();
    CHECK(account.fill_count() > 100);
    CHECK(account.position(0) == replay.exchange().position(1, 0));
    CHECK(account.gate()->position(0) == account.position(0));
    CHECK(account.order_count() == replay.exchange().order_count());
    Quantity open;
    for (std::uint64_t order = 1; order <= id; ++order) {
        if (const KnownAccount::Order* known = account.find(order)) {
            CHECK(known->open == replay.exchange().open_quantity(OrderId{order}));
            CHECK(known->reserved == known->open);
            open += known->open;
        }
    }
    CHECK(account.gate()->working(0, Side::bid) + account.gate()->working(0, Side::ask) == open);
}

TEST_CASE("profit is cash, positions at the mid and fees, and samples come at their times") {
    const std::vector rows{add(10, 1, Side::ask, 100, 50), add(10, 2, Side::bid, 98, 50),
                           add(20, 3, Side::bid, 50, 1),   remove(35, 1),
                           add(36, 4, Side::ask, 120, 50), add(55, 5, Side::bid, 50, 1)};
    ExchangeInstrument paid = instrument();
    paid.fees = FeeSchedule{{.maker = 0, .taker = 10'000'000}};  // one percent
    paid.value = {.digits = 25, .places = 2};
    Replay replay{{paid}, {.sample_every = Nanos{10}}};
    replay.add(rows);
    Calls strategy{[&](const ReplayEvent& event, ReplayContext& context) {
        if (event.now == Nanos{20} && event.kind == ReplayEventKind::book) {
            static_cast<void>(context.send(buy(1, 4)));
        }
    }};
    CHECK(replay.run(strategy));
    std::vector<std::pair<std::int64_t, double>> samples;
    for (const AccountSample& sample : replay.samples()) {
        samples.emplace_back(sample.ts.count(), sample.profit);
    }
    // Four bought at 100, worth 0.25 a tick; the fee is 1; the mid goes from 99 to 109.
    CHECK(samples == std::vector<std::pair<std::int64_t, double>>{
                         {20, -2.0}, {30, -2.0}, {40, 8.0}, {50, 8.0}, {55, 8.0}});
    CHECK(replay.samples().back().fees == 1.0);
    CHECK(replay.profit() == 8.0);
}

TEST_CASE("large sums of fills keep their smallest digits") {
    Turnover turnover;
    const Price price{std::int64_t{6'500'000'000'000}};
    const Quantity quantity{1'000'000'000'000};
    for (int i = 0; i < 1'000; ++i) {
        turnover.trade(Side::bid, price, quantity);
        turnover.trade(Side::ask, price + Price{1}, Quantity{999'999'999'999});
    }
    // Sold 1,000 lots less than bought, each at one tick more.
    CHECK(turnover.worth(Quantity{1'000}, 6'500'000'000'000.0) == 999'999'999'999'000.0);
    CHECK(turnover.worth(Quantity{1'000}, 6'500'000'000'000.5) == 999'999'999'999'500.0);
}

TEST_CASE("options that cannot be are refused in one line") {
    CHECK_THROWS_WITH_AS((Replay{{instrument()}, {.limits = std::vector<risk::GateLimits>(2)}}),
                         "limits: expected one for each of 1 instruments, was 2",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS((Replay{{instrument()}, {.sample_every = Nanos{-1}}}),
                         "sample_every: expected 0 or more nanoseconds, was -1",
                         std::invalid_argument);
    CHECK_THROWS_AS((Replay{{}, {}}), std::invalid_argument);
}

TEST_CASE("a replay without streams, or of empty ones, ends at once") {
    Replay none{{instrument()}, {}};
    CHECK(seen_by(none).empty());
    Replay empty{{instrument()}, {.data_latency = delay(5), .sample_every = Nanos{5}}};
    empty.add(std::span<const BookMessage>{});
    empty.add(std::span<const BookMessage>{});
    CHECK(seen_by(empty).empty());
    CHECK(empty.samples().empty());
}

}  // namespace swarmcore::sim
