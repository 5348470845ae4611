#include <doctest/doctest.h>

#include <cstdint>

#include "swarmcore/core/philox.hpp"

namespace swarmcore {

namespace {

using Words = Philox::Words;

}  // namespace

// Salmon et al., the known answers published with Random123 (kat_vectors, philox4x32 10). The
// compiler itself computes them.
TEST_CASE("Philox 4x32-10 gives the published known answers") {
    static_assert(Philox::block({0, 0, 0, 0}, 0) ==
                  Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    static_assert(Philox::block({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, UINT64_MAX) ==
                  Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    static_assert(
        Philox::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0a4093822) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
    const Words zeros{0, 0, 0, 0};
    CHECK(Philox::block(zeros, 0) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

TEST_CASE("every word of counter and key changes the block") {
    const Words counter{1, 2, 3, 4};
    const Words block = Philox::block(counter, 5);
    for (std::size_t word = 0; word < counter.size(); ++word) {
        Words other = counter;
        other[word] ^= 1U;
        CHECK(Philox::block(other, 5) != block);
    }
    CHECK(Philox::block(counter, 4) != block);
    CHECK(Philox::block(counter, 5 + (std::uint64_t{1} << 32U)) != block);
}

}  // namespace swarmcore
