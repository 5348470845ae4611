#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <unordered_map>
#include <utility>
#include <vector>

#include "swarmcore/book/order_index.hpp"
#include "swarmcore/book/order_pool.hpp"

namespace swarmcore::book {
namespace {

/// Inserts, finds and erases at random, beside std::unordered_map, ids that `next` makes.
template <class Next>
void compare(Next next, std::size_t most, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    OrderPool orders;
    OrderIndex index;
    std::unordered_map<std::uint64_t, OrderSlot> obvious;
    std::vector<std::uint64_t> live;
    for (std::size_t i = 0; i < 20 * most; ++i) {
        const bool growing = random() % most >= live.size();
        if (growing) {
            const std::uint64_t id = next(random);
            const OrderIndex::Place place = index.search(OrderId{id}, orders);
            REQUIRE(place.found() == obvious.contains(id));
            if (place.found()) continue;
            const OrderSlot slot = orders.take();
            orders[slot].id = OrderId{id};
            if (random() % 2 == 0) {
                index.insert(place, slot, orders);
            } else {
                index.insert(OrderId{id}, slot, orders);
            }
            obvious[id] = slot;
            live.push_back(id);
        } else {
            std::uint64_t& id = live[random() % live.size()];
            const OrderIndex::Place place = index.search(OrderId{id}, orders);
            REQUIRE(place.slot == obvious.at(id));
            if (random() % 2 == 0) {
                index.erase(place);
            } else {
                index.erase(OrderId{id}, place.slot);
            }
            orders.give_back(place.slot);
            obvious.erase(id);
            id = live.back();
            live.pop_back();
        }
        REQUIRE(index.size() == obvious.size());
    }
    for (const auto& [id, slot] : obvious) REQUIRE(index.find(OrderId{id}, orders) == slot);
    CHECK(index.find(OrderId{UINT64_MAX - 1}, orders) == no_order);
}

}  // namespace

TEST_CASE("an index finds what a hash map finds: ids that count upwards") {
    std::uint64_t id = 0;
    compare([&](std::mt19937_64&) { return ++id; }, 1'000, 2);
}

TEST_CASE("an index finds what a hash map finds: random ids of 64 bits") {
    compare([](std::mt19937_64& random) { return random(); }, 1'000, 3);
}

TEST_CASE("an index finds what a hash map finds: few ids, that come again") {
    compare([](std::mt19937_64& random) { return random() % 40; }, 30, 4);
}

TEST_CASE("an index finds what a hash map finds: ids that share all but their highest bits") {
    compare([](std::mt19937_64& random) { return random() << 54U; }, 500, 5);
}

TEST_CASE("an index holds ids whose 32 bits of hash are equal apart") {
    // Ids a multiple of the inverse of the multiplier apart differ only in the low half of the
    // product, which the index does not keep.
    constexpr std::uint64_t inverse = 0xf1de83e19937733d;
    static_assert(inverse * 0x9e3779b97f4a7c15ULL == 1);
    std::uint64_t i = 0;
    compare([&](std::mt19937_64&) { return inverse * (++i % 64); }, 50, 6);
}

TEST_CASE("orders of one id in two scopes are two orders") {
    OrderPool orders;
    OrderIndex index{IdScope::owner};
    for (std::uint32_t scope = 0; scope < 100; ++scope) {
        const OrderKey key{.id = OrderId{7}, .scope = scope};
        const OrderIndex::Place place = index.search(key, orders);
        REQUIRE_FALSE(place.found());
        const OrderSlot slot = orders.take();
        orders[slot].id = key.id;
        orders[slot].owner = scope;
        index.insert(place, slot, orders);
    }
    const OrderKey key{.id = OrderId{7}, .scope = 1};
    CHECK(index.search(key, orders).slot == 2);
    CHECK(index.guess(index.probe(key)) == 2);
    index.erase(key, 2);
    CHECK_FALSE(index.search(key, orders).found());
    CHECK(index.search(OrderKey{.id = OrderId{7}, .scope = 2}, orders).slot == 3);
}

TEST_CASE("a cleared index is empty and can be filled again") {
    OrderPool orders;
    OrderIndex index;
    std::size_t bytes = 0;
    for (int round = 0; round < 3; ++round) {
        for (std::uint64_t id = 1; id <= 100; ++id) {
            const OrderSlot slot = orders.take();
            orders[slot].id = OrderId{id};
            index.insert(OrderId{id}, slot, orders);
        }
        CHECK(index.find(OrderId{100}, orders) != no_order);
        if (round == 0) bytes = index.memory_bytes();
        CHECK(index.memory_bytes() == bytes);
        index.clear();
        orders.clear();
        CHECK(index.size() == 0);
        CHECK(index.find(OrderId{100}, orders) == no_order);
    }
}

TEST_CASE("an index takes at most eleven bytes an order, once there are some") {
    OrderPool orders;
    OrderIndex index;
    for (std::uint64_t id = 1; id <= 20'000; ++id) {
        const OrderSlot slot = orders.take();
        orders[slot].id = OrderId{id};
        index.insert(OrderId{id}, slot, orders);
        if (id >= 500) REQUIRE(index.memory_bytes() <= 11 * id);
    }
}

TEST_CASE("a search ends even where orders passed every bucket") {
    // Of ids so far apart, all belong into the first of two buckets or so: one after the other
    // fills up, and those that made it so leave.
    constexpr std::uint64_t inverse = 0xf1de83e19937733d;
    OrderPool orders;
    OrderIndex index;
    const auto insert = [&](std::uint64_t id) {
        const OrderSlot slot = orders.take();
        orders[slot].id = OrderId{id};
        index.insert(OrderId{id}, slot, orders);
        return slot;
    };
    // `hash` is what the index keeps of the product of id and multiplier.
    const auto id_of = [](std::uint64_t hash) { return (hash << 32U) * inverse; };
    // Four buckets: 28 orders at most. A bucket of ten, and one that passes it, then nine leave.
    for (std::uint64_t bucket = 0; bucket < 4; ++bucket) {
        std::vector<std::pair<std::uint64_t, OrderSlot>> leaving;
        for (std::uint64_t i = 0; i < 10; ++i) {
            const std::uint64_t id = id_of((bucket << 30U) + 2 * i);
            leaving.emplace_back(id, insert(id));
        }
        insert(id_of((bucket << 30U) + 1'000));
        for (const auto& [id, slot] : leaving) index.erase(OrderId{id}, slot);
    }
    CHECK(index.size() == 4);
    CHECK(index.memory_bytes() == 4 * 64);
    for (std::uint64_t bucket = 0; bucket < 4; ++bucket) {
        CHECK(index.find(OrderId{id_of((bucket << 30U) + 500)}, orders) == no_order);
        CHECK(index.find(OrderId{id_of((bucket << 30U) + 1'000)}, orders) != no_order);
    }
}

}  // namespace swarmcore::book
