#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>

#include "../reference/depth_differential.hpp"

/// The depth book against its naive twin. SWARMCORE_DIFFERENTIAL_COMMANDS sets how many rows each
/// set of rules gets.
namespace swarmcore::book::reference {
namespace {

/// A generator of random numbers as a source of draws.
struct Draws {
    std::mt19937_64& random;

    std::uint64_t below(std::uint64_t count) { return random() % count; }
    std::uint64_t word() { return random(); }
};

}  // namespace

TEST_CASE("the depth book is two maps, copied before every update") {
    const char* const text = std::getenv("SWARMCORE_DIFFERENTIAL_COMMANDS");
    const std::uint64_t rows = text == nullptr ? 40'000 : std::strtoull(text, nullptr, 10);
    for (const std::size_t levels : {std::size_t{0}, std::size_t{20}}) {
        // The same rows in every run.
        // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
        std::mt19937_64 random{levels + 1};
        Draws draws{random};
        DepthRows generator{draws};
        ComparedDepth compared{levels};
        for (std::uint64_t i = 0; i < rows; ++i) {
            CAPTURE(i);
            if (const auto broken = compared.apply(generator.next())) FAIL(*broken);
            if (compared.waiting() && random() % 2 == 0) compared.resume();
            if (random() % 64 != 0) continue;
            if (const auto broken = compared.restore()) FAIL(*broken);
        }
        for (std::size_t status = 0; status + 1 < compared.counts().size(); ++status) {
            CAPTURE(status);
            CHECK(compared.counts().at(status) > 10);
        }
    }
}

}  // namespace swarmcore::book::reference
