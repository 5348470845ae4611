#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/topics.hpp"

namespace swarmcore::bus {

TEST_CASE("a topic's first word says its lane") {
    CHECK(lane_of("risk.update") == Lane::control);
    CHECK(lane_of("control") == Lane::control);
    CHECK(lane_of("order.AAPL") == Lane::orders);
    CHECK(lane_of("clock") == Lane::orders);
    CHECK(lane_of("orders.AAPL") == Lane::market);
    CHECK(lane_of("bar.risk") == Lane::market);
    CHECK(lane_of("") == Lane::market);
}

TEST_CASE("a pattern's lanes hold the lane of every topic that it matches") {
    CHECK(lanes_of("order.*") == lane_bit(Lane::orders));
    CHECK(lanes_of("health.agent") == lane_bit(Lane::control));
    CHECK(lanes_of("bar.*") == lane_bit(Lane::market));
    CHECK(lanes_of("*") == 0b111);
    CHECK(lanes_of("o*.A") == 0b111);
}

TEST_CASE("a topic has one id, and its name can be asked for as long as the registry lives") {
    Topics topics;
    const TopicId bars = topics.topic("bar.A");
    const std::string& name = topics.name(bars);
    for (int i = 0; i < 1000; ++i) topics.topic("bar." + std::to_string(i));
    CHECK(topics.topic("bar.A") == bars);
    CHECK(name == "bar.A");
    CHECK(topics.find("bar.A") == bars);
    CHECK_FALSE(topics.find("bar.unheard").has_value());
    CHECK(topics.size() == 1001);
    CHECK(topics.knows(static_cast<TopicId>(1000)));
    CHECK_FALSE(topics.knows(static_cast<TopicId>(1001)));
    CHECK(topics.names()[1] == "bar.0");
}

TEST_CASE("a bad name and an unknown id are refused") {
    Topics topics;
    CHECK_THROWS_AS(topics.topic("bar.*"), std::invalid_argument);
    CHECK_THROWS_AS(topics.topic(""), std::invalid_argument);
    CHECK(topics.size() == 0);
    CHECK_THROWS_AS((void)topics.name(static_cast<TopicId>(0)), std::out_of_range);
}

}  // namespace swarmcore::bus
