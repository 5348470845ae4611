#pragma once

#include <string>

namespace swarmcore {

/// What this binary is: printed by every benchmark, exposed as `swarmcore.build_info()`.
struct BuildInfo {
    std::string version;
    std::string compiler;
    std::string flags;
    std::string build_type;
    std::string isa;           ///< the instruction set in use
    std::string detected_isa;  ///< the widest that this CPU has
    bool assertions;
};

[[nodiscard]] BuildInfo build_info();

}  // namespace swarmcore
