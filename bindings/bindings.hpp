#pragma once

#include <pybind11/pybind11.h>

/// One register function a domain; module.cpp calls them in order. A large domain's calls further
/// ones.
namespace swarmcore::bindings {

namespace py = pybind11;

void register_errors();
void register_core(py::module_& module);
void register_book(py::module_& module);
void register_apply_counting(py::module_& module);
void register_book_records(const py::module_& module);
void register_depth_book(const py::module_& module);
void register_depth_records(const py::module_& module);
void register_matching_engine(const py::module_& module);
void register_order_flow(py::module_& module);
void register_order_book(const py::module_& module);
void register_bus(py::module_& module);
void register_feed(py::module_& module);
void register_flux(py::module_& domain);
void register_decimal(py::module_& module);
void register_decoders(const py::module_& module);
void register_exchange(const py::module_& module);
void register_gate(py::module_& module);
void register_indicators(py::module_& module);
void register_live(py::module_& module);
void register_market(py::module_& module);
void register_montecarlo(py::module_& module);
void register_replay(py::module_& module);
void register_risk(py::module_& module);
void register_sim(py::module_& module);
void register_sim_models(const py::module_& module);

}  // namespace swarmcore::bindings
