#include "bindings.hpp"

namespace swarmcore::bindings {

void register_feed(py::module_& module) {
    py::module_ feed =
        module.def_submodule("feed", "Decoders of venues' formats: bytes in, book messages out.");
    register_decimal(feed);
    register_decoders(feed);
}

}  // namespace swarmcore::bindings
