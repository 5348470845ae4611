#include "bindings.hpp"
#include "record_event.hpp"

namespace swarmcore::bindings {

void register_sim(py::module_& module) {
    py::module_ sim_module = module.def_submodule(
        "sim", "The simulated exchange and the replay of market data around it.");
    register_sim_models(sim_module);
    register_exchange(sim_module);
    register_record_events(sim_module);
    register_order_flow(sim_module);
    register_replay(sim_module);
}

}  // namespace swarmcore::bindings
