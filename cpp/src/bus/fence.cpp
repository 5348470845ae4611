#include "swarmcore/bus/fence.hpp"

#if defined(__linux__)
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace swarmcore::bus {

namespace {

#if defined(__linux__)

bool membarrier(int command) noexcept {
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}

bool register_membarrier() noexcept {
    return membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
}

#endif

}  // namespace

namespace detail {

#if defined(__linux__)
const bool asymmetric_fences =
    register_membarrier() && membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
#else
const bool asymmetric_fences = false;
#endif

}  // namespace detail

void heavy_fence() noexcept {
    detail::full_fence();
#if defined(__linux__)
    if (!detail::asymmetric_fences || membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return;
    // Where the registration did not outlive a fork.
    register_membarrier();
    membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
#endif
}

}  // namespace swarmcore::bus
