#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "command_generator.hpp"
#include "ledger.hpp"
#include "naive_book.hpp"
#include "swarmcore/book/order.hpp"
#include "text.hpp"

/// An engine beside NaiveEngine: the same commands, the same executions and the same state after
/// each of them, and the laws of Ledger; where not, the fewest commands that show it.
namespace swarmcore::book::reference {

inline constexpr std::size_t instruments_compared = 2;

/// How often each kind of execution and each reason was seen.
struct Coverage {
    std::array<std::uint64_t, 12> kinds{};
    std::array<std::uint64_t, 71> reasons{};

    void count(const std::vector<Execution>& executions) {
        for (const Execution& execution : executions) {
            ++kinds.at(static_cast<std::size_t>(execution.kind));
            ++reasons.at(static_cast<std::size_t>(execution.reason));
        }
    }
};

[[nodiscard]] inline bool are_equal(const std::vector<Execution>& left,
                                    const std::vector<Execution>& right) {
    return left.size() == right.size() &&
           (left.empty() ||
            std::memcmp(left.data(), right.data(), left.size() * sizeof(Execution)) == 0);
}

/// Two engines and the ledger, one command at a time.
template <class Engine>
class Comparison {
  public:
    explicit Comparison(const MatchingRules& rules)
        : engine_{instruments_compared, rules},
          naive_{instruments_compared, rules},
          ledger_{rules},
          before_{snapshot_of(naive_)} {}

    /// What differs after a command, or nothing.
    std::optional<std::string> step(const OrderCommand& command) {
        seen_.clear();
        expected_.clear();
        engine_.process(command, seen_);
        naive_.process(command, expected_);
        if (!are_equal(seen_, expected_)) {
            return "executions\n  expected\n" + to_text(expected_) + "  was\n" + to_text(seen_);
        }
        Snapshot after = snapshot_of(naive_);
        const Snapshot engine_after = snapshot_of(engine_);
        if (!(engine_after == after)) {
            return "state\n  expected\n" + describe(after) + "  was\n" + describe(engine_after);
        }
        if (engine_.order_count() != naive_.order_count()) {
            return "order_count: expected " + std::to_string(naive_.order_count()) + ", was " +
                   std::to_string(engine_.order_count());
        }
        std::optional<std::string> broken = ledger_.check(command, seen_, before_, after);
        before_ = std::move(after);
        if (broken) return "law: " + *broken + "\n  executions\n" + to_text(seen_);
        return std::nullopt;
    }

    [[nodiscard]] const std::vector<Execution>& executions() const { return seen_; }
    [[nodiscard]] const Snapshot& state() const { return before_; }
    [[nodiscard]] Engine& engine() { return engine_; }

  private:
    static std::string describe(const Snapshot& state) {
        std::string text = to_text(state.live);
        for (std::size_t i = 0; i < state.phases.size(); ++i) {
            text += "    instrument " + std::to_string(i) +
                    ": phase=" + std::to_string(static_cast<int>(state.phases[i])) +
                    " bands=" + std::to_string(state.bands[i].lowest.count()) + ".." +
                    std::to_string(state.bands[i].highest.count()) +
                    " last=" + std::to_string(state.last_trade_prices[i]) +
                    " auction=" + std::to_string(state.auctions[i].volume.count()) + '@' +
                    std::to_string(state.auctions[i].price.count()) + '/' +
                    std::to_string(state.auctions[i].imbalance.count()) + " positions=";
            for (std::uint32_t owner = 0; owner < owners_seen; ++owner) {
                text += std::to_string(state.positions[i * owners_seen + owner]) + ' ';
            }
            text += '\n';
        }
        return text;
    }

    Engine engine_;
    NaiveEngine naive_;
    Ledger ledger_;
    Snapshot before_;
    std::vector<Execution> seen_;
    std::vector<Execution> expected_;
};

/// What differs at the end of a list of commands, or nothing.
template <class Engine>
[[nodiscard]] std::optional<std::string> difference(const MatchingRules& rules,
                                                    const std::vector<OrderCommand>& commands) {
    Comparison<Engine> comparison{rules};
    for (const OrderCommand& command : commands) {
        if (auto found = comparison.step(command)) return found;
    }
    return std::nullopt;
}

/// Leaves out commands, many at a time and then one by one, as long as a difference stays.
template <class Engine>
[[nodiscard]] std::vector<OrderCommand> shrink(const MatchingRules& rules,
                                               std::vector<OrderCommand> commands) {
    for (std::size_t chunk = commands.size() / 2; chunk > 0;) {
        bool shrunk = false;
        for (std::size_t start = 0; start < commands.size();) {
            std::vector<OrderCommand> fewer = commands;
            const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(start);
            const std::size_t count = std::min(chunk, commands.size() - start);
            fewer.erase(from, from + static_cast<std::ptrdiff_t>(count));
            if (difference<Engine>(rules, fewer)) {
                commands = std::move(fewer);
                shrunk = true;
            } else {
                start += chunk;
            }
        }
        if (!shrunk || chunk > 1) chunk /= 2;
    }
    return commands;
}

template <class Engine>
[[nodiscard]] std::string report(const MatchingRules& rules, std::vector<OrderCommand> commands) {
    commands = shrink<Engine>(rules, std::move(commands));
    std::string text = std::to_string(commands.size()) + " commands show a difference:\n";
    for (const OrderCommand& command : commands) text += "    " + to_text(command) + '\n';
    return text + difference<Engine>(rules, commands).value_or("(it went away)");
}

/// Commands of one seed and profile through both engines: the report of a difference, or nothing.
template <class Engine>
[[nodiscard]] std::optional<std::string> run_episode(const MatchingRules& rules,
                                                     const Profile& profile, std::uint64_t seed,
                                                     std::size_t length, Coverage& coverage) {
    Random random{seed};
    CommandGenerator<Random> generator{random, profile};
    Comparison<Engine> comparison{rules};
    std::vector<OrderCommand> commands;
    for (std::size_t i = 0; i < length; ++i) {
        const Snapshot& state = comparison.state();
        commands.push_back(generator.next({state.live, state.phases}));
        if (comparison.step(commands.back())) {
            return "seed " + std::to_string(seed) + ", " + report<Engine>(rules, commands);
        }
        coverage.count(comparison.executions());
    }
    return std::nullopt;
}

}  // namespace swarmcore::book::reference
