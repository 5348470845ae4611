#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <random>

#include "swarmcore/book/far_levels.hpp"

namespace swarmcore::book {
namespace {

/// Far levels and a std::map that must agree after every step.
class Compared {
  public:
    [[nodiscard]] std::size_t size() const { return obvious_.size(); }
    [[nodiscard]] std::size_t memory_bytes() const { return levels_.memory_bytes(); }

    void toggle(std::int64_t key) {
        const auto found = obvious_.find(key);
        REQUIRE(levels_.find(key) == (found == obvious_.end() ? no_level : found->second));
        if (found == obvious_.end()) {
            levels_.insert({.key = key, .level = ++last_});
            obvious_[key] = last_;
        } else {
            levels_.erase(key);
            obvious_.erase(found);
        }
        REQUIRE(levels_.empty() == obvious_.empty());
        check_below(key);
    }
    void check_below(std::int64_t key) const {
        const FarLevels::Entry below = levels_.below(key);
        const auto at = obvious_.lower_bound(key);
        if (at == obvious_.begin()) {
            REQUIRE(below.level == no_level);
        } else {
            REQUIRE(below.key == std::prev(at)->first);
            REQUIRE(below.level == std::prev(at)->second);
        }
    }
    void clear() {
        levels_.clear();
        obvious_.clear();
    }

  private:
    FarLevels levels_;
    std::map<std::int64_t, LevelSlot> obvious_;
    LevelSlot last_ = 0;
};

}  // namespace

TEST_CASE("far levels are those of a map under random comings and goings") {
    for (const std::int64_t span : {std::int64_t{50}, std::int64_t{500}, std::int64_t{20'000}}) {
        // The same keys in every run.
        // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
        std::mt19937_64 random{static_cast<std::uint64_t>(span)};
        const auto draw = [&] {
            return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span)) -
                   span / 2;
        };
        Compared levels;
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 10'000; ++i) {
                levels.toggle(draw());
                levels.check_below(draw());
            }
            levels.clear();
            levels.check_below(0);
        }
    }
}

TEST_CASE("far levels are those of a map when they come and go in order, at either end") {
    Compared levels;
    for (std::int64_t key = 0; key < 1'000; ++key) levels.toggle(key);
    for (std::int64_t key = 0; key > -1'000; --key) levels.toggle(key - 1);
    for (std::int64_t key = 999; key >= 500; --key) levels.toggle(key);
    for (std::int64_t key = -1'000; key < 500; ++key) levels.toggle(key);
    CHECK(levels.size() == 0);
}

TEST_CASE("far levels hold the lowest and the highest key") {
    Compared levels;
    for (const std::int64_t key : {std::numeric_limits<std::int64_t>::max(), std::int64_t{0},
                                   std::numeric_limits<std::int64_t>::min()}) {
        levels.toggle(key);
    }
    levels.check_below(0);
    levels.check_below(std::numeric_limits<std::int64_t>::max());
    levels.check_below(std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("far levels that come in order, from either end, take little more than their entries") {
    for (const std::int64_t step : {std::int64_t{1}, std::int64_t{-1}}) {
        Compared levels;
        for (std::int64_t i = 0; i < 10'000; ++i) levels.toggle(i * step);
        CHECK(levels.memory_bytes() < 10'000 * sizeof(FarLevels::Entry) * 3 / 2);
    }
}

TEST_CASE("far levels that come and go again and again use no more memory") {
    Compared levels;
    for (std::int64_t key = 0; key < 1'000; ++key) levels.toggle(key);
    const auto churn = [&] {
        for (std::int64_t key = 0; key < 1'000; ++key) levels.toggle(key * 7 % 1'000);
    };
    for (int round = 0; round < 10; ++round) churn();
    const std::size_t warm = levels.memory_bytes();
    for (int round = 0; round < 10; ++round) churn();
    CHECK(levels.memory_bytes() <= warm);
}

}  // namespace swarmcore::book
