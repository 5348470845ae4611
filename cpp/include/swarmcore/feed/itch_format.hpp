#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

/// The layout of Nasdaq TotalView-ITCH 5.0: where the fields of a message stand and how long each
/// type is. Numbers are big-endian; offsets count from the type, behind the two bytes of length.
namespace swarmcore::feed::itch {

inline constexpr std::size_t prefix_length = 2;
inline constexpr std::size_t longest_message = 50;
inline constexpr std::size_t longest_frame = prefix_length + longest_message;
/// USD 200,000 in steps of 0.0001: the specification's highest price.
inline constexpr std::uint32_t highest_price = 2'000'000'000;

/// Bytes of a message by its type, without the prefix; 0 for what is no type.
inline constexpr std::array<std::uint8_t, 256> message_lengths = [] {
    std::array<std::uint8_t, 256> lengths{};
    lengths['S'] = 12;  // system event
    lengths['R'] = 39;  // stock directory
    lengths['H'] = 25;  // trading action
    lengths['Y'] = 20;  // short sale restriction
    lengths['L'] = 26;  // market participant position
    lengths['V'] = 35;  // market-wide circuit breaker levels
    lengths['W'] = 12;  // market-wide circuit breaker status
    lengths['K'] = 28;  // quoting period of a new issue
    lengths['J'] = 35;  // limit up, limit down: auction collar
    lengths['h'] = 21;  // operational halt
    lengths['A'] = 36;  // order
    lengths['F'] = 40;  // order with its market participant
    lengths['E'] = 31;  // order executed
    lengths['C'] = 36;  // order executed at another price
    lengths['X'] = 23;  // order cancelled in part
    lengths['D'] = 19;  // order deleted
    lengths['U'] = 35;  // order replaced
    lengths['P'] = 44;  // trade of a hidden order
    lengths['Q'] = 40;  // trade of a cross
    lengths['B'] = 19;  // broken trade
    lengths['I'] = 50;  // net order imbalance
    lengths['N'] = 20;  // retail price improvement
    lengths['O'] = 48;  // direct listing with capital raise
    return lengths;
}();

inline constexpr std::size_t locate_offset = 1;
inline constexpr std::size_t time_offset = 5;  ///< six bytes
inline constexpr std::size_t order_offset = 11;
inline constexpr std::size_t stock_offset = 11;  ///< of R and H
inline constexpr std::size_t event_offset = 11;
inline constexpr std::size_t side_offset = 19;
inline constexpr std::size_t shares_offset = 20;          ///< of A, F and P
inline constexpr std::size_t order_stock_offset = 24;     ///< of A, F and P
inline constexpr std::size_t price_offset = 32;           ///< of A, F, C and P
inline constexpr std::size_t changed_shares_offset = 19;  ///< of E, C and X
inline constexpr std::size_t printable_offset = 31;
inline constexpr std::size_t new_order_offset = 19;
inline constexpr std::size_t new_shares_offset = 27;
inline constexpr std::size_t new_price_offset = 31;
inline constexpr std::size_t cross_shares_offset = 11;  ///< eight bytes
inline constexpr std::size_t cross_stock_offset = 19;
inline constexpr std::size_t cross_price_offset = 27;
inline constexpr std::size_t state_offset = 19;
inline constexpr std::size_t reason_offset = 21;
inline constexpr std::size_t reason_length = 4;

/// The bytes of a word in reverse; compilers make one instruction of it.
[[nodiscard]] constexpr std::uint64_t reversed(std::uint64_t word) noexcept {
    word = ((word & 0x00ff00ff00ff00ff) << 8U) | ((word >> 8U) & 0x00ff00ff00ff00ff);
    word = ((word & 0x0000ffff0000ffff) << 16U) | ((word >> 16U) & 0x0000ffff0000ffff);
    return (word << 32U) | (word >> 32U);
}

/// The big-endian number of `Width` bytes at `bytes`: 2, 4, 6 or 8.
template <std::size_t Width>
[[nodiscard]] inline std::uint64_t load(const std::byte* bytes) noexcept {
    if constexpr (Width == 6) {
        return load<2>(bytes) << 32U | load<4>(bytes + 2);
    } else {
        using Word =
            std::conditional_t<Width == 2, std::uint16_t,
                               std::conditional_t<Width == 4, std::uint32_t, std::uint64_t>>;
        static_assert(sizeof(Word) == Width);
        Word word;
        std::memcpy(&word, bytes, Width);
        if constexpr (std::endian::native == std::endian::big) return word;
        return reversed(word) >> (64 - 8 * Width);
    }
}

}  // namespace swarmcore::feed::itch
