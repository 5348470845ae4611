#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace swarmcore {

/// `condition ? yes : no` without a branch, for conditions that no processor can predict: compilers
/// make a branch of the operator as they see fit.
template <std::integral Integer>
[[nodiscard]] constexpr Integer choose(bool condition, Integer yes, Integer no) noexcept {
    using Bits = std::make_unsigned_t<Integer>;
    const auto mask = static_cast<Bits>(Bits{0} - static_cast<Bits>(condition));
    const auto difference = static_cast<Bits>(static_cast<Bits>(yes) ^ static_cast<Bits>(no));
    return static_cast<Integer>(static_cast<Bits>(no) ^ static_cast<Bits>(difference & mask));
}

}  // namespace swarmcore
