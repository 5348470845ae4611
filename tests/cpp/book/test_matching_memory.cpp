#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "../allocations.hpp"
#include "desk.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::book {
namespace {

/// Commands about 2,000 orders at most at prices within 200 ticks of each other, in rounds that are
/// alike: what one round takes, the next needs again.
class Rounds {
  public:
    explicit Rounds(bool special) : special_{special} {}

    std::vector<OrderCommand> next() {
        // The same draws in every round.
        // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
        std::mt19937_64 random{5};
        std::vector<OrderCommand> commands;
        for (std::uint64_t id = 1; id <= 2'000; ++id) {
            const Side side = random() % 2 == 0 ? Side::bid : Side::ask;
            const auto price = static_cast<std::int64_t>(900 + random() % 200);
            const auto quantity = static_cast<std::int64_t>(1 + random() % 50);
            Command command = limit(id, side, price, quantity).by(owner_of(id));
            if (special_) command = turned_special(command, random() % 8);
            commands.push_back(command.at(now_));
            if (random() % 4 == 0) {
                commands.push_back(replace(id, price + 1, quantity).by(owner_of(id)).at(now_));
            }
        }
        now_ += 1'000;
        commands.push_back(clock(now_));
        for (std::uint64_t id = 1; id <= 2'000; ++id) {
            commands.push_back(cancel(id).by(owner_of(id)).at(now_));
        }
        return commands;
    }

  private:
    static std::uint32_t owner_of(std::uint64_t id) {
        return static_cast<std::uint32_t>(1 + id % 9);
    }
    [[nodiscard]] Command turned_special(const Command& command, std::uint64_t draw) const {
        const auto offset = static_cast<std::int64_t>(1 + draw);
        switch (draw) {
            case 0:
                return command.until(now_ + 1 + command.quantity);
            case 1:
                return command.showing(1);
            case 2:
                return command.flagged(reduce_only_flag);
            case 3:
                return stop(command.order_id, command.side, command.price, command.quantity)
                    .by(command.owner);
            case 4:
                return trailing(command.order_id, command.side, offset, command.quantity)
                    .by(command.owner);
            case 5:
                return command.avoiding(SelfTradeMode::cancel_oldest);
            default:
                return command;
        }
    }

    bool special_;
    std::int64_t now_ = 0;
};

}  // namespace

TEST_CASE("once warm, the engine allocates nothing, whatever orders come") {
    for (const bool special : {false, true}) {
        CAPTURE(special);
        MatchingEngine engine{1};
        Rounds rounds{special};
        // Some structures grow to what they need at different times of a round.
        const std::size_t cold = allocation_count();
        for (int i = 0; i < 6; ++i) (void)engine.run(rounds.next());
        CHECK(allocation_count() > cold + 50);
        const std::vector<OrderCommand> commands = rounds.next();
        const std::size_t before = allocation_count();
        (void)engine.run(commands);
        CHECK(allocation_count() == before);
    }
}

TEST_CASE("executions appended to a vector allocate only where the vector grows") {
    MatchingEngine engine{1};
    Rounds rounds{false};
    std::vector<Execution> executions;
    for (int i = 0; i < 6; ++i) {
        executions.clear();
        engine.process(rounds.next(), executions);
    }
    const std::vector<OrderCommand> commands = rounds.next();
    executions.clear();
    const std::size_t before = allocation_count();
    engine.process(commands, executions);
    CHECK(allocation_count() == before);
}

}  // namespace swarmcore::book
