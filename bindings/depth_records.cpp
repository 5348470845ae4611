#include <pybind11/native_enum.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/book/depth_checksum.hpp"
#include "swarmcore/book/depth_message.hpp"

/// The record of market-by-price feeds as a NumPy dtype, and what its small fields mean.
namespace swarmcore::bindings {

void register_depth_records(const py::module_& module) {
    using book::ChecksumKind, book::DepthMessage, book::DepthMessageKind;
    PYBIND11_NUMPY_DTYPE(DepthMessage, ts, ts_local, first_update, last_update, previous_update,
                         price, quantity, instrument, flags, kind, side, reserved);
    module.attr("DEPTH_MESSAGE") = py::dtype::of<DepthMessage>();
    module.attr("SNAPSHOT_FLAG") = py::int_(book::snapshot_flag);
    module.attr("LAST_ROW_FLAG") = py::int_(book::last_row_flag);
    py::native_enum<DepthMessageKind>(module, "DepthMessageKind", "enum.IntEnum",
                                      "What a row of a market-by-price feed does to the book.")
        .value("SET", DepthMessageKind::set)
        .value("CLEAR", DepthMessageKind::clear)
        .value("TRADE", DepthMessageKind::trade)
        .value("CHECKSUM", DepthMessageKind::checksum)
        .finalize();
    py::native_enum<ChecksumKind>(module, "ChecksumKind", "enum.IntEnum",
                                  "Whose checksum a market-by-price feed carries.")
        .value("NONE", ChecksumKind::none)
        .value("KRAKEN", ChecksumKind::kraken)
        .value("OKX", ChecksumKind::okx)
        .finalize();
}

}  // namespace swarmcore::bindings
