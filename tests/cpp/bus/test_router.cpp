#include <doctest/doctest.h>

#include <stdexcept>

#include "swarmcore/bus/router.hpp"

namespace swarmcore::bus {

TEST_CASE("a star stands for any run of characters, also none, also dots") {
    CHECK(matches("bar.*", "bar.AAPL"));
    CHECK(matches("bar.*", "bar.BRK.B"));
    CHECK(matches("bar.*", "bar."));
    CHECK(matches("*", "anything"));
    CHECK(matches("*.AAPL", "bar.AAPL"));
    CHECK(matches("b*r.*A*L", "bar.AAPL"));
    CHECK(matches("a*ab", "aab"));
    CHECK(matches("bar.AAPL", "bar.AAPL"));
    CHECK_FALSE(matches("bar.*", "bars.AAPL"));
    CHECK_FALSE(matches("bar.AAPL", "bar.AAPL2"));
    CHECK_FALSE(matches("bar.AAPL2", "bar.AAPL"));
    CHECK_FALSE(matches("*.AAPL", "bar.AAP"));
}

TEST_CASE("a topic made before and one made after a subscription both reach it") {
    Router router;
    const TopicId before = router.topic("bar.A");
    const SubscriptionId bars = router.subscribe("bar.*");
    const TopicId after = router.topic("bar.B");
    const TopicId other = router.topic("trade.A");
    REQUIRE(router.route(before).size() == 1);
    CHECK(router.route(before)[0] == bars);
    REQUIRE(router.route(after).size() == 1);
    CHECK(router.route(other).empty());
    CHECK(router.topic("bar.A") == before);
    CHECK(router.topic_name(after) == "bar.B");
}

TEST_CASE("subscriptions of a topic keep the order in which they were made") {
    Router router;
    const SubscriptionId first = router.subscribe("*");
    const SubscriptionId second = router.subscribe("bar.A");
    const TopicId topic = router.topic("bar.A");
    const SubscriptionId third = router.subscribe("bar.*");
    REQUIRE(router.route(topic).size() == 3);
    CHECK(router.route(topic)[0] == first);
    CHECK(router.route(topic)[1] == second);
    CHECK(router.route(topic)[2] == third);
}

TEST_CASE("an ended subscription gets nothing more, and ends once") {
    Router router;
    const SubscriptionId bars = router.subscribe("bar.*");
    const TopicId topic = router.topic("bar.A");
    CHECK(router.unsubscribe(bars));
    CHECK_FALSE(router.unsubscribe(bars));
    CHECK_FALSE(router.is_active(bars));
    CHECK(router.route(topic).empty());
    CHECK(router.route(router.topic("bar.B")).empty());
    CHECK_FALSE(router.unsubscribe(static_cast<SubscriptionId>(99)));
}

TEST_CASE("names that could not be told apart are refused") {
    Router router;
    CHECK_THROWS_AS(router.topic(""), std::invalid_argument);
    CHECK_THROWS_AS(router.topic("bar.*"), std::invalid_argument);
    CHECK_THROWS_AS(router.topic("bar A"), std::invalid_argument);
    CHECK_THROWS_AS(router.subscribe("bar.\n"), std::invalid_argument);
    CHECK_THROWS_AS((void)router.topic_name(static_cast<TopicId>(5)), std::out_of_range);
}

}  // namespace swarmcore::bus
