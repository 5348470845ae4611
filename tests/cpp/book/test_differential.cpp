#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "../reference/differential.hpp"
#include "swarmcore/book/matching_engine.hpp"

/// The engine against the reference. SWARMCORE_DIFFERENTIAL_COMMANDS sets how many commands each
/// configuration and profile gets, SWARMCORE_DIFFERENTIAL_SEED where the seeds begin.
namespace swarmcore::book::reference {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

constexpr std::size_t episode = 1'000;

/// Every profile under these rules; then, that nothing of the page went untested.
template <class Engine>
void compare(const MatchingRules& rules) {
    const std::uint64_t commands = from_environment("SWARMCORE_DIFFERENTIAL_COMMANDS", 2'000);
    const std::uint64_t first_seed = from_environment("SWARMCORE_DIFFERENTIAL_SEED", 1);
    Coverage all;
    for (const Profile& profile : profiles) {
        CAPTURE(profile.name);
        for (std::uint64_t done = 0; done < commands; done += episode) {
            const auto found =
                run_episode<Engine>(rules, profile, first_seed + done / episode, episode, all);
            if (found) FAIL(*found);
        }
    }
    for (std::size_t kind = 1; kind < all.kinds.size(); ++kind) {
        CAPTURE(kind);
        CHECK(all.kinds.at(kind) > 0);
    }
    for (std::size_t reason = 0; reason < all.reasons.size(); ++reason) {
        const bool exists = reason <= 13 || (reason >= 16 && reason <= 28) || reason >= 64;
        CAPTURE(reason);
        CHECK((all.reasons.at(reason) > 0) == exists);
    }
}

/// A reference that does not look at the clock.
class Forgetful : public NaiveEngine {
  public:
    using NaiveEngine::NaiveEngine;
    void process(const OrderCommand& command, std::vector<Execution>& executions) {
        if (command.kind == CommandKind::clock && command.flags == 0) return;
        NaiveEngine::process(command, executions);
    }
};

OrderCommand limit(std::uint64_t id, Side side, std::int64_t price, std::int64_t quantity) {
    return {.order_id = id,
            .price = price,
            .quantity = quantity,
            .kind = CommandKind::new_,
            .side = side,
            .type = OrderType::limit,
            .tif = TimeInForce::gtc};
}

/// What the ledger says of a trade that is told otherwise than it was.
template <class Falsify>
std::string verdict_on(Falsify falsify) {
    NaiveEngine engine{1};
    Ledger ledger{{}};
    Snapshot before = snapshot_of(engine);
    std::string verdict;
    for (const OrderCommand& command : {limit(1, Side::ask, 102, 5), limit(2, Side::ask, 101, 5),
                                        limit(3, Side::ask, 101, 5), limit(4, Side::bid, 102, 7)}) {
        std::vector<Execution> executions;
        engine.process(command, executions);
        const Snapshot after = snapshot_of(engine);
        if (command.order_id == 4) falsify(executions);
        verdict += ledger.check(command, executions, before, after).value_or("");
        before = after;
    }
    return verdict.substr(0, verdict.find(':'));
}

}  // namespace

TEST_CASE("price-time: events and state are the reference's after every command") {
    compare<MatchingEngine>({});
}

TEST_CASE("pro-rata: events and state are the reference's after every command") {
    compare<MatchingEngine>({.algorithm = MatchingAlgorithm::pro_rata});
}

TEST_CASE("pro-rata with minimum and top share: events and state are the reference's") {
    compare<MatchingEngine>(
        {.algorithm = MatchingAlgorithm::pro_rata, .minimum = 3, .top_share = 40});
}

TEST_CASE("a difference is found and told in the fewest commands") {
    Coverage coverage;
    std::optional<std::string> found;
    for (std::uint64_t seed = 1; seed <= 100 && !found; ++seed) {
        found = run_episode<Forgetful>({}, profiles[1], seed, episode, coverage);
    }
    REQUIRE(found);
    CAPTURE(*found);
    CHECK(found->find("seed ") == 0);
    // An order, and the clock when it expires.
    CHECK(found->find(", 2 commands show a difference:\n") != std::string::npos);
    CHECK(found->find("executions\n  expected\n") != std::string::npos);
}

TEST_CASE("the ledger lets the truth pass and no lie") {
    using Executions = std::vector<Execution>;
    CHECK(verdict_on([](Executions&) {}).empty());
    CHECK(verdict_on([](Executions& all) { all[2].remaining = 1; }) ==
          "open is what was not filled or withdrawn");
    CHECK(verdict_on([](Executions& all) { all.pop_back(); }) == "a fill has its counterpart");
    CHECK(verdict_on([](Executions& all) { all[2].quantity = all[2].remaining = 0; }) ==
          "what moves is above 0");
    CHECK(verdict_on([](Executions& all) { all[1].price = all[2].price = 102; }) ==
          "a trade is at the maker's price");
    CHECK(verdict_on([](Executions& all) {
              all[1].other_order_id = all[2].order_id = 1;
              all[1].price = all[2].price = 102;
          }) == "no trade through a better price");
    CHECK(verdict_on([](Executions& all) {
              all[1].other_order_id = all[2].order_id = 3;
              all[3].other_order_id = all[4].order_id = 2;
          }) == "first come, first served");
    CHECK(verdict_on([](Executions& all) { all[1].price = all[2].price = 103; }) ==
          "no trade beyond the limit");
}

}  // namespace swarmcore::book::reference
