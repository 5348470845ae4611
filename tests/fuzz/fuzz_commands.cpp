#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "byte_source.hpp"
#include "reference/differential.hpp"
#include "swarmcore/book/matching_engine.hpp"

/// Bytes as commands, through the engine and the reference: the same executions and states.
namespace swarmcore::fuzz {
namespace {

using namespace book;

constexpr std::array rules{
    MatchingRules{},
    MatchingRules{.algorithm = MatchingAlgorithm::pro_rata},
    MatchingRules{.algorithm = MatchingAlgorithm::pro_rata, .minimum = 3, .top_share = 40},
};

void run(ByteSource source) {
    const MatchingRules& drawn = rules.at(source.below(rules.size()));
    const reference::Profile& profile =
        reference::profiles.at(source.below(reference::profiles.size()));
    reference::CommandGenerator<ByteSource> generator{source, profile};
    reference::Comparison<MatchingEngine> comparison{drawn};
    std::vector<OrderCommand> commands;
    while (!source.empty()) {
        const reference::Snapshot& state = comparison.state();
        commands.push_back(generator.next({state.live, state.phases}));
        if (comparison.step(commands.back())) {
            fail(reference::report<MatchingEngine>(drawn, commands));
        }
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    swarmcore::fuzz::run(swarmcore::fuzz::ByteSource{std::span{data, size}});
    return 0;
}
