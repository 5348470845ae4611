#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/montecarlo/estimate.hpp"
#include "swarmcore/montecarlo/market.hpp"
#include "swarmcore/montecarlo/simulate.hpp"

namespace swarmcore::bindings {

namespace {

using montecarlo::Gbm;
using montecarlo::Simulation;

/// A writable view of `out`, which must have `rows` and `columns`.
std::span<double> matrix(const py::object& out, std::size_t rows, std::size_t columns) {
    const std::span<double> values = mutable_view<double>(out, "out", 2);
    const auto array = py::reinterpret_borrow<py::array>(out);
    if (static_cast<std::size_t>(array.shape(0)) != rows ||
        static_cast<std::size_t>(array.shape(1)) != columns) {
        throw py::value_error("out: expected shape (" + std::to_string(rows) + ", " +
                              std::to_string(columns) + "), was (" +
                              std::to_string(array.shape(0)) + ", " +
                              std::to_string(array.shape(1)) + ")");
    }
    return values;
}

void simulate(double mu, double sigma, double s0, double horizon, std::size_t steps,
              std::size_t paths, std::uint64_t seed, std::size_t threads, const py::object& out) {
    const Gbm process{mu, sigma};
    const Simulation simulation{s0, horizon, steps, paths, seed};
    simulation.check();
    const std::span<double> values = matrix(out, paths, steps + 1);
    // The caller holds `out` until the call returns.
    const py::gil_scoped_release release;
    montecarlo::simulate(process, simulation, threads, values);
}

montecarlo::Estimate estimate(double mu, double sigma, double s0, double horizon, std::size_t steps,
                              std::size_t paths, std::uint64_t seed,
                              const std::vector<double>& cutoffs, std::size_t threads,
                              const py::object& terminals) {
    const Gbm process{mu, sigma};
    const Simulation simulation{s0, horizon, steps, paths, seed};
    const std::span<double> values = mutable_view<double>(terminals, "terminals");
    const py::gil_scoped_release release;
    return montecarlo::estimate(process, simulation, cutoffs, threads, values);
}

void fill_bars(double mu, double sigma, std::uint64_t index, double s0, double volume,
               std::uint64_t seed, const py::object& open, const py::object& high,
               const py::object& low, const py::object& close, const py::object& volumes) {
    const montecarlo::BarColumns columns{.open = mutable_view<double>(open, "open"),
                                         .high = mutable_view<double>(high, "high"),
                                         .low = mutable_view<double>(low, "low"),
                                         .close = mutable_view<double>(close, "close"),
                                         .volume = mutable_view<double>(volumes, "volumes")};
    const py::gil_scoped_release release;
    montecarlo::fill_synthetic_bars(Gbm{mu, sigma}, {index, s0, volume}, seed, columns);
}

}  // namespace

void register_montecarlo(py::module_& module) {
    py::module_ domain = module.def_submodule(
        "montecarlo", "Kernels of swarmcore.montecarlo, which checks counts and shapes results.");

    py::class_<montecarlo::TailEstimate>(domain, "TailEstimate", "The lower tail at one cutoff.")
        .def_readonly("cutoff", &montecarlo::TailEstimate::cutoff)
        .def_readonly("quantile", &montecarlo::TailEstimate::quantile)
        .def_readonly("value_at_risk", &montecarlo::TailEstimate::value_at_risk)
        .def_readonly("conditional_value_at_risk",
                      &montecarlo::TailEstimate::conditional_value_at_risk);
    py::class_<montecarlo::Estimate>(domain, "Estimate", "What a simulation says, unrounded.")
        .def_readonly("mean", &montecarlo::Estimate::mean)
        .def_readonly("mean_standard_error", &montecarlo::Estimate::mean_standard_error)
        .def_readonly("deviation", &montecarlo::Estimate::deviation)
        .def_readonly("median", &montecarlo::Estimate::median)
        .def_readonly("probability_up", &montecarlo::Estimate::probability_up)
        .def_readonly("probability_up_standard_error",
                      &montecarlo::Estimate::probability_up_standard_error)
        .def_readonly("max_drawdown", &montecarlo::Estimate::max_drawdown)
        .def_readonly("max_drawdown_standard_error",
                      &montecarlo::Estimate::max_drawdown_standard_error)
        .def_readonly("tails", &montecarlo::Estimate::tails);

    domain.def(
        "check_gbm", [](double mu, double sigma) { Gbm{mu, sigma}; }, py::arg("mu"),
        py::arg("sigma"), "Raise ValueError unless mu and sigma make a process.");
    domain.def(
        "fit_gbm",
        [](const py::object& prices, double periods) {
            const auto values = view<double>(prices, "prices");
            const py::gil_scoped_release release;
            const Gbm process = Gbm::fit(values, periods);
            return std::pair{process.mu(), process.sigma()};
        },
        py::arg("prices"), py::arg("periods"), "The maximum-likelihood mu and sigma.");
    domain.def(
        "log_returns",
        [](const py::object& prices) {
            const std::vector<double> values =
                montecarlo::log_returns(view<double>(prices, "prices"));
            return Float64Array(static_cast<py::ssize_t>(values.size()), values.data());
        },
        py::arg("prices"), "log(price / price before it), one fewer than the prices.");
    domain.def("simulate_gbm", &simulate, py::arg("mu"), py::arg("sigma"), py::arg("s0"),
               py::arg("horizon"), py::arg("steps"), py::arg("paths"), py::arg("seed"),
               py::arg("threads"), py::arg("out"),
               "Write paths into out, shape (paths, steps + 1); 0 threads: as many as useful.");
    domain.def("estimate_gbm", &estimate, py::arg("mu"), py::arg("sigma"), py::arg("s0"),
               py::arg("horizon"), py::arg("steps"), py::arg("paths"), py::arg("seed"),
               py::arg("cutoffs"), py::arg("threads"), py::arg("terminals"),
               "Summarise paths whose last prices are written into terminals, shape (paths,).");
    domain.def(
        "standard_normals",
        [](std::size_t paths, std::size_t steps, std::uint64_t seed, const py::object& out) {
            const std::span<double> values = matrix(out, paths, steps);
            const py::gil_scoped_release release;
            montecarlo::standard_normals(paths, steps, seed, values);
        },
        py::arg("paths"), py::arg("steps"), py::arg("seed"), py::arg("out"),
        "Write the draws behind simulate_gbm into out, shape (paths, steps).");
    domain.def("fill_synthetic_bars", &fill_bars, py::arg("mu"), py::arg("sigma"), py::arg("index"),
               py::arg("s0"), py::arg("volume"), py::arg("seed"), py::arg("open"), py::arg("high"),
               py::arg("low"), py::arg("close"), py::arg("volumes"),
               "Write one instrument's daily bars into five columns, a day a row.");
}

}  // namespace swarmcore::bindings
