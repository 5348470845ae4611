#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "numbers.hpp"
#include "swarmcore/sim/fees.hpp"
#include "swarmcore/sim/impact.hpp"
#include "swarmcore/sim/latency.hpp"
#include "swarmcore/sim/queue.hpp"

namespace swarmcore::bindings {

namespace {

using Integer = Number<std::int64_t>;
using Unsigned = Number<std::uint64_t>;
using Real = Number<double>;

void register_latency(const py::module_& module) {
    using sim::LatencyModel;
    py::class_<LatencyModel>(module, "LatencyModel", "How long a message is under way.")
        .def(py::init<>())
        .def_static(
            "constant",
            [](const Integer& nanos) {
                return LatencyModel::constant(Nanos{nanos.value("nanos")});
            },
            py::arg("nanos"), "Always the same, 0 or more.")
        .def_static(
            "jittered",
            [](const Integer& base, const Integer& jitter, const Unsigned& seed) {
                return LatencyModel::jittered(Nanos{base.value("base")},
                                              Nanos{jitter.value("jitter")}, seed.value("seed"));
            },
            py::arg("base"), py::arg("jitter"), py::arg("seed"),
            "`base` and 0 to `jitter` more, each as likely, by seed and number of the message.")
        .def_static(
            "recorded",
            [](const py::object& ts, const py::object& latency) {
                const std::span<const std::int64_t> times = view<std::int64_t>(ts, "ts");
                const std::span<const std::int64_t> delays = view<std::int64_t>(latency, "latency");
                check_same_length(times.size(), "ts", delays.size(), "latency");
                std::vector<sim::LatencySample> samples(times.size());
                for (std::size_t i = 0; i < times.size(); ++i) {
                    samples[i] = {.ts = Nanos{times[i]}, .delay = Nanos{delays[i]}};
                }
                return LatencyModel::recorded(std::move(samples));
            },
            py::arg("ts"), py::arg("latency"),
            "Linear between samples, constant beyond them; int64 arrays, times rising.")
        .def(
            "delay",
            [](const LatencyModel& model, const Integer& now, std::uint64_t number) {
                return model.delay(Nanos{now.value("now")}, number).count();
            },
            py::arg("now"), py::arg("number"), "Of message `number`, which leaves at `now`.");
}

void register_fees(const py::module_& module) {
    using Tier = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
    py::class_<sim::FeeSchedule>(module, "FeeSchedule",
                                 "What a venue charges for fills, in billionths.")
        .def(
            py::init([](std::int64_t maker, std::int64_t taker, std::int64_t per_lot,
                        std::int64_t per_order, const std::vector<Tier>& tiers) {
                std::vector<sim::FeeTier> steps;
                steps.reserve(tiers.size());
                for (const auto& [volume, tier_maker, tier_taker] : tiers) {
                    steps.push_back({.volume = sim::Money{volume},
                                     .rates = {.maker = tier_maker, .taker = tier_taker}});
                }
                return sim::FeeSchedule{{.maker = maker, .taker = taker},
                                        sim::Money{per_lot},
                                        sim::Money{per_order},
                                        std::move(steps)};
            }),
            py::arg("maker") = 0, py::arg("taker") = 0, py::arg("per_lot") = 0,
            py::arg("per_order") = 0, py::arg("tiers") = std::vector<Tier>{},
            R"(Rates of the notional, amounts of the quote currency; a tier is (volume, maker, taker).)")
        .def(
            "fee",
            [](const sim::FeeSchedule& fees, std::int64_t price, std::int64_t quantity,
               std::uint64_t digits, unsigned places, bool maker, bool first_fill,
               std::int64_t traded) {
                return fees
                    .fee(Price{price}, Quantity{quantity}, {.digits = digits, .places = places},
                         maker, first_fill, sim::Money{traded})
                    .count();
            },
            py::arg("price"), py::arg("quantity"), py::arg("digits"), py::arg("places"),
            py::arg("maker"), py::arg("first_fill"), py::arg("traded"),
            "Of a fill; a tick times a lot is worth digits / 10**places of the quote currency.");
}

void register_queue(const py::module_& module) {
    using sim::QueueModel;
    py::class_<QueueModel>(module, "QueueModel",
                           "How a decrease of a level is shared between ahead and behind.")
        .def(py::init<>())
        .def_static("risk_averse", &QueueModel::risk_averse, "Only trades move a queue up.")
        .def_static(
            "power",
            [](const Real& exponent) { return QueueModel::power(exponent.value("exponent")); },
            py::arg("exponent"), "a**n / (a**n + b**n); above 0 and at most 100.")
        .def_static("square", &QueueModel::square, "a**2 / (a**2 + b**2).")
        .def_static("logarithm", &QueueModel::logarithm, "log(1 + a) / (log(1 + a) + log(1 + b)).")
        .def("ahead_share", &QueueModel::ahead_share, py::arg("ahead"), py::arg("behind"),
             "The share of a decrease that came from ahead; lots, 0 or more, and not both 0.");
}

void register_impact(const py::module_& module) {
    using sim::SquareRootImpact;
    py::class_<SquareRootImpact>(module, "SquareRootImpact",
                                 "What a taker pays beyond the prices displayed.")
        .def(py::init<>())
        .def(py::init([](const Real& coefficient, const Real& volatility, const Integer& volume) {
                 return SquareRootImpact{coefficient.value("coefficient"),
                                         volatility.value("volatility"),
                                         Quantity{volume.value("volume")}};
             }),
             py::arg("coefficient"), py::arg("volatility"), py::arg("volume"),
             "coefficient * volatility * sqrt(quantity / volume) ticks, rounded up.")
        .def(
            "ticks",
            [](const SquareRootImpact& impact, const Integer& quantity) {
                const std::int64_t lots = quantity.value("quantity");
                if (lots >= 1) return impact.ticks(Quantity{lots}).count();
                throw py::value_error("quantity: expected 1 or more, was " + std::to_string(lots));
            },
            py::arg("quantity"), "Of an order of `quantity` lots, 1 or more.");
}

}  // namespace

void register_sim_models(const py::module_& module) {
    register_latency(module);
    register_fees(module);
    register_queue(module);
    register_impact(module);
}

}  // namespace swarmcore::bindings
