#include <doctest/doctest.h>

#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "swarmcore/bus/event_bus.hpp"

namespace swarmcore::bus {
namespace {

Event event_of(TopicId topic, std::int64_t ts = 0) {
    Event event;
    event.topic = static_cast<std::uint32_t>(topic);
    event.ts = ts;
    return event;
}

}  // namespace

TEST_CASE("an event reaches its subscriptions in their order and no other") {
    EventBus bus{8};
    const SubscriptionId first = bus.router().subscribe("bar.*");
    const SubscriptionId second = bus.router().subscribe("bar.A");
    const SubscriptionId third = bus.router().subscribe("trade.*");
    bus.publish(event_of(bus.router().topic("bar.A")));
    std::vector<SubscriptionId> reached;
    bus.deliver(
        [&](SubscriptionId subscription, const Event&) { reached.push_back(subscription); });
    CHECK(reached == std::vector{first, second});
    CHECK(third != first);
}

TEST_CASE("what a handler publishes is delivered after the event it handles") {
    EventBus bus{8};
    const TopicId outer = bus.router().topic("outer");
    const TopicId inner = bus.router().topic("inner");
    bus.router().subscribe("*");
    bus.router().subscribe("*");
    std::vector<std::uint32_t> order;
    const auto handle = [&](SubscriptionId subscription, const Event& event) {
        order.push_back(event.topic);
        if (event.topic == static_cast<std::uint32_t>(outer) &&
            subscription == static_cast<SubscriptionId>(0)) {
            bus.publish(event_of(inner));
            bus.deliver([](SubscriptionId, const Event&) { FAIL("delivered within a delivery"); });
        }
    };
    bus.publish(event_of(outer));
    bus.deliver(handle);
    CHECK(order == std::vector<std::uint32_t>{0, 0, 1, 1});
}

TEST_CASE("a subscription that ends during a delivery gets no more of that event") {
    EventBus bus{8};
    bus.router().subscribe("*");
    const SubscriptionId second = bus.router().subscribe("*");
    bus.publish(event_of(bus.router().topic("a")));
    int calls = 0;
    bus.deliver([&](SubscriptionId, const Event&) {
        ++calls;
        bus.router().unsubscribe(second);
    });
    CHECK(calls == 1);
}

TEST_CASE("a full ring and an unknown topic are errors and lose nothing") {
    EventBus bus{2};
    const TopicId topic = bus.router().topic("a");
    bus.router().subscribe("a");
    CHECK(bus.publish(event_of(topic)) == 0);
    CHECK(bus.publish(event_of(topic)) == 1);
    CHECK_THROWS_AS(bus.publish(event_of(topic)), BusError);
    CHECK_THROWS_AS(bus.publish(event_of(static_cast<TopicId>(7))), BusError);
    std::vector<std::uint64_t> sequences;
    bus.deliver([&](SubscriptionId, const Event& event) { sequences.push_back(event.sequence); });
    CHECK(sequences == std::vector<std::uint64_t>{0, 1});
    CHECK(bus.publish(event_of(topic)) == 2);
}

TEST_CASE("an exception out of a handler leaves the later events in the ring") {
    EventBus bus{8};
    const TopicId topic = bus.router().topic("a");
    bus.router().subscribe("a");
    bus.publish(event_of(topic, 1));
    bus.publish(event_of(topic, 2));
    CHECK_THROWS_AS(
        bus.deliver([](SubscriptionId, const Event&) { throw std::runtime_error{"handler"}; }),
        std::runtime_error);
    CHECK_FALSE(bus.is_delivering());
    std::int64_t last = 0;
    bus.deliver([&](SubscriptionId, const Event& event) { last = event.ts; });
    CHECK(last == 2);
}

TEST_CASE("what waits is delivered by time, then lane, then priority, then sequence") {
    EventBus bus{16};
    bus.router().subscribe("*");
    const auto publish = [&](const char* topic, std::int64_t ts, std::uint8_t priority) {
        Event event = event_of(bus.router().topic(topic), ts);
        event.priority = priority;
        return bus.publish(event);
    };
    publish("bar.A", 2, 9);
    publish("bar.A", 1, 0);
    publish("bar.A", 1, 3);
    publish("vote.A", 1, 0);
    publish("vote.B", 1, 0);
    publish("risk.update", 1, 0);
    publish("vote.A", 2, 0);
    std::vector<std::uint64_t> sequences;
    bus.deliver([&](SubscriptionId, const Event& event) { sequences.push_back(event.sequence); });
    CHECK(sequences == std::vector<std::uint64_t>{5, 3, 4, 2, 1, 6, 0});
}

TEST_CASE("an effect without a time, or with an older one, is of its cause's instant") {
    EventBus bus{16};
    bus.router().subscribe("*");
    const TopicId cause = bus.router().topic("bar.A");
    const TopicId effect = bus.router().topic("note.A");
    bus.publish(event_of(cause, 10));
    bus.publish(event_of(cause, 12));
    std::vector<std::int64_t> times;
    bus.deliver([&](SubscriptionId, const Event& event) {
        times.push_back(event.ts);
        if (event.ts == 10) {
            bus.publish(event_of(effect, 11));
            bus.publish(event_of(effect, 0));
            bus.publish(event_of(effect, 5));
        }
        if (event.ts == 12) bus.publish(event_of(effect, 0));
    });
    CHECK(times == std::vector<std::int64_t>{10, 0, 5, 11, 12, 0});
}

TEST_CASE("an event that passes an idle bus is delivered before what it causes") {
    EventBus bus{2};
    bus.router().subscribe("*");
    const TopicId topic = bus.router().topic("a");
    std::vector<std::int64_t> times;
    std::vector<std::uint64_t> sequences;
    const auto handle = [&](SubscriptionId, const Event& event) {
        times.push_back(event.ts);
        sequences.push_back(event.sequence);
        if (event.ts != 5) return;
        CHECK_FALSE(bus.is_idle());
        // The slots are all free: the event that passes holds none.
        bus.publish(event_of(topic, 9));
        bus.publish(event_of(topic, 1));
    };
    REQUIRE(bus.is_idle());
    CHECK(bus.pass(event_of(topic, 5), handle) == 0);
    CHECK(times == std::vector<std::int64_t>{5});
    CHECK_FALSE(bus.is_idle());
    bus.deliver(handle);
    CHECK(times == std::vector<std::int64_t>{5, 1, 9});  // an effect is of its cause's instant
    CHECK(sequences == std::vector<std::uint64_t>{0, 2, 1});
    CHECK(bus.is_idle());
    CHECK_THROWS_AS(bus.pass(event_of(static_cast<TopicId>(7)), handle), BusError);
    CHECK(bus.next_sequence() == 3);
}

TEST_CASE("an exception out of a passing event leaves what it caused waiting") {
    EventBus bus{4};
    bus.router().subscribe("*");
    const TopicId topic = bus.router().topic("a");
    CHECK_THROWS_AS(bus.pass(event_of(topic),
                             [&](SubscriptionId, const Event&) {
                                 bus.publish(event_of(topic, 3));
                                 throw std::runtime_error{"handler"};
                             }),
                    std::runtime_error);
    CHECK_FALSE(bus.is_delivering());
    std::int64_t last = 0;
    bus.deliver([&](SubscriptionId, const Event& event) { last = event.ts; });
    CHECK(last == 3);
}

TEST_CASE("a subscription that ends stays ended among others that do") {
    EventBus bus{4};
    for (int each = 0; each < 4; ++each) bus.router().subscribe("*");
    std::vector<std::uint32_t> reached;
    bus.pass(event_of(bus.router().topic("a")), [&](SubscriptionId subscription, const Event&) {
        reached.push_back(static_cast<std::uint32_t>(subscription));
        if (reached.size() == 1) bus.router().unsubscribe(static_cast<SubscriptionId>(2));
        if (reached.size() == 2) bus.router().unsubscribe(static_cast<SubscriptionId>(0));
    });
    CHECK(reached == std::vector<std::uint32_t>{0, 1, 3});
}

TEST_CASE("an event that waits keeps its slot, whatever is delivered meanwhile") {
    EventBus bus{4};
    bus.router().subscribe("*");
    const TopicId first = bus.router().topic("vote.A");
    const TopicId last = bus.router().topic("bar.A");
    bus.publish(event_of(last, 1));
    bus.publish(event_of(first, 1));
    int refused = 0;
    int delivered = 0;
    bus.deliver([&](SubscriptionId, const Event& event) {
        ++delivered;
        if (event.topic != static_cast<std::uint32_t>(first)) return;
        try {
            bus.publish(event_of(first, 1));
        } catch (const BusError&) {
            ++refused;
        }
    });
    CHECK(refused == 1);
    CHECK(delivered == 4);
}

}  // namespace swarmcore::bus
