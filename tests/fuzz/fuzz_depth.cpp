#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "byte_source.hpp"
#include "reference/depth_differential.hpp"

/// Bytes as rows of a market-by-price feed, through DepthBook and the naive mirror: the same
/// verdicts and levels, and a snapshot changes nothing.
namespace swarmcore::fuzz {
namespace {

void check(const std::optional<std::string>& broken) {
    if (broken) require(false, broken->c_str());
}

void run(ByteSource source) {
    book::reference::ComparedDepth compared{static_cast<std::size_t>(source.below(4) * 3)};
    book::reference::DepthRows rows{source};
    while (!source.empty()) {
        check(compared.apply(rows.next()));
        if (compared.waiting() && source.below(4) == 0) compared.resume();
        if (source.below(32) == 0) check(compared.restore());
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    swarmcore::fuzz::run(swarmcore::fuzz::ByteSource{std::span{data, size}});
    return 0;
}
