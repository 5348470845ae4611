#include "swarmcore/feed/apply_counting.hpp"

#include <pybind11/native_enum.h>

#include <algorithm>
#include <cstdint>

#include "arrays.hpp"
#include "bindings.hpp"
#include "guarded.hpp"
#include "swarmcore/book/order_book.hpp"

namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using book::BookStatus;
using book::OrderBook;
using feed::ApplyCounts;

using BookFace = Guarded<OrderBook>;

void register_book_status(const py::module_& module) {
    py::native_enum<BookStatus>(module, "BookStatus", "enum.IntEnum",
                                "What became of a message that was applied to a book.")
        .value("APPLIED", BookStatus::applied)
        .value("UNKNOWN_INSTRUMENT", BookStatus::unknown_instrument)
        .value("TIME_WENT_BACK", BookStatus::time_went_back)
        .value("UNKNOWN_KIND", BookStatus::unknown_kind)
        .value("UNKNOWN_ORDER", BookStatus::unknown_order)
        .value("DUPLICATE_ORDER", BookStatus::duplicate_order)
        .value("BAD_SIDE", BookStatus::bad_side)
        .value("BAD_PRICE", BookStatus::bad_price)
        .value("BAD_QUANTITY", BookStatus::bad_quantity)
        .value("QUANTITY_EXCEEDS_ORDER", BookStatus::quantity_exceeds_order)
        .value("QUANTITY_OVERFLOW", BookStatus::quantity_overflow)
        .finalize();
}

}  // namespace

void register_apply_counting(py::module_& module) {
    register_book_status(module);
    module.def(
        "apply_counting",
        [](BookFace& face, const RecordArray& messages) {
            const auto view = record_view<BookMessage>(messages, "messages");
            // The view stays valid without the GIL: the caller's reference keeps the array.
            const ApplyCounts counts =
                face.run([&](OrderBook& book) { return feed::apply_counting(book, view); });
            const auto refused = static_cast<py::ssize_t>(counts.refused.size());
            py::array_t<std::int64_t> rows{refused};
            py::array_t<std::uint8_t> causes{refused};
            std::ranges::transform(counts.refused, rows.mutable_data(), [](const auto& each) {
                return static_cast<std::int64_t>(each.row);
            });
            std::ranges::transform(counts.refused, causes.mutable_data(), [](const auto& each) {
                return static_cast<std::uint8_t>(each.status);
            });
            return py::make_tuple(counts.applied, rows, causes);
        },
        py::arg("book"), py::arg("messages"),
        R"(Apply every message that a book takes, without the GIL, and tell of the others.

Args:
    book: An order book.
    messages: One-dimensional C-contiguous array of BOOK_MESSAGE, not written to meanwhile.

Returns:
    How many were applied, the rows of those refused (int64) and why (uint8, BookStatus).

Raises:
    TypeError, ValueError: Another dtype, shape or layout.
)");
}

}  // namespace swarmcore::bindings
