#include "kernels.hpp"

#include "swarmcore/core/dispatch.hpp"
#include "swarmcore/core/math.hpp"
#include "swarmcore/montecarlo/normal.hpp"

#if SWARMCORE_X86_DISPATCH
#include <immintrin.h>
#endif

namespace swarmcore::montecarlo {

namespace {

/// 64 random bits a pair for the radius and 64 for the angle.
struct alignas(64) TileBits {
    std::array<std::uint64_t, tile_pairs> radius;
    std::array<std::uint64_t, tile_pairs> angle;
};

SWARMCORE_ALWAYS_INLINE void bits_portable(std::uint64_t first_pair, std::uint64_t step,
                                           std::uint64_t seed, TileBits& bits) noexcept {
    for (std::size_t lane = 0; lane < tile_pairs; ++lane) {
        const Philox::Words words =
            Philox::block(counter(first_pair + lane, step, Stream::paths), seed);
        bits.radius[lane] = words[0] | (words[1] << 32U);
        bits.angle[lane] = words[2] | (words[3] << 32U);
    }
}

SWARMCORE_ALWAYS_INLINE void normals_body(const TileBits& bits, TileRow& normals) noexcept {
    for (std::size_t lane = 0; lane < tile_pairs; ++lane) {
        const NormalPair pair = box_muller(bits.radius[lane], bits.angle[lane]);
        normals[lane] = pair.first;
        normals[lane + tile_pairs] = pair.second;
    }
}

SWARMCORE_ALWAYS_INLINE void price_body(const LogStep& law, double s0, const TileRow& normals,
                                        TileRow& logs, TileRow& prices) noexcept {
    const double drift = law.drift;
    const double deviation = law.deviation;
    if (law.bounded) {
        for (std::size_t lane = 0; lane < tile_paths; ++lane) {
            logs[lane] += drift + deviation * normals[lane];
            prices[lane] = s0 * math::exp_unchecked(logs[lane]);
        }
    } else {
        for (std::size_t lane = 0; lane < tile_paths; ++lane) {
            logs[lane] += drift + deviation * normals[lane];
            prices[lane] = s0 * math::exp(logs[lane]);
        }
    }
}

SWARMCORE_ALWAYS_INLINE void track_body(const LogStep& law, const TileRow& normals, TileRow& logs,
                                        TileRow& peaks, TileRow& falls) noexcept {
    const double drift = law.drift;
    const double deviation = law.deviation;
    for (std::size_t lane = 0; lane < tile_paths; ++lane) {
        const double log = logs[lane] + (drift + deviation * normals[lane]);
        const double peak = peaks[lane] > log ? peaks[lane] : log;
        const double fall = log - peak;
        logs[lane] = log;
        peaks[lane] = peak;
        falls[lane] = fall < falls[lane] ? fall : falls[lane];
    }
}

void normals_baseline(std::uint64_t first_pair, std::uint64_t step, std::uint64_t seed,
                      TileRow& normals) noexcept {
    TileBits bits;
    bits_portable(first_pair, step, seed, bits);
    normals_body(bits, normals);
}

void price_baseline(const LogStep& law, double s0, const TileRow& normals, TileRow& logs,
                    TileRow& prices) noexcept {
    price_body(law, s0, normals, logs, prices);
}

void track_baseline(const LogStep& law, const TileRow& normals, TileRow& logs, TileRow& peaks,
                    TileRow& falls) noexcept {
    track_body(law, normals, logs, peaks, falls);
}

constexpr Kernels baseline_kernels{normals_baseline, price_baseline, track_baseline};

#if SWARMCORE_X86_DISPATCH

// Philox by hand, because the compiler emulates a product of 64-bit lanes (AVX-512 has one) where
// the 32-by-32-bit product of one instruction will do: three times as fast. The upper halves of
// words are left dirty: the product ignores them, and so does the joining of words.
SWARMCORE_TARGET_AVX2 void normals_avx2(std::uint64_t first_pair, std::uint64_t step,
                                        std::uint64_t seed, TileRow& normals) noexcept {
    TileBits bits;
    const __m256i left = _mm256_set1_epi64x(0xd2511f53);
    const __m256i right = _mm256_set1_epi64x(0xcd9e8d57);
    for (std::size_t lane = 0; lane < tile_pairs; lane += 4) {
        const std::uint64_t first = first_pair + lane;
        const __m256i pair = _mm256_add_epi64(_mm256_set1_epi64x(static_cast<long long>(first)),
                                              _mm256_setr_epi64x(0, 1, 2, 3));
        __m256i a = pair;
        __m256i b = _mm256_srli_epi64(pair, 32);
        __m256i c = _mm256_set1_epi64x(static_cast<long long>(step));
        __m256i d = _mm256_set1_epi64x(static_cast<long long>(Stream::paths));
        auto key_low = static_cast<std::uint32_t>(seed);
        auto key_high = static_cast<std::uint32_t>(seed >> 32U);
        for (int round = 0; round < 10; ++round) {
            const __m256i from_a = _mm256_mul_epu32(a, left);
            const __m256i from_c = _mm256_mul_epu32(c, right);
            a = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(from_c, 32), b),
                                 _mm256_set1_epi64x(key_low));
            b = from_c;
            c = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(from_a, 32), d),
                                 _mm256_set1_epi64x(key_high));
            d = from_a;
            key_low += 0x9e3779b9U;
            key_high += 0xbb67ae85U;
        }
        constexpr int upper_halves = 0xaa;
        _mm256_store_si256(reinterpret_cast<__m256i*>(&bits.radius[lane]),
                           _mm256_blend_epi32(a, _mm256_slli_epi64(b, 32), upper_halves));
        _mm256_store_si256(reinterpret_cast<__m256i*>(&bits.angle[lane]),
                           _mm256_blend_epi32(c, _mm256_slli_epi64(d, 32), upper_halves));
    }
    normals_body(bits, normals);
}

