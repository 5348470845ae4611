#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <span>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/sim/exchange.hpp"
#include "swarmcore/sim/order_flow.hpp"
#include "swarmcore/sim/replay.hpp"

/// What an exchange costs beyond its mirror, and a replay beyond its exchange: the same synthetic
/// feed into a book alone; into an exchange without own orders, into one with a bid and an ask that
/// stay away from the best prices, and into one that quotes both sides at the best prices and moves
/// with them; and replayed to a strategy that looks at the best prices after every event, without
/// and with latency. Every figure is per message; books and exchanges hold 500 orders a side before
/// the clock starts.
namespace {

using namespace swarmcore;

constexpr std::size_t filling = 2'000;
constexpr std::size_t timed = 400'000;

template <class Message>
const std::vector<Message>& stream() {
    static const std::vector<Message> messages = [] {
        sim::OrderFlowModel model{.arrivals = sim::balanced_arrivals(1'000.0, 0.7, 100.0)};
        std::vector<Message> result(filling + timed);
        sim::OrderFlow{model, 7}.fill(std::span{result});
        return result;
    }();
    return messages;
}

void require(bool fact, const char* what) {
    if (fact) return;
    std::cerr << "benchmark sim: " << what << " does not hold\n";
    std::exit(1);
}

bool is_applied(book::BookStatus status) {
    return status == book::BookStatus::applied;
}
bool is_applied(book::DepthStatus status) {
    return status == book::DepthStatus::applied;
}
bool is_applied(std::optional<book::DepthStatus> status) {
    return status == book::DepthStatus::applied;
}

template <class Message>
constexpr bool by_order = std::is_same_v<Message, book::BookMessage>;

template <class Message, class Target>
void feed(Target& target, std::size_t first, std::size_t last) {
    const std::vector<Message>& messages = stream<Message>();
    bool good = true;
    for (std::size_t i = first; i < last; ++i) good &= is_applied(target.apply(messages[i]));
    require(good, "that every message applies");
}

template <class Message>
void run_mirror(benchmark::State& state) {
    using Book = std::conditional_t<by_order<Message>, book::OrderBook, book::DepthBook>;
    for (auto _ : state) {
        state.PauseTiming();
        Book mirror;
        feed<Message>(mirror, 0, filling);
        state.ResumeTiming();
        feed<Message>(mirror, filling, stream<Message>().size());
        benchmark::DoNotOptimize(mirror);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(timed));
}

enum class Own : std::uint8_t { none, away, quotes, takes };

/// An exchange of one instrument and its commands.
template <class Message>
class Desk {
  public:
    Desk()
        : exchange_{
              {{.data = by_order<Message> ? sim::MarketData::by_order : sim::MarketData::by_price,
                .queue = sim::QueueModel::power(1.0)}}} {}

    auto apply(const Message& message) { return exchange_.apply(message); }
    sim::Exchange& exchange() { return exchange_; }
    void enter(Side side, std::int64_t price, std::int64_t quantity, book::TimeInForce tif) {
        exchange_.process({.ts = exchange_.now().count(),
                           .order_id = ++last_id_,
                           .price = price,
                           .quantity = quantity,
                           .owner = 1,
                           .kind = book::CommandKind::new_,
                           .side = side,
                           .type = book::OrderType::limit,
                           .tif = tif});
    }
    /// Lets the quote of a side rest at the best price of that side.
    void quote(Side side) {
        const auto best = best_of(side);
        std::uint64_t& id = side == Side::bid ? bid_ : ask_;
        std::int64_t& price = side == Side::bid ? bid_price_ : ask_price_;
        if (!best || (price == best->price.count() && exchange_.open_quantity(OrderId{id}))) return;
        if (exchange_.open_quantity(OrderId{id})) {
            exchange_.process({.ts = exchange_.now().count(),
                               .order_id = id,
                               .owner = 1,
                               .kind = book::CommandKind::cancel});
        }
        price = best->price.count();
        enter(side, price, 10, book::TimeInForce::gtc);
        id = last_id_;
    }
    std::optional<book::DepthLevel> best_of(Side side) {
        if constexpr (by_order<Message>) {
            const book::OrderBook& mirror = *exchange_.order_book(0);
            return side == Side::bid ? mirror.best_bid() : mirror.best_ask();
        } else {
            const book::DepthBook& mirror = *exchange_.depth_book(0);
            return side == Side::bid ? mirror.best_bid() : mirror.best_ask();
        }
    }

  private:
    sim::Exchange exchange_;
    std::uint64_t last_id_ = 0;
    std::uint64_t bid_ = 0;
    std::uint64_t ask_ = 0;
    std::int64_t bid_price_ = 0;
    std::int64_t ask_price_ = 0;
};

template <class Message>
void run_exchange(benchmark::State& state, Own own) {
    const std::vector<Message>& messages = stream<Message>();
    std::size_t executions = 0;
    for (auto _ : state) {
        state.PauseTiming();
        Desk<Message> desk;
        feed<Message>(desk, 0, filling);
        if (own == Own::away) {
            desk.enter(Side::bid, desk.best_of(Side::bid)->price.count() - 4'000, 10,
                       book::TimeInForce::gtc);
            desk.enter(Side::ask, desk.best_of(Side::ask)->price.count() + 4'000, 10,
                       book::TimeInForce::gtc);
        }
        executions = 0;
        state.ResumeTiming();
        if (own == Own::none || own == Own::away) {
            feed<Message>(desk, filling, messages.size());
        } else {
            for (std::size_t i = filling; i < messages.size(); ++i) {
                static_cast<void>(desk.apply(messages[i]));
                if (i % 10 != 0) continue;
                if (own == Own::quotes) {
                    desk.quote(Side::bid);
                    desk.quote(Side::ask);
                } else if (const auto ask = desk.best_of(Side::ask)) {
                    desk.enter(Side::bid, ask->price.count(), 3, book::TimeInForce::ioc);
                }
                executions += desk.exchange().executions().size();
                desk.exchange().clear_executions();
            }
        }
        benchmark::DoNotOptimize(desk);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(timed));
    state.counters["executions"] = static_cast<double>(executions);
}

void by_order_mirror(benchmark::State& state) {
    run_mirror<book::BookMessage>(state);
}
void by_price_mirror(benchmark::State& state) {
    run_mirror<book::DepthMessage>(state);
}
void by_order_exchange(benchmark::State& state, Own own) {
    run_exchange<book::BookMessage>(state, own);
}
void by_price_exchange(benchmark::State& state, Own own) {
    run_exchange<book::DepthMessage>(state, own);
}

/// Looks at the best prices.
struct Watcher {
    void on_event(const sim::ReplayEvent& event, const sim::ReplayContext& context) {
        const book::Quotes quotes = context.quotes(event.instrument);
        if (quotes.bid && quotes.ask) {
            total += static_cast<std::uint64_t>((quotes.bid->price + quotes.ask->price).count());
        }
        ++events;
    }

    std::uint64_t events = 0;
    std::uint64_t total = 0;
};

template <class Message>
void run_replay(benchmark::State& state, Nanos latency) {
    const std::vector<Message>& messages = stream<Message>();
    for (auto _ : state) {
        state.PauseTiming();
        sim::ReplayOptions options;
        options.data_latency = sim::LatencyModel::constant(latency);
        sim::Replay replay{
            {{.data = by_order<Message> ? sim::MarketData::by_order : sim::MarketData::by_price}},
            options};
        replay.add(std::span{messages});
        Watcher watcher;
        state.ResumeTiming();
        replay.run(watcher);
        require(watcher.events == messages.size(), "that the strategy sees every message");
        benchmark::DoNotOptimize(watcher.total);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(messages.size()));
}

void by_order_replay(benchmark::State& state, Nanos latency) {
    run_replay<book::BookMessage>(state, latency);
}
void by_price_replay(benchmark::State& state, Nanos latency) {
    run_replay<book::DepthMessage>(state, latency);
}

constexpr Nanos delay{1'000'000};

BENCHMARK(by_order_mirror)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_order_exchange, none, Own::none)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_order_exchange, away, Own::away)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_order_exchange, quotes, Own::quotes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_order_exchange, takes, Own::takes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_order_replay, at_once, Nanos{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_order_replay, delayed, delay)->Unit(benchmark::kMillisecond);
BENCHMARK(by_price_mirror)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_price_exchange, none, Own::none)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_price_exchange, away, Own::away)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_price_exchange, quotes, Own::quotes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_price_exchange, takes, Own::takes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_price_replay, at_once, Nanos{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(by_price_replay, delayed, delay)->Unit(benchmark::kMillisecond);

}  // namespace
