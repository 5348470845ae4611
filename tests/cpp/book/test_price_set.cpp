#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <random>
#include <set>

#include "swarmcore/book/price_set.hpp"

namespace swarmcore::book {
namespace {

constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();

/// A price set and a std::set that must agree after every step.
class Compared {
  public:
    explicit Compared(Side side) : prices_{side}, sign_{side == Side::bid ? -1 : 1} {}

    [[nodiscard]] std::size_t size() const { return obvious_.size(); }
    [[nodiscard]] std::size_t memory_bytes() const { return prices_.memory_bytes(); }
    /// The price that is `rank` behind the best.
    [[nodiscard]] std::int64_t price(std::size_t rank) const {
        return *std::next(obvious_.begin(), static_cast<std::ptrdiff_t>(rank)) * sign_;
    }

    void toggle(std::int64_t price) {
        if (obvious_.erase(price * sign_) != 0) {
            prices_.erase(Price{price});
        } else {
            obvious_.insert(price * sign_);
            prices_.insert(Price{price});
        }
        check(price);
    }
    void clear() {
        prices_.clear();
        obvious_.clear();
        check(1);
    }

    /// Every price, best first.
    void check_all() const {
        std::optional<Price> price;
        if (!prices_.empty()) price = prices_.best();
        for (const std::int64_t key : obvious_) {
            REQUIRE(price == Price{key * sign_});
            price = prices_.next_worse(*price);
        }
        REQUIRE_FALSE(price);
    }

  private:
    void check(std::int64_t price) const {
        REQUIRE(prices_.size() == obvious_.size());
        REQUIRE(prices_.empty() == obvious_.empty());
        const auto worse = obvious_.upper_bound(price * sign_);
        const auto found = prices_.next_worse(Price{price});
        REQUIRE(found.has_value() == (worse != obvious_.end()));
        if (found) REQUIRE(*found == Price{*worse * sign_});
        if (obvious_.empty()) return;
        REQUIRE(prices_.best() == Price{*obvious_.begin() * sign_});
        REQUIRE(prices_.worst() == Price{*obvious_.rbegin() * sign_});
    }

    PriceSet prices_;
    std::int64_t sign_;
    std::set<std::int64_t> obvious_;
};

}  // namespace

TEST_CASE("a price set is the set of its prices in order, however they are spread") {
    for (const Side side : {Side::bid, Side::ask}) {
        for (const std::int64_t spread : {50, 5'000, 500'000, 50'000'000}) {
            // The same prices in every run.
            // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
            std::mt19937_64 random{static_cast<std::uint64_t>(spread)};
            Compared prices{side};
            std::int64_t center = 100'000'000;
            for (int i = 0; i < 8'000; ++i) {
                center += static_cast<std::int64_t>(random() % 3) - 1;
                // Near the centre more often than far from it.
                const auto reach = static_cast<std::uint64_t>(spread) >> (random() % 8);
                prices.toggle(center + static_cast<std::int64_t>(random() % (reach + 1)));
                if (i % 500 == 0) prices.check_all();
                if (prices.size() > 500) prices.toggle(prices.price(random() % prices.size()));
            }
            prices.check_all();
            prices.clear();
            prices.toggle(1);
            prices.check_all();
        }
    }
}

TEST_CASE("a crash of the best price by millions of ticks and back leaves the set right") {
    Compared prices{Side::bid};
    for (std::int64_t price = 10'000'000; price > 1; price -= 9'973) prices.toggle(price);
    prices.check_all();
    while (prices.size() > 1) prices.toggle(prices.price(0));
    for (std::int64_t price = 7; price < 10'000'000; price += 9'973) prices.toggle(price);
    prices.check_all();
}

TEST_CASE("the smallest and the largest price are held side by side") {
    constexpr std::int64_t middle = std::int64_t{1} << 40;
    constexpr std::array<std::int64_t, 6> coming{1, max_int, max_int - 1, 2, max_int / 2, middle};
    constexpr std::array<std::int64_t, 6> going{max_int, 1, max_int - 1, max_int / 2, middle, 2};
    for (const Side side : {Side::bid, Side::ask}) {
        Compared prices{side};
        for (const std::int64_t price : coming) prices.toggle(price);
        prices.check_all();
        for (const std::int64_t price : going) prices.toggle(price);
        CHECK(prices.size() == 0);
    }
}

TEST_CASE("far prices cost no window, and a wide book has one of at most a bit a tick") {
    Compared sparse{Side::ask};
    for (std::int64_t i = 0; i < 200; ++i) sparse.toggle(1 + i * 1'000'000'007);
    CHECK(sparse.memory_bytes() < 200 * 16 + 1'024);
    Compared wide{Side::ask};
    for (std::int64_t i = 0; i < 2'000; ++i) wide.toggle(1 + i * 300);
    CHECK(wide.memory_bytes() < 2'000 * 150);
}

}  // namespace swarmcore::book
