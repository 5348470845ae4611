#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/sim/order_flow.hpp"

namespace swarmcore::sim {
namespace {

using book::BookMessage;
using book::BookStatus;
using book::DepthMessage;
using book::DepthMessageKind;
using book::Execution;
using book::ExecutionKind;
using book::MatchingEngine;
using book::MessageKind;
using book::OrderBook;
using book::OrderCommand;

OrderFlowModel model(std::int64_t orders = 100) {
    OrderFlowModel result{.arrivals = balanced_arrivals(1'000.0, 0.7, 100.0)};
    result.orders = orders;
    return result;
}

template <class Record>
std::vector<Record> make(OrderFlow flow, std::size_t count) {
    std::vector<Record> records(count);
    flow.fill(std::span{records});
    return records;
}

template <class Record>
bool same_bytes(const std::vector<Record>& left, const std::vector<Record>& right) {
    return left.size() == right.size() &&
           std::memcmp(left.data(), right.data(), left.size() * sizeof(Record)) == 0;
}

std::string refusal(const OrderFlowModel& bad) {
    try {
        const OrderFlow flow{bad, 1};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("a flow is a function of its model and seed, however it is cut into calls") {
    const auto whole = make<BookMessage>(OrderFlow{model(), 5}, 20'000);
    CHECK(same_bytes(whole, make<BookMessage>(OrderFlow{model(), 5}, 20'000)));
    CHECK_FALSE(same_bytes(whole, make<BookMessage>(OrderFlow{model(), 6}, 20'000)));
    OrderFlow flow{model(), 5};
    std::vector<BookMessage> pieces(whole.size());
    for (std::size_t first = 0, step = 1; first < pieces.size(); first += step, ++step) {
        flow.fill(std::span{pieces}.subspan(first, std::min(step, pieces.size() - first)));
    }
    CHECK(same_bytes(whole, pieces));
}

TEST_CASE("two instruments of one seed flow apart, and say which they are") {
    const auto first = make<BookMessage>(OrderFlow{model(), 5}, 1'000);
    const auto second = make<BookMessage>(OrderFlow{model(), 5, Nanos{}, 3}, 1'000);
    CHECK(second.front().instrument == 3);
    bool differ = false;
    for (std::size_t i = 0; i < first.size(); ++i) {
        differ = differ || first[i].price != second[i].price;
    }
    CHECK(differ);
}

TEST_CASE("a book takes every message, is never crossed, and stays about as full as it began") {
    OrderBook book;
    std::size_t refused = 0;
    std::size_t crossed = 0;
    std::size_t fewest = 200;
    std::size_t most = 200;
    const auto messages = make<BookMessage>(OrderFlow{model(), 9, Nanos{1'000}}, 200'000);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        refused += book.apply(messages[i]) == BookStatus::applied ? 0U : 1U;
        const auto bid = book.best_bid();
        const auto ask = book.best_ask();
        crossed += bid && ask && bid->price >= ask->price ? 1U : 0U;
        if (i < 200) continue;
        fewest = std::min(fewest, book.order_count());
        most = std::max(most, book.order_count());
    }
    CHECK(refused == 0);
    CHECK(crossed == 0);
    CHECK(fewest > 100);
    CHECK(most < 300);
    CHECK(messages[0].ts == 1'000);
    CHECK(messages[199].ts == 1'000);
    CHECK(messages[200].ts > 1'000);
}

TEST_CASE("every kind of message that a flow has, comes") {
    std::map<MessageKind, int> kinds;
    for (const BookMessage& message : make<BookMessage>(OrderFlow{model(), 2}, 50'000)) {
        ++kinds[message.kind];
    }
    for (const MessageKind kind : {MessageKind::add, MessageKind::reduce, MessageKind::delete_,
                                   MessageKind::execute, MessageKind::replace}) {
        CHECK(kinds[kind] > 500);
    }
    CHECK(kinds.size() == 5);
}

TEST_CASE("the commands of a flow give the feed of a flow of the same seed") {
    const auto commands = make<OrderCommand>(OrderFlow{model(), 4}, 20'000);
    MatchingEngine engine{1};
    std::vector<Execution> executions;
    engine.process(commands, executions);
    CHECK(std::ranges::none_of(
        executions, [](const Execution& each) { return each.kind == ExecutionKind::rejected; }));
    // What the feed shows of them: all but the takers' own.
    std::set<std::uint64_t> takers;
    for (const OrderCommand& command : commands) {
        if (command.type == book::OrderType::market) takers.insert(command.order_id);
    }
    const auto shown = static_cast<std::size_t>(std::ranges::count_if(
        executions, [&](const Execution& each) { return !takers.contains(each.order_id); }));
    OrderBook book;
    book.apply(make<BookMessage>(OrderFlow{model(), 4}, shown));
    CHECK(book.depth(Side::bid, 1'000) == engine.depth(0, Side::bid, 1'000));
    CHECK(book.depth(Side::ask, 1'000) == engine.depth(0, Side::ask, 1'000));
}

TEST_CASE("by price a flow is a snapshot and then whole updates, and gives the same book") {
    const auto rows = make<DepthMessage>(OrderFlow{model(), 4}, 60'000);
    std::map<std::int64_t, std::int64_t> bids;
    std::map<std::int64_t, std::int64_t> asks;
    std::uint64_t last_update = 0;
    std::size_t updates = 0;
    std::size_t whole = 0;  // rows up to the end of the last whole update
    bool begins = true;
    bool chained = true;
    std::int64_t traded = 0;
    CHECK(rows.front().kind == DepthMessageKind::clear);
    CHECK(rows.front().flags == book::snapshot_flag);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DepthMessage& row = rows[i];
        if (begins && updates != 0) chained = chained && row.previous_update == last_update;
        begins = (row.flags & book::last_row_flag) != 0;
        last_update = row.last_update;
        updates += begins ? 1U : 0U;
        if (begins) whole = i + 1;
    }
    CHECK(chained);
    for (const DepthMessage& row : std::span{rows}.first(whole)) {
        if (row.kind == DepthMessageKind::trade) traded += row.quantity;
        if (row.kind != DepthMessageKind::set) continue;
        auto& levels = row.side == Side::bid ? bids : asks;
        levels[row.price] = row.quantity;
        if (row.quantity == 0) levels.erase(row.price);
    }
    CHECK(traded > 0);
    // Each update is one command; before the snapshot are those that filled the book.
    MatchingEngine engine{1};
    std::vector<Execution> executions;
    engine.process(make<OrderCommand>(OrderFlow{model(), 4}, 200 + updates - 1), executions);
    std::map<std::int64_t, std::int64_t> expected_bids;
    std::map<std::int64_t, std::int64_t> expected_asks;
    for (const auto& level : engine.depth(0, Side::bid, 1'000)) {
        expected_bids[level.price.count()] = level.quantity.count();
    }
    for (const auto& level : engine.depth(0, Side::ask, 1'000)) {
        expected_asks[level.price.count()] = level.quantity.count();
    }
    CHECK(bids == expected_bids);
    CHECK(asks == expected_asks);
    for (const Execution& each : executions) {
        if (each.flags == book::maker_flag) traded -= each.quantity;
    }
    CHECK(traded == 0);
}

TEST_CASE("arrivals have the rates of the model, within four standard errors") {
    OrderFlow flow{model(), 8};
    std::vector<OrderCommand> commands(1'000'000);
    flow.fill(std::span{commands});
    const double seconds = static_cast<double>(flow.now().count()) / 1e9;
    const std::array<double, arrival_types> rates{225, 225, 225, 225, 50, 50};
    double total = 0.0;
    for (std::size_t type = 0; type < arrival_types; ++type) {
        const auto seen = static_cast<double>(flow.arrivals()[type]);
        total += seen;
        // A type's own clusters and those of all: (I - B)^-1 is between 1 and 1 / 0.3.
        CHECK(std::abs(seen - rates[type] * seconds) <
              4.0 * std::sqrt(rates[type] * seconds) / 0.3);
    }
    CHECK(std::abs(total - 1'000.0 * seconds) < 4.0 * std::sqrt(1'000.0 * seconds) / 0.3);
    CHECK(total == 1'000'000 - 200);
}

TEST_CASE("orders join near the other side's best, and quantities have the model's median") {
    const auto commands = make<OrderCommand>(OrderFlow{model(), 3}, 100'000);
    std::vector<std::int64_t> quantities;
    for (const OrderCommand& command : commands) {
        if (command.kind == book::CommandKind::new_) quantities.push_back(command.quantity);
    }
    const auto half = quantities.begin() + static_cast<std::ptrdiff_t>(quantities.size() / 2);
    std::ranges::nth_element(quantities, half);
    CHECK(*half >= 98);
    CHECK(*half <= 102);
    CHECK(*std::ranges::max_element(quantities) > 1'000);
    CHECK(*std::ranges::min_element(quantities) >= 1);
}

TEST_CASE("a book of one order a side, a price at the floor, and a flow of cancels keep going") {
    OrderFlowModel thin = model(1);
    thin.price = 2;
    thin.reach = 1'000;
    thin.arrivals.baseline = {0.0, 0.0, 50.0, 50.0, 50.0, 50.0};
    OrderBook book;
    std::size_t refused = 0;
    for (const BookMessage& message : make<BookMessage>(OrderFlow{thin, 1}, 50'000)) {
        refused += book.apply(message) == BookStatus::applied ? 0U : 1U;
        CHECK_GE(message.price, 1);
    }
    CHECK(refused == 0);
}

TEST_CASE("time stops at the end of time instead of going back") {
    OrderFlowModel slow = model(1);
    slow.arrivals.baseline = {1e-8, 0.0, 0.0, 0.0, 0.0, 0.0};
    slow.arrivals.branching = {};
    const auto commands = make<OrderCommand>(OrderFlow{slow, 1}, 1'000);
    CHECK(std::ranges::is_sorted(commands, {}, &OrderCommand::ts));
    CHECK(commands.back().ts == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("a flow is written in one form") {
    OrderFlow flow{model(), 1};
    std::array<BookMessage, 3> messages;
    std::array<OrderCommand, 3> commands;
    flow.fill(std::span<BookMessage>{messages});
    CHECK_THROWS_AS(flow.fill(std::span<OrderCommand>{commands}), std::invalid_argument);
    flow.fill(std::span<BookMessage>{messages});
    CHECK(messages[2].sequence == 6);
}

TEST_CASE("a model with a number out of range is refused in one line") {
    const auto with = [](auto change) {
        OrderFlowModel bad = model();
        change(bad);
        return refusal(bad);
    };
    CHECK(refusal(model()) == "none");
    CHECK(with([](auto& m) { m.price = 1; }) == "price: expected 2 to 2^53 ticks, was 1");
    CHECK(with([](auto& m) { m.orders = 0; }) == "orders: expected 1 to 1000000, was 0");
    CHECK(with([](auto& m) { m.reach = 0; }).starts_with("reach: "));
    CHECK(with([](auto& m) { m.placement = -1.0; }).starts_with("placement: "));
    CHECK(with([](auto& m) { m.quantity = 0; }).starts_with("quantity: "));
    CHECK(with([](auto& m) { m.tail = 1.0; }).starts_with("tail: "));
    CHECK(with([](auto& m) { m.reduce_share = 0.95; }).starts_with("replace_share: "));
    CHECK(with([](auto& m) { m.arrivals.branching[0][0] = 5.0; }).starts_with("branching: "));
    CHECK_THROWS_AS(static_cast<void>(balanced_arrivals(10.0, 1.0, 5.0)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(balanced_arrivals(0.0, 0.5, 5.0)), std::invalid_argument);
}

}  // namespace swarmcore::sim
