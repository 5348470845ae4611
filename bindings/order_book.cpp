#include "swarmcore/book/order_book.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "depth.hpp"
#include "guarded.hpp"
#include "swarmcore/book/message.hpp"

namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using book::OrderBook;

using BookFace = Guarded<OrderBook>;

/// Messages checked once, to be applied again and again as their owner refills them.
class BoundMessages {
  public:
    BoundMessages(BookFace& face, RecordArray array)
        : face_{face},
          array_{std::move(array)},
          messages_{record_view<BookMessage>(array_, "messages")} {}

    [[nodiscard]] std::size_t size() const { return messages_.size(); }

    std::size_t apply(py::ssize_t start, std::optional<py::ssize_t> stop) {
        const py::ssize_t end = stop.value_or(start + 1);
        if (start < 0 || end < start || end > static_cast<py::ssize_t>(messages_.size())) {
            throw py::index_error(
                "start, stop: expected 0 <= start <= stop <= " + std::to_string(messages_.size()) +
                ", was " + std::to_string(start) + ", " + std::to_string(end));
        }
        const auto first = static_cast<std::size_t>(start);
        const auto slice = messages_.subspan(first, static_cast<std::size_t>(end - start));
        // For a single message, releasing the GIL would cost more than the work.
        if (slice.size() <= 1) return face_.get().apply(slice, first);
        return face_.run([&](OrderBook& book) { return book.apply(slice, first); });
    }

  private:
    BookFace& face_;  // kept alive by keep_alive in the binding
    RecordArray array_;
    std::span<const BookMessage> messages_;
};

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

    py::class_<BookFace>(module, "OrderBook", "A mirror of one instrument's book.")
        .def(py::init<>())
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
        .def_property_readonly(
            "best_bid", [](BookFace& face) { return best(face.get().best_bid()); },
            "The best bid as (price in ticks, quantity in lots), or None.")
        .def_property_readonly(
            "best_ask", [](BookFace& face) { return best(face.get().best_ask()); },
            "The best ask as (price in ticks, quantity in lots), or None.")
        .def(
            "depth",
            [](BookFace& face, py::ssize_t levels) {
                const OrderBook& book = face.get();
                const std::size_t count = checked_levels(levels);
                return depth_pair(book.depth(Side::bid, count), book.depth(Side::ask, count));
            },
            py::arg("levels"),
            R"(The best levels of both sides.

Args:
    levels: At most how many a side.

Returns:
    Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
    first.
)")
        .def(
            "queue_ahead",
            [](BookFace& face, std::uint64_t order_id) {
                const auto ahead = face.get().queue_ahead(OrderId{order_id});
                if (ahead) return ahead->count();
                throw py::value_error("order_id: expected an order in the book, was " +
                                      std::to_string(order_id));
            },
            py::arg("order_id"),
            R"(The lots that trade before an order at its own price.

Raises:
    ValueError: No such order in the book.
)")
        .def(
            "state_hash", [](BookFace& face) { return face.get().state_hash(); },
            "A 64-bit digest of levels, queues, ids and quantities, whatever led to them.")
        .def_property_readonly(
            "order_count", [](BookFace& face) { return face.get().order_count(); },
            "The number of orders in the book; len(book) is the same.")
        .def("__len__", [](BookFace& face) { return face.get().order_count(); });
}

}  // namespace swarmcore::bindings
