#include "swarmcore/core/build_info.hpp"

#include "swarmcore/core/dispatch.hpp"

namespace swarmcore {

BuildInfo build_info() {
    return BuildInfo{
        .version = SWARMCORE_VERSION,
        .compiler = SWARMCORE_COMPILER,
        .flags = SWARMCORE_FLAGS,
        .build_type = SWARMCORE_BUILD_TYPE,
        .isa = name(active_isa()),
        .detected_isa = name(detected_isa()),
#ifdef NDEBUG
        .assertions = false,
#else
        .assertions = true,
#endif
    };
}

}  // namespace swarmcore
