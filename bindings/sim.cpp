#include "bindings.hpp"
#include "record_event.hpp"
#include "swarmcore/sim/fees.hpp"
#include "swarmcore/sim/impact.hpp"
#include "swarmcore/sim/latency.hpp"
#include "swarmcore/sim/queue.hpp"

namespace swarmcore::bindings {

void register_sim(py::module_& module) {
    py::module_ sim_module = module.def_submodule(
        "sim", "The simulated exchange and the replay of market data around it.");
    py::class_<sim::LatencyModel>(sim_module, "LatencyModel")
        .def(py::init<>())
        .def_static("constant",
                    [](std::int64_t d) { return sim::LatencyModel::constant(Nanos{d}); })
        .def_static("jittered", [](std::int64_t b, std::int64_t j, std::uint64_t s) {
            return sim::LatencyModel::jittered(Nanos{b}, Nanos{j}, s);
        });
    py::class_<sim::FeeSchedule>(sim_module, "FeeSchedule").def(py::init<>());
    py::class_<sim::QueueModel>(sim_module, "QueueModel").def(py::init<>());
    py::class_<sim::SquareRootImpact>(sim_module, "SquareRootImpact").def(py::init<>());
    register_record_events(sim_module);
    register_order_flow(sim_module);
    register_replay(sim_module);
}

}  // namespace swarmcore::bindings
