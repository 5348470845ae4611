#include <doctest/doctest.h>

#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <random>
#include <vector>

#include "swarmcore/book/price_ladder.hpp"

namespace swarmcore::book {
namespace {

constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();

/// A ladder and a std::map that must agree after every step.
class Compared {
  public:
    explicit Compared(Side side) : ladder_{side}, sign_{side == Side::bid ? -1 : 1} {}

    [[nodiscard]] std::size_t size() const { return obvious_.size(); }
    [[nodiscard]] bool contains(std::int64_t price) const {
        return obvious_.contains(price * sign_);
    }
    [[nodiscard]] std::size_t memory_bytes() const { return ladder_.memory_bytes(); }
    /// The price of the level that is `rank` behind the best.
    [[nodiscard]] std::int64_t price(std::size_t rank) const {
        return std::next(obvious_.begin(), static_cast<std::ptrdiff_t>(rank))->first * sign_;
    }

    void insert(std::int64_t price) {
        REQUIRE(ladder_.find(Price{price}) == no_level);
        ladder_.insert(Price{price}, ++last_);
        obvious_[price * sign_] = last_;
        check(price);
    }
    void erase(std::int64_t price) {
        REQUIRE(ladder_.find(Price{price}) == obvious_.at(price * sign_));
        ladder_.erase(Price{price});
        obvious_.erase(price * sign_);
        check(price);
    }
    void toggle(std::int64_t price) { contains(price) ? erase(price) : insert(price); }
    void clear() {
        ladder_.clear();
        obvious_.clear();
        check(1);
    }

    /// Every level, best first.
    void check_all() const {
        LevelSlot slot = ladder_.best();
        for (const auto& [key, expected] : obvious_) {
            REQUIRE(slot == expected);
            REQUIRE(ladder_.find(Price{key * sign_}) == expected);
            slot = ladder_.next_worse(Price{key * sign_});
        }
        REQUIRE(slot == no_level);
    }

  private:
    void check(std::int64_t price) const {
        REQUIRE(ladder_.size() == obvious_.size());
        REQUIRE(ladder_.empty() == obvious_.empty());
        const auto worse = obvious_.upper_bound(price * sign_);
        REQUIRE(ladder_.next_worse(Price{price}) ==
                (worse == obvious_.end() ? no_level : worse->second));
        if (obvious_.empty()) {
            REQUIRE(ladder_.best() == no_level);
        } else {
            REQUIRE(ladder_.best() == obvious_.begin()->second);
            REQUIRE(ladder_.best_price() == Price{obvious_.begin()->first * sign_});
        }
    }

    PriceLadder ladder_;
    std::int64_t sign_;
    std::map<std::int64_t, LevelSlot> obvious_;
    LevelSlot last_ = 0;
};

/// Random prices about a centre that itself moves at random by up to `step`.
void wander(std::uint64_t seed, std::uint64_t spread, std::uint64_t step, int changes) {
    for (const Side side : {Side::bid, Side::ask}) {
        std::mt19937_64 random{seed};
        Compared levels{side};
        std::int64_t centre = 10'000'000;
        for (int i = 0; i < changes; ++i) {
            centre += static_cast<std::int64_t>(random() % (2 * step + 1)) -
                      static_cast<std::int64_t>(step);
            levels.toggle(centre + static_cast<std::int64_t>(random() % spread));
            // As many leave as come, from anywhere.
            if (levels.size() > 300) levels.erase(levels.price(random() % 300));
        }
        levels.check_all();
    }
}

}  // namespace

TEST_CASE("a ladder holds what a map holds: prices in a narrow band") {
    wander(1, 100, 0, 20'000);
}

TEST_CASE("a ladder holds what a map holds: a band that wanders") {
    wander(2, 200, 20, 20'000);
}

TEST_CASE("a ladder holds what a map holds: prices far apart") {
    wander(3, 2'000'000, 0, 10'000);
}

TEST_CASE("a ladder holds what a map holds: best prices that leap back and forth") {
    for (const Side side : {Side::bid, Side::ask}) {
        std::mt19937_64 random{4};
        Compared levels{side};
        for (int i = 0; i < 20'000; ++i) {
            const std::int64_t leap = random() % 2 == 0 ? 1'000'000 : 2'000'000;
            levels.toggle(leap + static_cast<std::int64_t>(random() % 300));
        }
        levels.check_all();
    }
}

TEST_CASE("a ladder holds what a map holds: a price that falls through a full book") {
    for (const Side side : {Side::bid, Side::ask}) {
        Compared levels{side};
        for (std::int64_t price = 1; price <= 20'000; ++price) levels.insert(price);
        levels.check_all();
        for (int i = 0; i < 15'000; ++i) levels.erase(levels.price(0));
        levels.check_all();
        levels.clear();
        levels.insert(7);
        levels.check_all();
    }
}

TEST_CASE("a ladder holds the lowest and the highest price") {
    for (const Side side : {Side::bid, Side::ask}) {
        Compared levels{side};
        for (const std::int64_t price : {max_int, std::int64_t{1}, max_int - 1, std::int64_t{2},
                                         max_int / 2, max_int - 200, std::int64_t{300}}) {
            levels.insert(price);
        }
        levels.check_all();
        for (std::int64_t i = 0; i < 1'000; ++i) {
            levels.toggle(max_int - i);
            levels.toggle(1 + i);
        }
        levels.check_all();
    }
}

TEST_CASE("a window at the highest prices may look for more room than there is") {
    Compared book{Side::bid};
    book.insert(max_int);
    for (std::int64_t price = 1; price <= 200; ++price) book.insert(price);
    book.check_all();
}

TEST_CASE("prices a million ticks apart cost little memory") {
    Compared levels{Side::bid};
    for (std::int64_t i = 0; i < 1'000; ++i) levels.insert(1 + 1'000'000 * i);
    CHECK(levels.memory_bytes() < 64'000);
}

}  // namespace swarmcore::book
