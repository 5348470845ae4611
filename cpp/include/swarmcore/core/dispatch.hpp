#pragma once

/// Run-time choice of the instruction set of bulk kernels. A kernel has one always-inlined body and
/// one thin wrapper per target; the wrappers' addresses go into a `KernelTable`, and the entry for
/// `active_isa()` is taken once. No kernel contracts or re-associates, so that every entry gives
/// the same bits.

#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#define SWARMCORE_X86_DISPATCH 1
#define SWARMCORE_TARGET_AVX2 __attribute__((target("arch=x86-64-v3")))
#define SWARMCORE_TARGET_AVX512 __attribute__((target("arch=x86-64-v4")))
#else
#define SWARMCORE_X86_DISPATCH 0
#define SWARMCORE_TARGET_AVX2
#define SWARMCORE_TARGET_AVX512
#endif

#if defined(__GNUC__) || defined(__clang__)
#define SWARMCORE_ALWAYS_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define SWARMCORE_ALWAYS_INLINE __forceinline
#else
#define SWARMCORE_ALWAYS_INLINE inline
#endif

namespace swarmcore {

enum class Isa { baseline, avx2, avx512 };

/// "baseline", "avx2" or "avx512".
[[nodiscard]] const char* name(Isa isa) noexcept;

/// The widest instruction set this CPU has among those that kernels are compiled for.
[[nodiscard]] Isa detected_isa() noexcept;

/// The instruction set that kernels use: the value of SWARMCORE_ISA, else `detected_isa()`. Chosen
/// at the first call. Throws std::invalid_argument where SWARMCORE_ISA names an unknown one or one
/// that this CPU lacks.
[[nodiscard]] Isa active_isa();

/// The wrappers of one kernel, one per target.
template <class Function>
struct KernelTable {
    Function* baseline;
    Function* avx2;
    Function* avx512;

    [[nodiscard]] Function* select() const {
        switch (active_isa()) {
            case Isa::avx512:
                return avx512;
            case Isa::avx2:
                return avx2;
            case Isa::baseline:
                break;
        }
        return baseline;
    }
};

}  // namespace swarmcore
