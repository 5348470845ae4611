#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace swarmcore::montecarlo {

/// A tile is the unit of work: this many neighbouring paths advance together.
inline constexpr std::size_t tile_pairs = 64;
inline constexpr std::size_t tile_paths = 2 * tile_pairs;

/// One number a path of a tile. Paths 2 p and 2 p + 1 share the draws of pair p and lie at p and
/// `tile_pairs` + p.
struct alignas(64) TileRow : std::array<double, tile_paths> {};

[[nodiscard]] constexpr std::size_t lane_of(std::size_t path) noexcept {
    return path / 2 + (path % 2) * tile_pairs;
}

/// The law of one step of the logarithm of a price, and whether no path can leave the range of
/// `math::exp_unchecked`.
struct LogStep {
    double drift;
    double deviation;
    bool bounded;
};

/// The bulk kernels of the instruction set in use; all instruction sets give the same bits.
struct Kernels {
    /// The normals of pairs `first_pair` ... at `step`.
    void (*normals)(std::uint64_t first_pair, std::uint64_t step, std::uint64_t seed,
                    TileRow& normals) noexcept;
    /// Advances the logarithms (relative to the start) by a step and prices them.
    void (*price)(const LogStep& law, double s0, const TileRow& normals, TileRow& logs,
                  TileRow& prices) noexcept;
    /// Advances the logarithms by a step, their peaks and their lowest distance from a peak.
    void (*track)(const LogStep& law, const TileRow& normals, TileRow& logs, TileRow& peaks,
                  TileRow& falls) noexcept;
};

[[nodiscard]] const Kernels& kernels();

}  // namespace swarmcore::montecarlo
