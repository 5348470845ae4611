#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

#include "allocations.hpp"
#include "recorder.hpp"
#include "swarmcore/bus/live_bus.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::bus {

using Times = std::vector<std::int64_t>;
using namespace std::chrono_literals;

TEST_CASE("an event reaches the subscriptions of every consumer that match it, in order") {
    LiveBus bus{16};
    Publisher& publisher = bus.open_publisher();
    const auto first = bus.open_consumer();
    const auto second = bus.open_consumer();
    const SubscriptionId bars = first->subscribe("bar.*");
    const SubscriptionId one = first->subscribe("bar.A");
    const SubscriptionId trades = second->subscribe("trade.*");
    publisher.publish(event_on(bus, "bar.A", 1));
    publisher.publish(event_on(bus, "bar.B", 2));
    publisher.publish(event_on(bus, "trade.A", 3));
    Recorder told;
    CHECK(first->poll(100, told) == 3);
    CHECK(told.times(bars) == Times{1, 2});
    CHECK(told.times(one) == Times{1});
    Recorder other;
    CHECK(second->poll(100, other) == 3);
    CHECK(other.times(trades) == Times{3});
    CHECK(first->poll(100, told) == 0);
    CHECK(first->subscriptions().counts(bars).delivered == 2);
}

TEST_CASE("lanes are drained in their order, and the events of one in theirs") {
    LiveBus bus{16};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId all = consumer->subscribe("*");
    for (const auto& [topic, ts] : {std::pair{"bar.A", 5},
                                    {"order.A", 3},
                                    {"risk.update", 1},
                                    {"bar.A", 6},
                                    {"vote.A", 4},
                                    {"command.x", 2}}) {
        publisher.publish(event_on(bus, topic, ts));
    }
    Recorder told;
    consumer->poll(100, told);
    CHECK(told.times(all) == Times{1, 2, 3, 4, 5, 6});
}

