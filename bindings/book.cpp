#include "bindings.hpp"

namespace swarmcore::bindings {

void register_book(py::module_& module) {
    py::module_ book = module.def_submodule(
        "book", "Order book mirror and matching engine; prices in ticks, quantities in lots.");
    register_book_records(book);
    register_depth_records(book);
    register_order_book(book);
    register_depth_book(book);
    register_apply_counting(book);
    register_matching_engine(book);
}

}  // namespace swarmcore::bindings
