#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace swarmcore {

namespace detail {

inline constexpr std::array<std::uint32_t, 256> crc32_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit) {
            rest = (rest & 1U) != 0 ? (rest >> 1U) ^ 0xedb88320U : rest >> 1U;
        }
        table[byte] = rest;
    }
    return table;
}();

}  // namespace detail

/// The CRC-32 of IEEE 802.3, as zlib, PNG and gzip have it: polynomial 0x04c11db7, reflected, all
/// bits set at the start and inverted at the end. Venues sum up their books with it.
///
/// Cost: O(1) a byte.
class Crc32 {
  public:
    constexpr void update(unsigned char byte) noexcept {
        rest_ = detail::crc32_table[(rest_ ^ byte) & 0xffU] ^ (rest_ >> 8U);
    }
    constexpr void update(std::string_view text) noexcept {
        for (const char character : text) update(static_cast<unsigned char>(character));
    }
    [[nodiscard]] constexpr std::uint32_t value() const noexcept { return ~rest_; }

  private:
    std::uint32_t rest_ = 0xffffffffU;
};

}  // namespace swarmcore
