#include "swarmcore/book/order_book.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "book_reads.hpp"
#include "bound.hpp"
#include "guarded.hpp"
#include "numbers.hpp"
#include "swarmcore/book/message.hpp"

namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using book::OrderBook;

using BookFace = Guarded<OrderBook>;

using BoundMessages = Bound<OrderBook, BookMessage>;

}  // namespace

void register_order_book(const py::module_& module) {
    py::class_<BoundMessages>(module, "BoundMessages",
                              R"(Messages bound to a book by OrderBook.bind.

The array is checked once and viewed, not copied: refill its rows and call again.
)")
        .def("__call__", &BoundMessages::apply, py::arg("start"), py::arg("stop") = py::none(),
             R"(Apply the rows from start to stop, or the one row start.

Args:
    start: The first row, from 0.
    stop: The row after the last; start + 1 unless given.

Returns:
    The number of messages applied.

Raises:
    BookError: A bad message, with its row in the bound array; see OrderBook.apply.
    IndexError: Rows outside the array.
)")
        .def("__len__", &BoundMessages::size);

    py::class_<BookFace> type{module, "OrderBook", "A mirror of one instrument's book."};
    type.def(py::init<>())
        .def(py::init([](const py::object& snapshot) {
                 return std::make_unique<BookFace>(OrderBook::restore(snapshot_view(snapshot)));
             }),
             py::arg("snapshot"))
        .def(
            "apply",
            [](BookFace& face, const RecordArray& messages) {
                const auto view = record_view<BookMessage>(messages, "messages");
                // The view stays valid without the GIL: the caller's reference keeps the array.
                return face.run([&](OrderBook& book) { return book.apply(view); });
            },
            py::arg("messages"),
            R"(Apply messages in order, without the GIL.

Args:
    messages: One-dimensional C-contiguous array of BOOK_MESSAGE, not written to meanwhile.

Returns:
    The number of messages applied: all of them.

Raises:
    BookError: A bad message. `row` is its row; the rows before it are applied, and the book is as
        it was before it.
    TypeError, ValueError: Another dtype, shape or layout.
)")
        .def(
            "bind",
            [](BookFace& face, RecordArray messages) {
                return BoundMessages{face, std::move(messages)};
            },
            py::arg("messages"), py::keep_alive<0, 1>(),
            R"(Check an array of messages once, so that applying rows of it costs no check.

Args:
    messages: One-dimensional C-contiguous array of BOOK_MESSAGE.

Returns:
    A callable: bound(row) applies one row, bound(start, stop) a slice. The rows are read when it
    is called, so that the same array can be refilled.
)")
        .def(
            "queue_ahead",
            [](BookFace& face, Number<std::uint64_t> order_id) {
                const std::uint64_t id = order_id.value("order_id");
                const auto ahead = face.get().queue_ahead(OrderId{id});
                if (ahead) return ahead->count();
                throw py::value_error("order_id: expected an order in the book, was " +
                                      std::to_string(id));
            },
            py::arg("order_id"),
            R"(The lots that trade before an order at its own price.

Raises:
    ValueError: No such order in the book.
)")
        .def_property_readonly(
            "order_count", [](BookFace& face) { return face.get().order_count(); },
            "The number of orders in the book; len(book) is the same.")
        .def("__len__", [](BookFace& face) { return face.get().order_count(); });
    define_reads(type);
}

}  // namespace swarmcore::bindings
