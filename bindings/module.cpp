#include "bindings.hpp"

PYBIND11_MODULE(_core, module) {
    module.doc() = "The C++ core of swarmcore, one submodule a domain.";
    swarmcore::bindings::register_errors();
    swarmcore::bindings::register_core(module);
    swarmcore::bindings::register_book(module);
    swarmcore::bindings::register_bus(module);
    swarmcore::bindings::register_feed(module);
    swarmcore::bindings::register_gate(module);
    swarmcore::bindings::register_indicators(module);
    swarmcore::bindings::register_market(module);
    swarmcore::bindings::register_montecarlo(module);
    swarmcore::bindings::register_risk(module);
    swarmcore::bindings::register_sim(module);
}
