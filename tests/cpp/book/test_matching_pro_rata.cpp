#include <doctest/doctest.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "desk.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/pro_rata.hpp"

namespace swarmcore::book {
namespace {

using Lots = std::vector<std::int64_t>;

Lots shared(const Lots& shown, std::int64_t quantity, const MatchingRules& rules = {}) {
    Lots shares(shown.size());
    share_pro_rata(shown, quantity, rules, shares);
    return shares;
}

}  // namespace

TEST_CASE("a product is divided exactly where it passes 64 bits") {
    CHECK(scaled(7, 3, 4) == 5);
    CHECK(scaled(max_int, max_int, max_int) == max_int);
    CHECK(scaled(max_int, max_int - 1, max_int) == max_int - 1);
    CHECK(scaled(max_int, 1, 3) == max_int / 3);
    CHECK(scaled(max_int - 1, max_int / 2, max_int) == max_int / 2 - 1);
    CHECK(scaled(0, 5, 7) == 0);
}

TEST_CASE("a taker of all that is shown fills every order") {
    CHECK(shared({3, 5}, 8) == Lots{3, 5});
    CHECK(shared({3, 5}, 9) == Lots{3, 5});
}

TEST_CASE("a taker of less is shared in proportion, what is left over goes to the oldest") {
    CHECK(shared({10, 30, 60}, 10) == Lots{1, 3, 6});
    CHECK(shared({10, 30, 60}, 9) == Lots{2, 2, 5});
    CHECK(shared({1, 1, 1}, 2) == Lots{1, 1, 0});
    CHECK(shared({max_int - 1, 1}, max_int - 1) == Lots{max_int - 1, 0});
}

TEST_CASE("the oldest order may get a share first, and small shares count as nothing") {
    CHECK(shared({50, 50}, 20, {.top_share = 40}) == Lots{14, 6});
    CHECK(shared({3, 97}, 20, {.top_share = 40}) == Lots{3, 17});
    CHECK(shared({10, 30, 60}, 10, {.minimum = 4}) == Lots{4, 0, 6});
    CHECK(shared({50, 50}, 20, {.top_share = 100}) == Lots{20, 0});
}

TEST_CASE("a level is shared in one trade an order, oldest first") {
    Desk desk{{.algorithm = MatchingAlgorithm::pro_rata}};
    desk.given(
        {limit(1, Side::ask, 101, 10), limit(2, Side::ask, 101, 30), limit(3, Side::ask, 102, 5)});
    CHECK(desk.send(immediate(9, Side::bid, 102, 12)) ==
          Lines{"accepted 9 12@102 open 12", "filled 9~1 3@101 open 9", "filled 1~9 3@101 open 7",
                "filled 9~2 9@101 open 0", "filled 2~9 9@101 open 21"});
    CHECK(desk.last(immediate(9, Side::bid, 102, 30)) == "filled 3~9 2@102 open 3");
}

TEST_CASE("an iceberg's next part is shared with the level's next turn") {
    Desk desk{{.algorithm = MatchingAlgorithm::pro_rata}};
    desk.given({limit(1, Side::ask, 101, 6).showing(2), limit(2, Side::ask, 101, 2)});
    CHECK(desk.send(immediate(9, Side::bid, 101, 5)) ==
          Lines{"accepted 9 5@101 open 5", "filled 9~1 2@101 open 3", "filled 1~9 2@101 open 4",
                "replenished 1 2@101 open 4", "filled 9~2 2@101 open 1", "filled 2~9 2@101 open 0",
                "filled 9~1 1@101 open 0", "filled 1~9 1@101 open 3"});
}

TEST_CASE("a share of an order that a link took away meanwhile is void, and shared again") {
    Desk desk{{.algorithm = MatchingAlgorithm::pro_rata}};
    desk.given({limit(1, Side::ask, 101, 5), limit(2, Side::ask, 101, 5),
                limit(3, Side::ask, 101, 10), pair(1, 2)});
    CHECK(desk.send(immediate(9, Side::bid, 101, 8)) ==
          Lines{"accepted 9 8@101 open 8", "filled 9~1 2@101 open 6", "filled 1~9 2@101 open 3",
                "cancelled 2 5@101 open 0 linked", "filled 9~3 4@101 open 2",
                "filled 3~9 4@101 open 6", "filled 9~1 1@101 open 1", "filled 1~9 1@101 open 2",
                "filled 9~3 1@101 open 0", "filled 3~9 1@101 open 5"});
}

TEST_CASE("rules out of range are refused") {
    CHECK_THROWS_WITH_AS(MatchingEngine(1, {.algorithm = MatchingAlgorithm{3}}),
                         "algorithm: expected 1 (price-time) or 2 (pro-rata), was 3",
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(MatchingEngine(1, {.minimum = 0}),
                         "minimum: expected 1 lot or more, was 0", std::invalid_argument);
    CHECK_THROWS_WITH_AS(MatchingEngine(1, {.top_share = 101}),
                         "top_share: expected 0 to 100 percent, was 101", std::invalid_argument);
}

}  // namespace swarmcore::book