SWARMCORE_TARGET_AVX2 void price_avx2(const LogStep& law, double s0, const TileRow& normals,
                                      TileRow& logs, TileRow& prices) noexcept {
    price_body(law, s0, normals, logs, prices);
}

SWARMCORE_TARGET_AVX2 void track_avx2(const LogStep& law, const TileRow& normals, TileRow& logs,
                                      TileRow& peaks, TileRow& falls) noexcept {
    track_body(law, normals, logs, peaks, falls);
}

SWARMCORE_TARGET_AVX512 void normals_avx512(std::uint64_t first_pair, std::uint64_t step,
                                            std::uint64_t seed, TileRow& normals) noexcept {
    TileBits bits;
    bits_portable(first_pair, step, seed, bits);
    normals_body(bits, normals);
}

SWARMCORE_TARGET_AVX512 void price_avx512(const LogStep& law, double s0, const TileRow& normals,
                                          TileRow& logs, TileRow& prices) noexcept {
    price_body(law, s0, normals, logs, prices);
}

SWARMCORE_TARGET_AVX512 void track_avx512(const LogStep& law, const TileRow& normals, TileRow& logs,
                                          TileRow& peaks, TileRow& falls) noexcept {
    track_body(law, normals, logs, peaks, falls);
}

constexpr Kernels avx2_kernels{normals_avx2, price_avx2, track_avx2};
constexpr Kernels avx512_kernels{normals_avx512, price_avx512, track_avx512};

#else

constexpr Kernels avx2_kernels = baseline_kernels;
constexpr Kernels avx512_kernels = baseline_kernels;

#endif

}  // namespace

const Kernels& kernels() {
    static constexpr KernelTable<const Kernels> table{&baseline_kernels, &avx2_kernels,
                                                      &avx512_kernels};
    static const Kernels* const chosen = table.select();
    return *chosen;
}

}  // namespace swarmcore::montecarlo
