#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "recorder.hpp"
#include "swarmcore/bus/live_bus.hpp"

// A lane that is full: who holds it up, for how long, and who is woken for it.
namespace swarmcore::bus {

using Times = std::vector<std::int64_t>;
using namespace std::chrono_literals;

namespace {

constexpr auto nobody = static_cast<ConsumerId>(Ports::max_consumers);

/// As many events as the lane holds, published at once.
void fill(LiveBus& bus, Publisher& publisher, std::string_view topic) {
    const std::vector<Event> events(bus.capacity(), event_on(bus, topic, 0));
    CHECK(publisher.publish(events).status == PublishStatus::published);
}

}  // namespace

TEST_CASE("a blocking subscription is never overtaken; the publisher is told who holds it up") {
    LiveBus bus{4};
    Publisher& publisher = bus.open_publisher();
    const auto idle = bus.open_consumer();
    const auto consumer = bus.open_consumer();
    const SubscriptionId bars = consumer->subscribe("bar.*", {.timeout = 0s});
    for (int ts = 0; ts < 4; ++ts) {
        CHECK(publisher.publish(event_on(bus, "bar.A", ts)).status == PublishStatus::published);
    }
    const PublishResult full = publisher.publish(event_on(bus, "bar.A", 4));
    CHECK(full.status == PublishStatus::full);
    CHECK(full.published == 0);
    CHECK(full.lane == Lane::market);
    CHECK(full.holder == consumer->id());
    CHECK(publisher.publish_for(event_on(bus, "bar.A", 4), 1h).status == PublishStatus::full);
    CHECK(publisher.publish(event_on(bus, "order.A", 7)).status == PublishStatus::published);
    Recorder told;
    consumer->poll(100, told);
    CHECK(publisher.publish(event_on(bus, "bar.A", 4)).status == PublishStatus::published);
    consumer->poll(100, told);
    CHECK(told.times(bars) == Times{0, 1, 2, 3, 4});
    CHECK(idle->poll(1, told) == 0);
}

TEST_CASE("a publisher waits as long as the most impatient subscription of the holder allows") {
    LiveBus bus{2};
    const auto consumer = bus.open_consumer();
    const ConsumerId id = consumer->id();
    CHECK(bus.ports().patience(id, Lane::market) == Ports::no_limit);
    consumer->subscribe("bar.*", {.timeout = 2s});
    consumer->subscribe("*", {.timeout = 5s});
    const auto strict = consumer->subscribe("order.*", {.overflow = Overflow::error});
    CHECK(bus.ports().patience(id, Lane::market) == 2s);
    CHECK(bus.ports().patience(id, Lane::orders) == 0s);
    CHECK(bus.ports().patience(id, Lane::control) == 5s);
    consumer->unsubscribe(strict);
    CHECK(bus.ports().patience(id, Lane::orders) == 5s);
    CHECK_THROWS_AS(consumer->subscribe("a", {.timeout = -1s}), std::invalid_argument);
}

TEST_CASE("a lane is gated only while a subscription blocks it") {
    LiveBus bus{4};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    const auto publish = [&](int count) {
        for (int i = 0; i < count; ++i) {
            if (publisher.publish(event_on(bus, "bar.A", i)).status == PublishStatus::full)
                return false;
        }
        return true;
    };
    consumer->subscribe("order.*");
    CHECK(publish(10));
    const SubscriptionId bars = consumer->subscribe("bar.*");
    CHECK_FALSE(publish(10));
    consumer->unsubscribe(bars);
    CHECK(publish(10));
    consumer->subscribe("b*");
    CHECK_FALSE(publish(10));
    consumer->close();
    CHECK(publish(10));
}

TEST_CASE("who holds a full lane up is the consumer that is furthest behind in it") {
    LiveBus bus{8};
    Publisher& publisher = bus.open_publisher();
    const auto quick = bus.open_consumer();
    const auto slow = bus.open_consumer();
    quick->subscribe("bar.*");
    slow->subscribe("bar.*");
    fill(bus, publisher, "bar.A");
    CHECK_FALSE(publisher.has_room(Lane::market));
    Recorder told;
    quick->poll(100, told);
    CHECK_FALSE(publisher.has_room(Lane::market));
    CHECK(publisher.wake_holder(Lane::market) == slow->id());
    slow->poll(100, told);
    CHECK(publisher.has_room(Lane::market));
    fill(bus, publisher, "bar.A");
    slow->poll(100, told);
    CHECK_FALSE(publisher.has_room(Lane::market));
    CHECK(publisher.wake_holder(Lane::market) == quick->id());
    quick->close();
    CHECK(publisher.wake_holder(Lane::market) == slow->id());
    CHECK(publisher.has_room(Lane::market));
}

TEST_CASE("nobody holds a lane up that no open consumer blocks") {
    LiveBus bus{4};
    Publisher& publisher = bus.open_publisher();
    CHECK(publisher.wake_holder(Lane::market) == nobody);
    const auto lossy = bus.open_consumer();
    lossy->subscribe("bar.*", {.overflow = Overflow::drop_oldest});
    lossy->subscribe("quote.*", {.overflow = Overflow::conflate});
    const auto consumer = bus.open_consumer();
    const SubscriptionId bars = consumer->subscribe("bar.*");
    fill(bus, publisher, "bar.A");
    CHECK(publisher.wake_holder(Lane::market) == consumer->id());
    CHECK(publisher.wake_holder(Lane::orders) == nobody);
    consumer->unsubscribe(bars);
    CHECK(publisher.wake_holder(Lane::market) == nobody);
    consumer->subscribe("bar.*");
    CHECK(publisher.wake_holder(Lane::market) == consumer->id());
    consumer->close();
    CHECK(publisher.wake_holder(Lane::market) == nobody);
    CHECK(publisher.has_room(Lane::market));
}

TEST_CASE(
    "a sleeping consumer is woken before a lane that it gates is full of what it does not want") {
    LiveBus bus{8};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.A");
    CHECK(consumer->arm());
    for (int ts = 0; ts < 5; ++ts) publisher.publish(event_on(bus, "bar.B", ts));
    CHECK(consumer->waker().wait(0s));
}

TEST_CASE("a sleeping consumer is woken for the room that a publisher waits for") {
    LiveBus bus{8};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    consumer->subscribe("bar.A");
    CHECK(consumer->arm());
    // None of it is wanted, so it sleeps on.
    fill(bus, publisher, "bar.B");
    CHECK_FALSE(consumer->waker().wait(0s));
    CHECK_FALSE(publisher.has_room(Lane::market));
    CHECK(publisher.wake_holder(Lane::market) == consumer->id());
    CHECK(consumer->waker().wait(0s));
    Recorder told;
    consumer->poll(100, told);
    CHECK(publisher.has_room(Lane::market));
}

}  // namespace swarmcore::bus
