#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "swarmcore/core/math.hpp"

namespace swarmcore::sim {

/// Random numbers in two sequences, exponential ones of mean 1 and plain words, which are functions
/// of a seed and a stream: drawing from one does not move the other.
///
/// Cost: O(1): they are made in blocks, by the widest instruction set that `active_isa()` allows;
/// all give the same bits. Threads: one.
class RandomNumbers {
  public:
    /// `stream` sets apart what is drawn with one seed for different ends; its lower 32 bits count.
    RandomNumbers(std::uint64_t seed, std::uint64_t stream);

    [[nodiscard]] double exponential() noexcept {
        if (next_exponential_ == block) refill_exponentials();
        return exponentials_[next_exponential_++];
    }
    /// 64 random bits.
    [[nodiscard]] std::uint64_t word() noexcept {
        if (next_word_ == block) refill_words();
        return words_[next_word_++];
    }

    static constexpr std::size_t block = 256;

  private:
    void refill_exponentials() noexcept;
    void refill_words() noexcept;

    std::uint64_t seed_;
    std::uint64_t stream_;
    std::uint64_t exponential_blocks_ = 0;
    std::uint64_t word_blocks_ = 0;
    std::size_t next_exponential_ = block;
    std::size_t next_word_ = block;
    std::array<double, block> exponentials_{};
    std::array<std::uint64_t, block> words_{};
};

/// The fraction in [0, 1) that the upper 52 of 64 random bits are.
[[nodiscard]] inline double fraction_of(std::uint64_t word) noexcept {
    constexpr std::uint64_t one = 0x3ff0000000000000;
    return math::detail::from_bits((word >> 12U) | one) - 1.0;
}

}  // namespace swarmcore::sim
