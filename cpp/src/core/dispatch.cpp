#include "swarmcore/core/dispatch.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace swarmcore {

const char* name(Isa isa) noexcept {
    switch (isa) {
        case Isa::avx512:
            return "avx512";
        case Isa::avx2:
            return "avx2";
        case Isa::baseline:
            break;
    }
    return "baseline";
}

Isa detected_isa() noexcept {
#if SWARMCORE_X86_DISPATCH
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl")) {
        return Isa::avx512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")) {
        return Isa::avx2;
    }
#endif
    return Isa::baseline;
}

namespace {

Isa choose_isa() {
    const Isa detected = detected_isa();
    const char* const value = std::getenv("SWARMCORE_ISA");
    if (value == nullptr || *value == '\0') return detected;
    for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
        if (std::string_view{value} != name(isa)) continue;
        if (isa > detected) {
            throw std::invalid_argument{std::string{"SWARMCORE_ISA: expected at most "} +
                                        name(detected) + " on this CPU, was " + value};
        }
        return isa;
    }
    throw std::invalid_argument{
        std::string{"SWARMCORE_ISA: expected baseline, avx2 or avx512, was "} + value};
}

}  // namespace

Isa active_isa() {
    static const Isa isa = choose_isa();
    return isa;
}

}  // namespace swarmcore
