#include "swarmcore/sim/order_flow.hpp"

#include <pybind11/stl.h>

#include <array>
#include <cstdint>
#include <span>

#include "arrays.hpp"
#include "bindings.hpp"
#include "guarded.hpp"
#include "numbers.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::bindings {

namespace {

using FlowFace = Guarded<sim::OrderFlow>;
using Integer = Number<std::int64_t>;
using Real = Number<double>;

template <class Record>
void fill(FlowFace& face, const RecordArray& out) {
    const std::span<Record> records = mutable_record_view<Record>(out, "out");
    // The view stays valid without the GIL: the caller's reference keeps the array.
    face.run([&](sim::OrderFlow& flow) { flow.fill(records); });
}

}  // namespace

void register_order_flow(py::module_& module) {
    py::class_<sim::ArrivalParameters>(
        module, "ArrivalParameters",
        "Rates, branching and decay of arrivals; types are bid and ask limit orders, bid and ask "
        "cancels, buying and selling market orders.")
        .def(py::init([](const std::array<double, sim::arrival_types>& baseline,
                         const std::array<std::array<double, sim::arrival_types>,
                                          sim::arrival_types>& branching,
                         const Real& decay) {
                 return sim::ArrivalParameters{
                     .baseline = baseline, .branching = branching, .decay = decay.value("decay")};
             }),
             py::arg("baseline"), py::arg("branching"), py::arg("decay"))
        .def_readonly("baseline", &sim::ArrivalParameters::baseline)
        .def_readonly("branching", &sim::ArrivalParameters::branching)
        .def_readonly("decay", &sim::ArrivalParameters::decay);
    module.def(
        "balanced_arrivals",
        [](const Real& rate, const Real& branching_ratio, const Real& decay) {
            return sim::balanced_arrivals(
                rate.value("rate"), branching_ratio.value("branching_ratio"), decay.value("decay"));
        },
        py::arg("rate"), py::arg("branching_ratio"), py::arg("decay"),
        "Parameters of a flow that is alike on both sides.");

    py::class_<FlowFace>(module, "OrderFlow", "A seeded, endless flow of orders.")
        .def(py::init([](const sim::ArrivalParameters& arrivals, std::int64_t price,
                         const Integer& orders, const Real& placement, const Integer& reach,
                         std::int64_t quantity, const Real& tail, const Real& reduce_share,
                         const Real& replace_share, const Number<std::uint64_t>& seed,
                         const Integer& start, const Number<std::uint16_t>& instrument) {
                 const sim::OrderFlowModel model{
                     .arrivals = arrivals,
                     .price = price,
                     .orders = orders.value("orders"),
                     .placement = placement.value("placement"),
                     .reach = reach.value("reach"),
                     .quantity = quantity,
                     .tail = tail.value("tail"),
                     .reduce_share = reduce_share.value("reduce_share"),
                     .replace_share = replace_share.value("replace_share")};
                 return FlowFace{model, seed.value("seed"), Nanos{start.value("start")},
                                 instrument.value("index")};
             }),
             py::kw_only(), py::arg("arrivals"), py::arg("price"), py::arg("orders"),
             py::arg("placement"), py::arg("reach"), py::arg("quantity"), py::arg("tail"),
             py::arg("reduce_share"), py::arg("replace_share"), py::arg("seed"), py::arg("start"),
             py::arg("instrument"))
        .def("fill_commands", &fill<book::OrderCommand>, py::arg("out"),
             "Fill an array of ORDER_COMMAND with what comes next, without the GIL.")
        .def("fill_messages", &fill<book::BookMessage>, py::arg("out"),
             "Fill an array of BOOK_MESSAGE with what comes next, without the GIL.")
        .def("fill_depth_messages", &fill<book::DepthMessage>, py::arg("out"),
             "Fill an array of DEPTH_MESSAGE with what comes next, without the GIL.")
        .def_property_readonly(
            "now", [](FlowFace& face) { return face.get().now().count(); },
            "The time of the last arrival, nanoseconds UTC.")
        .def_property_readonly(
            "arrivals", [](FlowFace& face) { return face.get().arrivals(); },
            "Arrivals so far, by type.");
}

}  // namespace swarmcore::bindings
