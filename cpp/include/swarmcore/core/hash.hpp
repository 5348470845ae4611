#pragma once

#include <bit>
#include <cstdint>
#include <span>

namespace swarmcore {

/// A 64-bit digest of a state, equal on every machine: a word is folded in by xor and a
/// multiplication (the FNV-1a step on 64-bit words), and the digest ends with the finaliser of
/// MurmurHash3 (fmix64). It finds differences; it is no defence against forgery.
///
/// Cost: O(1) a word.
class StateHash {
  public:
    constexpr void update(std::uint64_t word) noexcept {
        state_ = (state_ ^ word) * 0x100000001b3ULL;
        state_ ^= state_ >> 29U;
    }
    constexpr void update(std::int64_t word) noexcept { update(static_cast<std::uint64_t>(word)); }
    /// -0.0 and +0.0 hash alike, and so do all NaNs: they are equal to whoever decides on them.
    constexpr void update(double value) noexcept {
        if (value == 0.0) value = 0.0;
        constexpr std::uint64_t any_nan = 0x7ff8000000000000;
        update(value != value ? any_nan : std::bit_cast<std::uint64_t>(value));
    }
    /// Folds the bytes in as little-endian words, then their count.
    constexpr void update(std::span<const unsigned char> bytes) noexcept {
        std::uint64_t word = 0;
        unsigned filled = 0;
        for (const unsigned char byte : bytes) {
            word |= static_cast<std::uint64_t>(byte) << (8U * filled);
            if (++filled == 8) {
                update(word);
                word = 0;
                filled = 0;
            }
        }
        if (filled != 0) update(word);
        update(static_cast<std::uint64_t>(bytes.size()));
    }

    [[nodiscard]] constexpr std::uint64_t digest() const noexcept {
        std::uint64_t hash = state_;
        hash ^= hash >> 33U;
        hash *= 0xff51afd7ed558ccdULL;
        hash ^= hash >> 33U;
        hash *= 0xc4ceb9fe1a85ec53ULL;
        hash ^= hash >> 33U;
        return hash;
    }

  private:
    std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

}  // namespace swarmcore