TEST_CASE("what a handler publishes on a higher lane comes before the next market event") {
    LiveBus bus{64};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->set_local(publisher.id());
    const SubscriptionId all = consumer->subscribe("*");
    for (int ts = 0; ts < 3; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    told.then = [&](const Event& event) {
        if (event.ts < 100) publisher.publish(event_on(bus, "vote.A", event.ts + 100));
    };
    consumer->poll(100, told);
    CHECK(told.times(all) == Times{0, 100, 1, 101, 2, 102});
}

TEST_CASE("another publisher's higher lane waits for 32 events of a lower one at most") {
    LiveBus bus{1024};
    Publisher& market = bus.open_publisher();
    Publisher& control = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId all = consumer->subscribe("*");
    for (int ts = 0; ts < 200; ++ts) market.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    told.then = [&](const Event& event) {
        if (event.ts == 40) control.publish(event_on(bus, "risk.update", 1000));
    };
    consumer->poll(1000, told);
    const Times times = told.times(all);
    CHECK(times.size() == 201);
    CHECK(times[64] == 1000);
}

TEST_CASE("a dropping subscription holds nobody up, and is told how many it missed") {
    LiveBus bus{4};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId bars = consumer->subscribe("bar.*", {.overflow = Overflow::drop_oldest});
    for (int ts = 0; ts < 11; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    consumer->poll(100, told);
    CHECK(told.gaps == std::vector<Recorder::Gap>{{bars, 7}});
    CHECK(told.times(bars) == Times{7, 8, 9, 10});
    CHECK(consumer->subscriptions().counts(bars).missed == 7);
    consumer->poll(100, told);
    CHECK(told.gaps.size() == 1);
}

TEST_CASE("a conflating subscription gets the latest event of each topic, and what was replaced") {
    LiveBus bus{4};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId quotes = consumer->subscribe("quote.*", {.overflow = Overflow::conflate});
    Recorder told;
    for (int round = 0; round < 2; ++round) {
        for (int ts = 0; ts < 9; ++ts) {
            const Event event = event_on(bus, ts % 3 == 0 ? "quote.A" : "quote.B", ts);
            CHECK(publisher.publish(event).status == PublishStatus::published);
        }
        consumer->poll(100, told);
    }
    CHECK(told.times(quotes) == Times{6, 8, 6, 8});
    CHECK(told.events[1].sequence == 8);
    CHECK(told.events[0].conflated);
    const SubscriptionCounts counts = consumer->subscriptions().counts(quotes);
    CHECK(counts.delivered == 4);
    CHECK(counts.conflated == 14);
    consumer->unsubscribe(quotes);
    for (int ts = 0; ts < 5; ++ts) publisher.publish(event_on(bus, "quote.A", ts));
    const auto again = consumer->subscribe("quote.*", {.overflow = Overflow::conflate});
    publisher.publish(event_on(bus, "quote.A", 50));
    consumer->poll(100, told);
    CHECK(told.times(again) == Times{50});
    CHECK(consumer->subscriptions().counts(again).conflated == 0);
}

TEST_CASE("batches that a subscription wants whole are the ring's own slots, others a copy") {
    LiveBus bus{64};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId all = consumer->subscribe("bar.*", {.batch = true});
    const SubscriptionId both = consumer->subscribe("*", {.batch = true});
    for (int ts = 0; ts < 3; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    consumer->poll(100, told);
    REQUIRE(told.batches.size() == 2);
    CHECK(told.batches[0].subscription == all);
    CHECK(told.batches[0].zero_copy);
    CHECK(told.batches[0].ts == Times{0, 1, 2});
    CHECK(told.batches[1].data == told.batches[0].data);
    CHECK(told.batches[1].subscription == both);

    const SubscriptionId some = consumer->subscribe("bar.B", {.batch = true});
    for (int ts = 3; ts < 9; ++ts) {
        publisher.publish(event_on(bus, ts % 2 == 0 ? "bar.A" : "bar.B", ts));
    }
    told.batches.clear();
    consumer->poll(100, told);
    REQUIRE(told.batches.size() == 3);
    CHECK(told.batches[0].zero_copy);
    CHECK(told.batches[0].ts == Times{3, 4, 5, 6, 7, 8});
    CHECK(told.batches[2].subscription == some);
    CHECK_FALSE(told.batches[2].zero_copy);
    CHECK(told.batches[2].ts == Times{3, 5, 7});
}

TEST_CASE("batches of a subscription that may miss or conflate are copies") {
    LiveBus bus{16};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.*", {.overflow = Overflow::drop_oldest, .batch = true});
    consumer->subscribe("quote.*", {.overflow = Overflow::conflate, .batch = true});
    for (int ts = 0; ts < 3; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    for (int ts = 3; ts < 6; ++ts) publisher.publish(event_on(bus, "quote.A", ts));
    publisher.publish(event_on(bus, "quote.B", 6));
    Recorder told;
    consumer->poll(100, told);
    REQUIRE(told.batches.size() == 2);
    CHECK_FALSE(told.batches[0].zero_copy);
    CHECK(told.batches[0].ts == Times{0, 1, 2});
    CHECK_FALSE(told.batches[1].zero_copy);
    CHECK(told.batches[1].ts == Times{5, 6});
}

TEST_CASE("a limit stops a poll, also in the midst of a run, and the rest comes next") {
    LiveBus bus{64};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId bars = consumer->subscribe("bar.*");
    for (int ts = 0; ts < 10; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    CHECK(consumer->poll(4, told) == 4);
    CHECK(consumer->poll(4, told) == 4);
    CHECK(consumer->poll(4, told) == 2);
    CHECK(told.times(bars) == Times{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("an exception leaves poll once the event has reached all; later events stay") {
    LiveBus bus{64};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const SubscriptionId first = consumer->subscribe("bar.*");
    const SubscriptionId second = consumer->subscribe("bar.*");
    const SubscriptionId batch = consumer->subscribe("bar.*", {.batch = true});
    for (int ts = 0; ts < 4; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    told.then = [](const Event& event) {
        if (event.ts == 1) throw std::runtime_error{"handler"};
    };
    CHECK_THROWS_AS(consumer->poll(100, told), std::runtime_error);
    CHECK_FALSE(consumer->is_polling());
    consumer->poll(100, told);
    CHECK(told.times(first) == Times{0, 1, 2, 3});
    CHECK(told.times(second) == Times{0, 1, 2, 3});
    REQUIRE(told.batches.size() == 2);
    CHECK(told.batches[0].subscription == batch);
    CHECK(told.batches[0].ts == Times{0, 1});
    CHECK(told.batches[1].ts == Times{2, 3});
}

TEST_CASE("a subscription that ends or begins within a delivery does so at once, and safely") {
    LiveBus bus{8};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.*");
    const SubscriptionId second = consumer->subscribe("bar.*");
    for (int ts = 0; ts < 2; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    SubscriptionId third{};
    told.then = [&](const Event&) {
        if (told.events.size() != 1) return;
        consumer->unsubscribe(second);
        third = consumer->subscribe("bar.*");
        CHECK(consumer->poll(10, told) == 0);
    };
    consumer->poll(100, told);
    CHECK(told.times(second).empty());
    CHECK(told.times(third) == Times{1});
}

TEST_CASE("a consumer that is closed within a delivery ends with that event") {
    LiveBus bus{4};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.*");
    consumer->subscribe("bar.*");
    for (int ts = 0; ts < 3; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    Recorder told;
    told.then = [&](const Event&) { consumer->close(); };
    CHECK(consumer->poll(100, told) == 0);
    CHECK(told.events.size() == 2);
    CHECK(consumer->poll(100, told) == 0);
    for (int ts = 0; ts < 10; ++ts) {
        CHECK(publisher.publish(event_on(bus, "bar.A", ts)).status == PublishStatus::published);
    }
}

TEST_CASE("a subscription made while others dropped keeps all that comes after it") {
    LiveBus bus{8};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const auto lossy = consumer->subscribe("bar.*", {.overflow = Overflow::drop_oldest});
    for (int ts = 0; ts < 20; ++ts) publisher.publish(event_on(bus, "bar.A", ts));
    const auto gated = consumer->subscribe("bar.*");
    int published = 20;
    while (publisher.publish(event_on(bus, "bar.A", published)).status ==
           PublishStatus::published) {
        ++published;
    }
    Recorder told;
    consumer->poll(100, told);
    CHECK(told.times(gated).back() == published - 1);
    CHECK(told.times(lossy) == told.times(gated));
    CHECK(told.gaps.size() == 1);
    CHECK(told.gaps[0].missed == 12);
}

TEST_CASE("a late consumer begins at the head, a late publisher at its first event") {
    LiveBus bus{8};
    Publisher& early = bus.open_publisher();
    early.publish(event_on(bus, "bar.A", 1));
    const auto consumer = bus.open_consumer();
    const SubscriptionId bars = consumer->subscribe("bar.*");
    Publisher& late = bus.open_publisher();
    late.publish(event_on(bus, "bar.A", 2));
    early.publish(event_on(bus, "bar.A", 3));
    Recorder told;
    consumer->poll(100, told);
    CHECK(told.times(bars) == Times{3, 2});
}

TEST_CASE("publishers and ports are used again, and both have an end") {
    LiveBus bus{2};
    Publisher& publisher = bus.open_publisher();
    bus.close_publisher(publisher);
    CHECK(&bus.open_publisher() == &publisher);
    for (std::size_t i = 1; i < LiveBus::max_publishers; ++i) bus.open_publisher();
    CHECK_THROWS_AS(bus.open_publisher(), BusError);
    std::vector<std::unique_ptr<Consumer>> consumers;
    for (std::size_t i = 0; i < Ports::max_consumers; ++i) {
        consumers.push_back(bus.open_consumer());
    }
    CHECK_THROWS_AS((void)bus.open_consumer(), BusError);
    const ConsumerId freed = consumers[5]->id();
    consumers[5].reset();
    CHECK(bus.open_consumer()->id() == freed);
    CHECK_THROWS_AS(LiveBus{3}, std::invalid_argument);
}

TEST_CASE("an armed consumer is woken once by what it wants, and by nothing else") {
    LiveBus bus{64};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.A");
    CHECK(consumer->arm());
    publisher.publish(event_on(bus, "bar.B", 0));
    CHECK_FALSE(consumer->waker().wait(0s));
    publisher.publish(event_on(bus, "bar.A", 1));
    CHECK(consumer->waker().wait(0s));
    consumer->waker().clear();
    publisher.publish(event_on(bus, "bar.A", 2));
    CHECK_FALSE(consumer->waker().wait(0s));
    CHECK_FALSE(consumer->arm());
    CHECK(consumer->wait(0s));
    Recorder told;
    CHECK(consumer->poll(100, told) == 3);
    CHECK_FALSE(consumer->wait(1ms));
    consumer->subscribe("quote.*", {.overflow = Overflow::conflate});
    CHECK(consumer->arm());
    publisher.publish(event_on(bus, "quote.A", 3));
    CHECK(consumer->waker().wait(0s));
}

TEST_CASE("an unknown topic is refused with all that came with it") {
    LiveBus bus{8};
    Publisher& publisher = bus.open_publisher();
    std::vector<Event> events{event_on(bus, "bar.A", 1), Event{}};
    events[1].topic = 9;
    CHECK_THROWS_AS(publisher.publish(events), BusError);
    CHECK(publisher.next_sequence(Lane::market) == 0);
    CHECK_THROWS_AS((void)publisher.lane(static_cast<TopicId>(9)), BusError);
    CHECK(publisher.lane(static_cast<TopicId>(0)) == Lane::market);
}

namespace {

struct Counter {
    void event(SubscriptionId, const Event&, Origin, bool) { ++events; }
    void batch(SubscriptionId, std::span<const Event> run, Origin, bool) { events += run.size(); }
    void gap(SubscriptionId, std::uint64_t missed, Origin) { events += missed; }

    std::size_t events = 0;
};

}  // namespace

TEST_CASE("publishing and polling allocate nothing once all topics were seen") {
    LiveBus bus{64};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.*");
    consumer->subscribe("*", {.overflow = Overflow::drop_oldest});
    consumer->subscribe("bar.A", {.batch = true});
    consumer->subscribe("bar.*", {.overflow = Overflow::conflate});
    std::vector<Event> events;
    for (int ts = 0; ts < 48; ++ts) {
        events.push_back(event_on(bus, ts % 3 == 0 ? "bar.A" : "order.B", ts));
    }
    Counter counter;
    publisher.publish(events);
    consumer->poll(1000, counter);
    const std::size_t before = allocation_count();
    for (int round = 0; round < 100; ++round) {
        publisher.publish(events);
        consumer->poll(1000, counter);
    }
    CHECK(allocation_count() == before);
    CHECK(counter.events == 101 * (16 + 48 + 16 + 1));
}

}  // namespace swarmcore::bus
