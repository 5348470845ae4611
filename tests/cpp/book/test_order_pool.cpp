#include <doctest/doctest.h>

#include <cstdint>
#include <list>
#include <map>
#include <random>
#include <vector>

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/price_level.hpp"

namespace swarmcore::book {

TEST_CASE("a pool gives the place last given back, and a new one where none is free") {
    OrderPool pool;
    const OrderSlot first = pool.take();
    const OrderSlot second = pool.take();
    CHECK(first != second);
    pool.give_back(first);
    CHECK(pool.take() == first);
    CHECK(pool.take() != second);
}

TEST_CASE("a pool keeps what was written while it grows") {
    OrderPool pool;
    for (std::uint64_t i = 1; i <= 10'000; ++i) pool[pool.take()].id = OrderId{i};
    for (std::uint64_t i = 1; i <= 10'000; ++i) {
        REQUIRE(pool[static_cast<OrderSlot>(i)].id == OrderId{i});
    }
}

TEST_CASE("a pool of more orders than ever allocates at most a sixteenth in advance") {
    OrderPool pool;
    for (int i = 0; i < 100'000; ++i) static_cast<void>(pool.take());
    CHECK(pool.memory_bytes() <= 100'000 * sizeof(OrderNode) * 17 / 16 + 1024);
}

TEST_CASE("the queue of a level is that of a list under random appends and removals") {
    // The same orders in every run.
    // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
    std::mt19937_64 random{1};
    OrderPool orders;
    Level level;
    std::list<OrderSlot> obvious;
    Quantity sum;
    for (int i = 0; i < 20'000; ++i) {
        if (obvious.empty() || random() % 2 == 0) {
            const OrderSlot slot = orders.take();
            orders[slot].quantity = Quantity{static_cast<std::int64_t>(1 + random() % 100)};
            append(orders, level, slot);
            obvious.push_back(slot);
            sum += orders[slot].quantity;
        } else {
            auto gone = obvious.begin();
            std::advance(gone, static_cast<std::ptrdiff_t>(random() % obvious.size()));
            sum -= orders[*gone].quantity;
            unlink(orders, level, *gone);
            orders.give_back(*gone);
            obvious.erase(gone);
        }
        REQUIRE(level.quantity == sum);
        REQUIRE(level.orders == obvious.size());
        REQUIRE(level.head == (obvious.empty() ? no_order : obvious.front()));
        REQUIRE(level.tail == (obvious.empty() ? no_order : obvious.back()));
    }
    OrderSlot slot = level.head;
    for (const OrderSlot expected : obvious) {
        REQUIRE(slot == expected);
        slot = orders[slot].next;
    }
    CHECK(slot == no_order);
}

}  // namespace swarmcore::book
