#include "swarmcore/book/depth_book.hpp"

#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "book_reads.hpp"
#include "bound.hpp"
#include "guarded.hpp"
#include "numbers.hpp"

namespace swarmcore::bindings {

namespace {

using book::ChecksumKind;
using book::DepthBook;
using book::DepthMessage;

using DepthFace = Guarded<DepthBook>;
using BoundDepth = Bound<DepthBook, DepthMessage>;

void define_apply(py::class_<DepthFace>& type) {
    type.def(
            "apply",
            [](DepthFace& face, const RecordArray& messages) {
                const auto view = record_view<DepthMessage>(messages, "messages");
                // The view stays valid without the GIL: the caller's reference keeps the array.
                return face.run([&](DepthBook& book) { return book.apply(view); });
            },
            py::arg("messages"),
            R"(Apply rows in order, without the GIL.

Rows of a stale update, and rows that come while the book waits for a snapshot, are skipped and
counted.

Args:
    messages: One-dimensional C-contiguous array of DEPTH_MESSAGE of one instrument, not written to
        meanwhile.

Returns:
    The number of rows applied, not skipped.

Raises:
    BookError: A missing update, a checksum that does not hold, or a row that cannot be right. `row`
        is its row; the book is as it was before its update, and waits for a snapshot. Of a trade
        that cannot be right only the row is refused.
    TypeError, ValueError: Another dtype, shape or layout.
)")
        .def(
            "bind",
            [](DepthFace& face, RecordArray messages) {
                return BoundDepth{face, std::move(messages)};
            },
            py::arg("messages"), py::keep_alive<0, 1>(),
            R"(Check an array of messages once, so that applying rows of it costs no check.

Args:
    messages: One-dimensional C-contiguous array of DEPTH_MESSAGE.

Returns:
    A callable: bound(row) applies one row, bound(start, stop) a slice. The rows are read when it
    is called, so that the same array can be refilled.
)")
        .def(
            "resume", [](DepthFace& face) { face.get().resume(); },
            R"(Go on without a snapshot after a fault.

The next update starts a new chain, and levels may be wrong until they are set again.
)");
}

void define_state(py::class_<DepthFace>& type) {
    type.def_property_readonly(
            "needs_snapshot", [](DepthFace& face) { return face.get().needs_snapshot(); },
            "Whether a fault left the book without what came since: rows are skipped until a "
            "snapshot.")
        .def_property_readonly(
            "in_update", [](DepthFace& face) { return face.get().in_update(); },
            "Whether rows of the last update are still to come.")
        .def_property_readonly(
            "last_update", [](DepthFace& face) { return face.get().last_update(); },
            "The venue's id of the last whole update or snapshot; 0 where it has none.")
        .def_property_readonly(
            "gap_count", [](DepthFace& face) { return face.get().gap_count(); },
            "How often an update was found missing.")
        .def_property_readonly(
            "stale_count", [](DepthFace& face) { return face.get().stale_count(); },
            "Rows skipped because the snapshot before them holds them already.")
        .def_property_readonly(
            "waiting_count", [](DepthFace& face) { return face.get().waiting_count(); },
            "Rows skipped while waiting for a snapshot.")
        .def_property_readonly(
            "checksum_count", [](DepthFace& face) { return face.get().checksum_count(); },
            "Checksums of the venue that held.")
        .def_property_readonly(
            "level_count", [](DepthFace& face) { return face.get().level_count(); },
            "The number of levels of both sides; len(book) is the same.")
        .def("__len__", [](DepthFace& face) { return face.get().level_count(); })
        .def(
            "checksum", [](DepthFace& face) { return face.get().checksum(); },
            "The venue's checksum of the book as it is, 0 or more; None without a rule for it, or "
            "where a number is too large for it.")
        .def(
            "quantity_at",
            [](DepthFace& face, Number<std::int64_t> side, Number<std::int64_t> price) {
                const Side of = checked_side(side);
                const std::int64_t ticks = price.value("price");
                // No level lies at 0 or below.
                return ticks > 0 ? face.get().quantity_at(of, Price{ticks}).count() : 0;
            },
            py::arg("side"), py::arg("price"),
            "The lots of the level of a side (+1 bid, -1 ask) at a price in ticks; 0 without one.");
}

}  // namespace

void register_depth_book(const py::module_& module) {
    py::class_<BoundDepth>(module, "BoundDepthMessages",
                           R"(Messages bound to a book by DepthBook.bind.

The array is checked once and viewed, not copied: refill its rows and call again.
)")
        .def("__call__", &BoundDepth::apply, py::arg("start"), py::arg("stop") = py::none(),
             R"(Apply the rows from start to stop, or the one row start.

Args:
    start: The first row, from 0.
    stop: The row after the last; start + 1 unless given.

Returns:
    The number of rows applied, not skipped.

Raises:
    BookError: A fault, with its row in the bound array; see DepthBook.apply.
    IndexError: Rows outside the array.
)")
        .def("__len__", &BoundDepth::size);

    py::class_<DepthFace> type{module, "DepthBook",
                               "A mirror of one instrument's book, market by price."};
    type.def(
        py::init([](ChecksumKind checksum, std::uint64_t price_factor, unsigned price_places,
                    std::uint64_t quantity_factor, unsigned quantity_places, std::size_t levels) {
            return std::make_unique<DepthFace>(book::DepthRules{
                .checksum = {.kind = checksum,
                             .price = {.factor = price_factor, .places = price_places},
                             .quantity = {.factor = quantity_factor, .places = quantity_places}},
                .levels = levels});
        }),
        py::kw_only(), py::arg("checksum"), py::arg("price_factor"), py::arg("price_places"),
        py::arg("quantity_factor"), py::arg("quantity_places"), py::arg("levels"));
    type.def(py::init([](const py::object& snapshot) {
                 return std::make_unique<DepthFace>(DepthBook::restore(snapshot_view(snapshot)));
             }),
             py::arg("snapshot"));
    define_apply(type);
    define_reads(type);
    define_state(type);
}

}  // namespace swarmcore::bindings
