#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "swarmcore/risk/drawdown.hpp"
#include "swarmcore/risk/ratios.hpp"
#include "swarmcore/risk/report.hpp"
#include "swarmcore/risk/returns.hpp"
#include "swarmcore/risk/tail.hpp"

// Parity with empyrical is held from Python; here is what can be checked by hand.
namespace swarmcore::risk {

namespace {

constexpr std::span<const double> none{};
constexpr std::array<double, 5> returns{0.1, -0.5, 0.2, std::numeric_limits<double>::quiet_NaN(),
                                        0.25};

}  // namespace

TEST_CASE("equity compounds, and its drawdown starts at the peak before the fall") {
    const Equity found = equity(returns);
    CHECK(found.final_value == doctest::Approx(1.1 * 0.5 * 1.2 * 1.25).epsilon(1e-15));
    CHECK(found.max_drawdown == doctest::Approx(-0.5).epsilon(1e-15));
    CHECK(max_drawdown(std::vector<double>{-0.1, 0.5}) == doctest::Approx(-0.1).epsilon(1e-15));
    CHECK(max_drawdown(std::vector<double>{0.1, 0.5}) == 0.0);
}

TEST_CASE("tails are quantiles with their sign") {
    const std::vector<double> values{0.04, -0.02, 0.01, -0.03, 0.02};
    CHECK(value_at_risk(values, 0.25) == -0.02);
    CHECK(value_at_risk(values, 0.125) == doctest::Approx(-0.025).epsilon(1e-15));
    CHECK(conditional_value_at_risk(values, 0.25) == doctest::Approx(-0.025).epsilon(1e-15));
    CHECK_THROWS_AS((void)value_at_risk(values, 1.5), std::invalid_argument);
    CHECK_THROWS_AS((void)conditional_value_at_risk(values, -0.1), std::invalid_argument);
}

TEST_CASE("without returns every metric is NaN") {
    const Report found = report(none, 252.0, 0.0, 0.05, std::nullopt);
    for (const double value :
         {found.cum_returns_final, found.annual_return, found.annual_volatility, found.sharpe_ratio,
          found.sortino_ratio, found.calmar_ratio, found.omega_ratio, found.max_drawdown,
          found.downside_risk, found.value_at_risk, found.conditional_value_at_risk,
          found.tail_ratio, found.stability_of_timeseries}) {
        CHECK(std::isnan(value));
    }
    CHECK(found.observations == 0);
    CHECK_FALSE(found.alpha.has_value());
}

TEST_CASE("twice the benchmark has a beta of 2 and an alpha of 0") {
    const std::vector<double> benchmark{0.01, -0.02, 0.03};
    const std::vector<double> twice{0.02, -0.04, 0.06};
    CHECK(beta(twice, benchmark) == doctest::Approx(2.0).epsilon(1e-14));
    CHECK(alpha(twice, benchmark, 0.0, 252.0) == doctest::Approx(0.0).epsilon(1e-14));
    CHECK_THROWS_AS((void)beta(twice, none), std::invalid_argument);
}

TEST_CASE("an unknown period is refused, and an annualization comes first") {
    CHECK(annualization_factor("weekly", std::nullopt) == 52.0);
    CHECK(annualization_factor("weekly", 365.0) == 365.0);
    CHECK_THROWS_AS((void)annualization_factor("hourly", std::nullopt), std::invalid_argument);
    CHECK_THROWS_AS((void)annualization_factor("daily", 0.0), std::invalid_argument);
}

}  // namespace swarmcore::risk
