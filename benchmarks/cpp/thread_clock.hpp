#pragma once

#include <ctime>

#if !defined(CLOCK_THREAD_CPUTIME_ID)
#include <chrono>
#endif

namespace swarmcore::benchmarks {

/// Seconds that this thread has run: neighbours on the machine disturb it less than wall time.
inline double thread_seconds() {
#if defined(CLOCK_THREAD_CPUTIME_ID)
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
#else
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
#endif
}

}  // namespace swarmcore::benchmarks
