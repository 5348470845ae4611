#pragma once

#if defined(_MSC_VER)
#include <intrin.h>
#endif

namespace swarmcore {

/// Asks for the cache line of `address`, which need not be valid: a hint, without effect on what is
/// computed.
inline void prefetch(const void* address) noexcept {
#if defined(_MSC_VER)
#if defined(_M_X64) || defined(_M_IX86)
    _mm_prefetch(static_cast<const char*>(address), _MM_HINT_T0);
#else
    __prefetch(address);
#endif
#else
    __builtin_prefetch(address);
#endif
}

}  // namespace swarmcore
