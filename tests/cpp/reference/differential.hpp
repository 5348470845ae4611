#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "command_generator.hpp"
#include "ledger.hpp"
#include "naive_book.hpp"
#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/core/units.hpp"
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

/// An engine that can be written down and read back.
template <class Engine>
concept Restorable = requires(const Engine& engine) {
    Engine::restore(engine.snapshot());
    engine.state_hash();
};

/// What the resting orders of one side add up to, best level first.
[[nodiscard]] inline std::vector<DepthLevel> levels_of(const std::vector<OrderView>& live,
                                                       std::size_t instrument, Side side) {
    std::vector<DepthLevel> levels;
    for (const OrderView& order : live) {
        if (order.status != OrderStatus::resting) continue;
        if (order.instrument != instrument || order.side != side) continue;
        if (levels.empty() || levels.back().price != Price{order.price}) {
            levels.push_back({.price = Price{order.price}, .quantity = Quantity{0}, .orders = 0});
        }
        levels.back().quantity += Quantity{order.shown};
        ++levels.back().orders;
    }
    return levels;
}

/// How many commands an engine that can be restored goes on before it is replaced by its own
/// restored snapshot; 0 for ever.
inline constexpr std::size_t restore_every = 16;

/// Two engines and the ledger, one command at a time. Now and then the past is replayed from an
/// older snapshot.
template <class Engine>
class Comparison {
  public:
    explicit Comparison(const MatchingRules& rules, std::size_t restores = restore_every)
        : restores_{restores},
          engine_{instruments_compared, rules},
          naive_{instruments_compared, rules},
          ledger_{rules},
          before_{snapshot_of(naive_)} {
        if constexpr (Restorable<Engine>) {
            hash_ = engine_.state_hash();
            milestone_ = engine_.snapshot();
        }
    }

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
        if (!broken) broken = check_levels(after);
        if (!broken) broken = check_snapshots(command, after);
        before_ = std::move(after);
        if (broken) return "law: " + *broken + "\n  executions\n" + to_text(seen_);
        return std::nullopt;
    }

    [[nodiscard]] const std::vector<Execution>& executions() const { return seen_; }
    [[nodiscard]] const Snapshot& state() const { return before_; }
    [[nodiscard]] Engine& engine() { return engine_; }

  private:
    std::optional<std::string> check_levels(const Snapshot& after) const {
        if constexpr (requires { engine_.depth(0, Side::bid, 1); }) {
            for (std::size_t i = 0; i < instruments_compared; ++i) {
                for (const Side side : {Side::bid, Side::ask}) {
                    const auto levels = levels_of(after.live, i, side);
                    if (engine_.depth(i, side, SIZE_MAX) != levels) return "levels of the orders";
                    const auto best = side == Side::bid ? engine_.best_bid(i) : engine_.best_ask(i);
                    if (best.has_value() == levels.empty()) return "a best price of the orders";
                    if (best && *best != levels.front()) return "the best price of the orders";
                }
            }
        }
        return std::nullopt;
    }

    std::optional<std::string> check_snapshots(const OrderCommand& command, const Snapshot& after) {
        if constexpr (Restorable<Engine>) {
            const std::uint64_t hash = engine_.state_hash();
            if (!(after == before_) && hash == hash_) return "another state has another hash";
            if (seen_.size() == 1 && seen_[0].kind == ExecutionKind::rejected && hash != hash_) {
                return "a reject leaves the hash";
            }
            hash_ = hash;
            journal_.push_back(command);
            past_.insert(past_.end(), seen_.begin(), seen_.end());
            if (restores_ == 0) return std::nullopt;
            if (++steps_ % restores_ == 0) {
                engine_ = Engine::restore(engine_.snapshot());
                if (engine_.state_hash() != hash) return "a restored engine has the same hash";
            }
            if (steps_ % (8 * restores_) == 0) {
                Engine replayed = Engine::restore(milestone_);
                std::vector<Execution> executions;
                replayed.process(std::span{journal_}, executions);
                if (replayed.state_hash() != hash) return "a replayed journal gives the same hash";
                if (!are_equal(executions, past_)) {
                    return "a replayed journal gives the same executions";
                }
                milestone_ = engine_.snapshot();
                journal_.clear();
                past_.clear();
            }
        }
        return std::nullopt;
    }

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

    std::size_t restores_;
    Engine engine_;
    NaiveEngine naive_;
    Ledger ledger_;
    Snapshot before_;
    std::vector<Execution> seen_;
    std::vector<Execution> expected_;
    std::size_t steps_ = 0;
    std::uint64_t hash_ = 0;
    std::vector<unsigned char> milestone_;  ///< an older snapshot
    std::vector<OrderCommand> journal_;     ///< what came since
    std::vector<Execution> past_;           ///< and what it did
};

/// What differs at the end of a list of commands, or nothing.
template <class Engine>
[[nodiscard]] std::optional<std::string> difference(const MatchingRules& rules,
                                                    const std::vector<OrderCommand>& commands,
                                                    std::size_t restores) {
    Comparison<Engine> comparison{rules, restores};
    for (const OrderCommand& command : commands) {
        if (auto found = comparison.step(command)) return found;
    }
    return std::nullopt;
}

/// Leaves out commands, many at a time and then one by one, as long as a difference stays.
template <class Engine>
[[nodiscard]] std::vector<OrderCommand> shrink(const MatchingRules& rules,
                                               std::vector<OrderCommand> commands,
                                               std::size_t restores) {
    for (std::size_t chunk = commands.size() / 2; chunk > 0;) {
        bool shrunk = false;
        for (std::size_t start = 0; start < commands.size();) {
            std::vector<OrderCommand> fewer = commands;
            const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(start);
            const std::size_t count = std::min(chunk, commands.size() - start);
            fewer.erase(from, from + static_cast<std::ptrdiff_t>(count));
            if (difference<Engine>(rules, fewer, restores)) {
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
    // Commands that are left out move the others: with no restoring, or with restoring after every
    // command, that changes nothing.
    std::size_t restores = restore_every;
    for (const std::size_t other : {std::size_t{0}, std::size_t{1}}) {
        if (restores == restore_every && difference<Engine>(rules, commands, other)) {
            restores = other;
        }
    }
    commands = shrink<Engine>(rules, std::move(commands), restores);
    std::string text = std::to_string(commands.size()) + " commands show a difference";
    if (restores != 0) text += ", restored every " + std::to_string(restores);
    text += ":\n";
    for (const OrderCommand& command : commands) text += "    " + to_text(command) + '\n';
    return text + difference<Engine>(rules, commands, restores).value_or("(it went away)");
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
