#include <pybind11/stl.h>

#include <cmath>
#include <optional>
#include <span>
#include <string_view>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/risk/drawdown.hpp"
#include "swarmcore/risk/ratios.hpp"
#include "swarmcore/risk/report.hpp"
#include "swarmcore/risk/returns.hpp"
#include "swarmcore/risk/tail.hpp"

namespace swarmcore::bindings {

namespace {

using Returns = std::span<const double>;
using Annualization = std::optional<double>;

void check_finite(double value, const char* name) {
    if (std::isfinite(value)) return;
    throw py::value_error(std::string{name} + ": expected a finite number, was " +
                          std::to_string(value));
}

/// Views the returns, then runs `metric` on them without the GIL: the caller holds the array.
template <class Metric>
double measure(const py::object& returns, const Metric& metric) {
    const Returns values = view<double>(returns, "returns");
    const py::gil_scoped_release release;
    return metric(values);
}

double annual_volatility(const py::object& returns, std::string_view period, double alpha,
                         Annualization annualization) {
    const double factor = risk::annualization_factor(period, annualization);
    if (!(std::isfinite(alpha) && alpha > 0.0)) {
        throw py::value_error("alpha: expected a finite number above 0, was " +
                              std::to_string(alpha));
    }
    return measure(returns, [&](Returns r) { return risk::annual_volatility(r, factor, alpha); });
}

double sharpe_ratio(const py::object& returns, double risk_free, std::string_view period,
                    Annualization annualization) {
    check_finite(risk_free, "risk_free");
    const double factor = risk::annualization_factor(period, annualization);
    return measure(returns, [&](Returns r) { return risk::sharpe_ratio(r, risk_free, factor); });
}

double sortino_ratio(const py::object& returns, double required_return, std::string_view period,
                     Annualization annualization) {
    check_finite(required_return, "required_return");
    const double factor = risk::annualization_factor(period, annualization);
    return measure(returns,
                   [&](Returns r) { return risk::sortino_ratio(r, required_return, factor); });
}

double downside_risk(const py::object& returns, double required_return, std::string_view period,
                     Annualization annualization) {
    check_finite(required_return, "required_return");
    const double factor = risk::annualization_factor(period, annualization);
    return measure(returns,
                   [&](Returns r) { return risk::downside_risk(r, required_return, factor); });
}

double omega_ratio(const py::object& returns, double risk_free, double required_return,
                   double annualization) {
    check_finite(risk_free, "risk_free");
    check_finite(required_return, "required_return");
    const double factor = risk::annualization_factor("", annualization);
    return measure(returns, [&](Returns r) {
        return risk::omega_ratio(r, risk_free, required_return, factor);
    });
}

double alpha(const py::object& returns, const py::object& factor_returns, double risk_free,
             std::string_view period, Annualization annualization) {
    check_finite(risk_free, "risk_free");
    const double factor = risk::annualization_factor(period, annualization);
    const Returns benchmark = view<double>(factor_returns, "factor_returns");
    return measure(returns,
                   [&](Returns r) { return risk::alpha(r, benchmark, risk_free, factor); });
}

risk::Report report(const py::object& returns, std::string_view period, Annualization annualization,
                    double risk_free, double cutoff, const py::object& benchmark) {
    check_finite(risk_free, "risk_free");
    const double factor = risk::annualization_factor(period, annualization);
    const Returns values = view<double>(returns, "returns");
    std::optional<Returns> market;
    if (!benchmark.is_none()) {
        market = view<double>(benchmark, "benchmark");
        check_same_length(values.size(), "returns", market->size(), "benchmark");
    }
    const py::gil_scoped_release release;
    return risk::report(values, factor, risk_free, cutoff, market);
}

void register_report(py::module_& domain) {
    py::class_<risk::Report>(domain, "Report", "Every metric, as swarmcore.risk.RiskReport.")
        .def_readonly("observations", &risk::Report::observations)
        .def_readonly("cum_returns_final", &risk::Report::cum_returns_final)
        .def_readonly("annual_return", &risk::Report::annual_return)
        .def_readonly("annual_volatility", &risk::Report::annual_volatility)
        .def_readonly("sharpe_ratio", &risk::Report::sharpe_ratio)
        .def_readonly("sortino_ratio", &risk::Report::sortino_ratio)
        .def_readonly("calmar_ratio", &risk::Report::calmar_ratio)
        .def_readonly("omega_ratio", &risk::Report::omega_ratio)
        .def_readonly("max_drawdown", &risk::Report::max_drawdown)
        .def_readonly("downside_risk", &risk::Report::downside_risk)
        .def_readonly("value_at_risk", &risk::Report::value_at_risk)
        .def_readonly("conditional_value_at_risk", &risk::Report::conditional_value_at_risk)
        .def_readonly("tail_ratio", &risk::Report::tail_ratio)
        .def_readonly("stability_of_timeseries", &risk::Report::stability_of_timeseries)
        .def_readonly("alpha", &risk::Report::alpha)
        .def_readonly("beta", &risk::Report::beta);
    domain.def("report", &report, py::arg("returns"), py::arg("period"), py::arg("annualization"),
               py::arg("risk_free"), py::arg("cutoff"), py::arg("benchmark"));
}

}  // namespace

void register_risk(py::module_& module) {
    py::module_ domain =
        module.def_submodule("risk", "Kernels of swarmcore.risk, which documents each.");
    domain.def("annualization_factor", &risk::annualization_factor, py::arg("period"),
               py::arg("annualization"), "Periods in a year.");
    domain.def(
        "cum_returns_final",
        [](const py::object& returns, double starting_value) {
            check_finite(starting_value, "starting_value");
            return measure(returns,
                           [&](Returns r) { return risk::cum_returns_final(r, starting_value); });
        },
        py::arg("returns"), py::arg("starting_value"));
    domain.def(
        "annual_return",
        [](const py::object& returns, std::string_view period, Annualization annualization) {
            const double factor = risk::annualization_factor(period, annualization);
            return measure(returns, [&](Returns r) { return risk::annual_return(r, factor); });
        },
        py::arg("returns"), py::arg("period"), py::arg("annualization"));
    domain.def("annual_volatility", &annual_volatility, py::arg("returns"), py::arg("period"),
               py::arg("alpha"), py::arg("annualization"));
    domain.def("sharpe_ratio", &sharpe_ratio, py::arg("returns"), py::arg("risk_free"),
               py::arg("period"), py::arg("annualization"));
    domain.def("sortino_ratio", &sortino_ratio, py::arg("returns"), py::arg("required_return"),
               py::arg("period"), py::arg("annualization"));
    domain.def("downside_risk", &downside_risk, py::arg("returns"), py::arg("required_return"),
               py::arg("period"), py::arg("annualization"));
    domain.def(
        "calmar_ratio",
        [](const py::object& returns, std::string_view period, Annualization annualization) {
            const double factor = risk::annualization_factor(period, annualization);
            return measure(returns, [&](Returns r) { return risk::calmar_ratio(r, factor); });
        },
        py::arg("returns"), py::arg("period"), py::arg("annualization"));
    domain.def("omega_ratio", &omega_ratio, py::arg("returns"), py::arg("risk_free"),
               py::arg("required_return"), py::arg("annualization"));
    domain.def(
        "max_drawdown",
        [](const py::object& returns) { return measure(returns, risk::max_drawdown); },
        py::arg("returns"));
    domain.def(
        "value_at_risk",
        [](const py::object& returns, double cutoff) {
            return measure(returns, [&](Returns r) { return risk::value_at_risk(r, cutoff); });
        },
        py::arg("returns"), py::arg("cutoff"));
    domain.def(
        "conditional_value_at_risk",
        [](const py::object& returns, double cutoff) {
            return measure(returns,
                           [&](Returns r) { return risk::conditional_value_at_risk(r, cutoff); });
        },
        py::arg("returns"), py::arg("cutoff"));
    domain.def(
        "tail_ratio", [](const py::object& returns) { return measure(returns, risk::tail_ratio); },
        py::arg("returns"));
    domain.def(
        "stability_of_timeseries",
        [](const py::object& returns) { return measure(returns, risk::stability_of_timeseries); },
        py::arg("returns"));
    domain.def("alpha", &alpha, py::arg("returns"), py::arg("factor_returns"), py::arg("risk_free"),
               py::arg("period"), py::arg("annualization"));
    domain.def(
        "beta",
        [](const py::object& returns, const py::object& factor_returns) {
            const Returns benchmark = view<double>(factor_returns, "factor_returns");
            return measure(returns, [&](Returns r) { return risk::beta(r, benchmark); });
        },
        py::arg("returns"), py::arg("factor_returns"));
    register_report(domain);
    register_flux(domain);
}

}  // namespace swarmcore::bindings
