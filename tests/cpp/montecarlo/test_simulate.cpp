#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <vector>

#include "swarmcore/core/math.hpp"
#include "swarmcore/montecarlo/estimate.hpp"
#include "swarmcore/montecarlo/market.hpp"
#include "swarmcore/montecarlo/normal.hpp"
#include "swarmcore/montecarlo/simulate.hpp"

namespace swarmcore::montecarlo {

namespace {

Gbm gbm() {
    return Gbm{0.05, 0.2};
}

Simulation simulation(std::size_t steps, std::size_t paths) {
    return {.s0 = 100.0, .horizon = 1.0, .steps = steps, .paths = paths, .seed = 7};
}

std::vector<double> paths_of(const Gbm& of, const Simulation& simulation, std::size_t threads = 1) {
    std::vector<double> out(simulation.paths * (simulation.steps + 1));
    simulate(of, simulation, threads, out);
    return out;
}

}  // namespace

// The kernels of the widest instruction set here, against plain scalar code.
TEST_CASE("a path is what the formula says, draw by draw, bit for bit") {
    const Simulation run = simulation(19, 259);
    const std::vector<double> paths = paths_of(gbm(), run);
    const double dt = run.horizon / static_cast<double>(run.steps);
    const double drift = (0.05 - 0.5 * 0.2 * 0.2) * dt;
    const double deviation = 0.2 * std::sqrt(dt);
    for (std::size_t path = 0; path < run.paths; ++path) {
        double log = 0.0;
        REQUIRE(paths[path * (run.steps + 1)] == 100.0);
        for (std::size_t step = 0; step < run.steps; ++step) {
            const NormalPair pair = normal_pair(counter(path / 2, step, Stream::paths), run.seed);
            log += drift + deviation * (path % 2 == 0 ? pair.first : pair.second);
            REQUIRE(paths[path * (run.steps + 1) + step + 1] == 100.0 * math::exp(log));
        }
    }
}

TEST_CASE("threads change no bit of paths or estimates") {
    const Simulation run = simulation(10, 1000);
    const std::vector<double> one = paths_of(gbm(), run);
    const std::vector<double> cutoffs{0.05};
    std::vector<double> terminals(run.paths);
    const Estimate alone = estimate(gbm(), run, cutoffs, 1, terminals);
    for (const std::size_t threads : {2U, 3U, 64U}) {
        CHECK(paths_of(gbm(), run, threads) == one);
        const Estimate together = estimate(gbm(), run, cutoffs, threads, terminals);
        CHECK(together.mean == alone.mean);
        CHECK(together.deviation == alone.deviation);
        CHECK(together.max_drawdown == alone.max_drawdown);
        CHECK(together.tails[0].conditional_value_at_risk ==
              alone.tails[0].conditional_value_at_risk);
    }
}

TEST_CASE("paths that may leave the range of a double saturate at 0 and infinity") {
    for (const double mu : {5000.0, -5000.0}) {
        const std::vector<double> paths = paths_of(Gbm{mu, 0.2}, simulation(4, 3));
        CHECK(paths.back() == (mu > 0.0 ? std::numeric_limits<double>::infinity() : 0.0));
        CHECK_FALSE(std::isnan(paths[1]));
    }
}

TEST_CASE("a simulation that cannot be is refused") {
    std::vector<double> out(2);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(simulate(gbm(), {nan, 1.0, 1, 1, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS(simulate(gbm(), {1.0, 0.0, 1, 1, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS(simulate(gbm(), {1.0, 1.0, 0, 1, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS(simulate(gbm(), {1.0, 1.0, 1, 0, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS(simulate(gbm(), {1.0, 1.0, 1, SIZE_MAX, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS(simulate(gbm(), {1.0, 1.0, 2, 1, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS(simulate(Gbm{0.0, 1e200}, {1.0, 1.0, 1, 1, 0}, 1, out), std::invalid_argument);
    CHECK_THROWS_AS((Gbm{nan, 0.1}), std::invalid_argument);
    CHECK_THROWS_AS((Gbm{0.1, -0.1}), std::invalid_argument);
}

TEST_CASE("the synthetic market refuses columns of two lengths") {
    std::vector<double> two(2);
    std::vector<double> three(3);
    CHECK_THROWS_AS(fill_synthetic_bars(gbm(), {0, 100.0, 1e6}, 7, {two, two, two, two, three}),
                    std::invalid_argument);
}

}  // namespace swarmcore::montecarlo
