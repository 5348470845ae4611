#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "swarmcore/book/depth_side.hpp"

namespace swarmcore::book {
namespace {

using Levels = std::vector<std::pair<std::int64_t, std::int64_t>>;

Levels levels_of(const DepthSide& side) {
    Levels levels;
    side.walk([&](const DepthLevel& level) {
        levels.emplace_back(level.price.count(), level.quantity.count());
        return true;
    });
    return levels;
}

}  // namespace

TEST_CASE("a side is the map of its prices to their quantities, best first") {
    for (const Side which : {Side::bid, Side::ask}) {
        const std::int64_t sign = which == Side::bid ? -1 : 1;
        // The same levels in every run.
        // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
        std::mt19937_64 random{7};
        DepthSide side{which};
        std::map<std::int64_t, std::int64_t> obvious;
        for (int i = 0; i < 30'000; ++i) {
            // A third removes; prices lie near, and one in sixteen far.
            const std::int64_t price = random() % 16 == 0
                                           ? static_cast<std::int64_t>(1 + random() % 1'000'000'000)
                                           : static_cast<std::int64_t>(1'000'000 + random() % 700);
            const auto quantity =
                random() % 3 == 0 ? 0 : static_cast<std::int64_t>(1 + random() % 100);
            const auto found = obvious.find(price * sign);
            const std::int64_t before = found == obvious.end() ? 0 : found->second;
            REQUIRE(side.quantity_at(Price{price}) == Quantity{before});
            REQUIRE(side.exchange(Price{price}, Quantity{quantity}) == Quantity{before});
            if (quantity == 0) {
                obvious.erase(price * sign);
            } else {
                obvious[price * sign] = quantity;
            }
            REQUIRE(side.size() == obvious.size());
            REQUIRE(side.best().has_value() != obvious.empty());
            if (const auto best = side.best()) {
                REQUIRE(best->price.count() == obvious.begin()->first * sign);
                REQUIRE(best->quantity.count() == obvious.begin()->second);
                REQUIRE(side.worst().count() == obvious.rbegin()->first * sign);
            }
        }
        Levels expected;
        for (const auto& [key, quantity] : obvious) expected.emplace_back(key * sign, quantity);
        CHECK(levels_of(side) == expected);
        side.clear();
        CHECK(levels_of(side).empty());
        CHECK_FALSE(side.best());
    }
}

TEST_CASE("the largest price and quantity are held exactly, and a walk may stop early") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    DepthSide side{Side::ask};
    side.exchange(Price{most}, Quantity{most});
    side.exchange(Price{1}, Quantity{most});
    CHECK(levels_of(side) == Levels{{1, most}, {most, most}});
    int visits = 0;
    side.walk([&](const DepthLevel&) { return ++visits < 1; });
    CHECK(visits == 1);
    CHECK(side.exchange(Price{1}, Quantity{0}) == Quantity{most});
    CHECK(levels_of(side) == Levels{{most, most}});
}

}  // namespace swarmcore::book
