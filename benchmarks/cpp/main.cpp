#include <benchmark/benchmark.h>

#include "swarmcore/core/build_info.hpp"

/// Says what is measured before measuring it.
int main(int argc, char** argv) {
    const swarmcore::BuildInfo info = swarmcore::build_info();
    benchmark::AddCustomContext("swarmcore", info.version);
    benchmark::AddCustomContext("compiler", info.compiler);
    benchmark::AddCustomContext("flags", info.flags);
    benchmark::AddCustomContext("build_type", info.build_type);
    benchmark::AddCustomContext("isa", info.isa);
    benchmark::AddCustomContext("assertions", info.assertions ? "on" : "off");
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
