#include "swarmcore/sim/random_numbers.hpp"

#include "swarmcore/core/dispatch.hpp"
#include "swarmcore/core/philox.hpp"

namespace swarmcore::sim {

namespace {

using Words = std::array<std::uint64_t, RandomNumbers::block>;
using Exponentials = std::array<double, RandomNumbers::block>;

enum class Purpose : std::uint64_t { words, exponentials };

/// The words of a block. Its number, the stream and the purpose stand in the counter, beside a tag
/// that no other user of a seed has.
SWARMCORE_ALWAYS_INLINE void words_body(std::uint64_t number, std::uint64_t stream, Purpose purpose,
                                        std::uint64_t seed, Words& words) noexcept {
    constexpr std::uint64_t tag = 0x666c'6f00;  // "flo"
    constexpr std::size_t half = RandomNumbers::block / 2;
    const std::uint64_t first = number * half;
    const std::uint64_t use = tag | static_cast<std::uint64_t>(purpose);
    for (std::size_t i = 0; i < half; ++i) {
        const std::uint64_t index = first + i;
        const Philox::Words drawn =
            Philox::block({index & 0xffffffffU, index >> 32U, stream & 0xffffffffU, use}, seed);
        words[i] = drawn[0] | (drawn[1] << 32U);
        words[i + half] = drawn[2] | (drawn[3] << 32U);
    }
}

SWARMCORE_ALWAYS_INLINE void exponentials_body(std::uint64_t number, std::uint64_t stream,
                                               std::uint64_t seed,
                                               Exponentials& exponentials) noexcept {
    constexpr std::uint64_t one = 0x3ff0000000000000;
    Words words;
    words_body(number, stream, Purpose::exponentials, seed, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        // In (0, 1), both ends excluded, exactly.
        const double uniform = math::detail::from_bits((words[i] >> 12U) | one) - (1.0 - 0x1p-53);
        exponentials[i] = -math::log_unchecked(uniform);
    }
}

struct Kernels {
    void (*words)(std::uint64_t number, std::uint64_t stream, std::uint64_t seed,
                  Words& words) noexcept;
    void (*exponentials)(std::uint64_t number, std::uint64_t stream, std::uint64_t seed,
                         Exponentials& exponentials) noexcept;
};

void words_baseline(std::uint64_t number, std::uint64_t stream, std::uint64_t seed,
                    Words& words) noexcept {
    words_body(number, stream, Purpose::words, seed, words);
}

void exponentials_baseline(std::uint64_t number, std::uint64_t stream, std::uint64_t seed,
                           Exponentials& exponentials) noexcept {
    exponentials_body(number, stream, seed, exponentials);
}

constexpr Kernels baseline_kernels{words_baseline, exponentials_baseline};

#if SWARMCORE_X86_DISPATCH

SWARMCORE_TARGET_AVX2 void words_avx2(std::uint64_t number, std::uint64_t stream,
                                      std::uint64_t seed, Words& words) noexcept {
    words_body(number, stream, Purpose::words, seed, words);
}

SWARMCORE_TARGET_AVX2 void exponentials_avx2(std::uint64_t number, std::uint64_t stream,
                                             std::uint64_t seed,
                                             Exponentials& exponentials) noexcept {
    exponentials_body(number, stream, seed, exponentials);
}

SWARMCORE_TARGET_AVX512 void words_avx512(std::uint64_t number, std::uint64_t stream,
                                          std::uint64_t seed, Words& words) noexcept {
    words_body(number, stream, Purpose::words, seed, words);
}

SWARMCORE_TARGET_AVX512 void exponentials_avx512(std::uint64_t number, std::uint64_t stream,
                                                 std::uint64_t seed,
                                                 Exponentials& exponentials) noexcept {
    exponentials_body(number, stream, seed, exponentials);
}

constexpr Kernels avx2_kernels{words_avx2, exponentials_avx2};
constexpr Kernels avx512_kernels{words_avx512, exponentials_avx512};

#else

constexpr Kernels avx2_kernels = baseline_kernels;
constexpr Kernels avx512_kernels = baseline_kernels;

#endif

const Kernels& kernels() {
    static constexpr KernelTable<const Kernels> table{&baseline_kernels, &avx2_kernels,
                                                      &avx512_kernels};
    static const Kernels* const chosen = table.select();
    return *chosen;
}

}  // namespace

RandomNumbers::RandomNumbers(std::uint64_t seed, std::uint64_t stream)
    : seed_{seed}, stream_{stream} {
    // Throws here, if at all: what SWARMCORE_ISA names may be unknown.
    static_cast<void>(kernels());
}

void RandomNumbers::refill_exponentials() noexcept {
    kernels().exponentials(exponential_blocks_++, stream_, seed_, exponentials_);
    next_exponential_ = 0;
}

void RandomNumbers::refill_words() noexcept {
    kernels().words(word_blocks_++, stream_, seed_, words_);
    next_word_ = 0;
}

}  // namespace swarmcore::sim
