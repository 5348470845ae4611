#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

namespace swarmcore::fuzz {

/// The fuzzer's bytes as draws; zeros when they are used up.
class ByteSource {
  public:
    explicit ByteSource(std::span<const std::uint8_t> bytes) : rest_{bytes} {}

    [[nodiscard]] bool empty() const { return rest_.empty(); }
    [[nodiscard]] std::span<const std::uint8_t> rest() const { return rest_; }

    std::uint64_t bytes(std::size_t count) {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < count && !rest_.empty(); ++i) {
            word |= std::uint64_t{rest_.front()} << (8 * i);
            rest_ = rest_.subspan(1);
        }
        return word;
    }
    std::uint64_t word() { return bytes(8); }
    /// 0 to count - 1, from as few bytes as hold it: a small change of the input is a small change
    /// of what it means.
    std::uint64_t below(std::uint64_t count) {
        const auto bits = static_cast<std::size_t>(std::bit_width(count - 1));
        return bytes((bits + 7) / 8) % count;
    }

  private:
    std::span<const std::uint8_t> rest_;
};

/// Ends the run where a law does not hold; the fuzzer keeps the input.
inline void require(bool holds, const char* law) {
    if (holds) return;
    std::fprintf(stderr, "expected: %s\n", law);
    std::abort();
}
inline void fail(const std::string& text) {
    std::fprintf(stderr, "%s\n", text.c_str());
    std::abort();
}

}  // namespace swarmcore::fuzz
