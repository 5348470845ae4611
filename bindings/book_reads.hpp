#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "depth.hpp"
#include "guarded.hpp"
#include "numbers.hpp"
#include "swarmcore/book/quotes.hpp"

/// What every book says of itself, bound alike for each.
namespace swarmcore::bindings {

[[nodiscard]] inline Side checked_side(const Number<std::int64_t>& side) {
    const std::int64_t value = side.value("side");
    if (value == 1) return Side::bid;
    if (value == -1) return Side::ask;
    throw py::value_error("side: expected +1 or -1, was " + std::to_string(value));
}

[[nodiscard]] inline py::bytes to_bytes(const std::vector<unsigned char>& snapshot) {
    // A char is a byte, too.
    return {reinterpret_cast<const char*>(snapshot.data()), snapshot.size()};
}

/// The bytes of a snapshot, valid as long as the object. Raises TypeError where it is not bytes:
/// pybind11 itself would put all of another object into the error.
[[nodiscard]] inline std::span<const unsigned char> snapshot_view(const py::object& snapshot) {
    if (!py::isinstance<py::bytes>(snapshot)) {
        throw py::type_error(std::string{"snapshot: expected bytes, was "} +
                             Py_TYPE(snapshot.ptr())->tp_name);
    }
    return {reinterpret_cast<const unsigned char*>(PyBytes_AS_STRING(snapshot.ptr())),
            static_cast<std::size_t>(PyBytes_GET_SIZE(snapshot.ptr()))};
}

/// Defines the read interface on the class of a guarded book.
template <class Book>
void define_reads(py::class_<Guarded<Book>>& type) {
    using Face = Guarded<Book>;
    type.def_property_readonly(
            "best_bid", [](Face& face) { return best(face.get().best_bid()); },
            "The best bid as (price in ticks, quantity in lots), or None.")
        .def_property_readonly(
            "best_ask", [](Face& face) { return best(face.get().best_ask()); },
            "The best ask as (price in ticks, quantity in lots), or None.")
        .def_property_readonly(
            "spread",
            [](Face& face) -> std::optional<std::int64_t> {
                const auto ticks = book::spread(face.get().quotes());
                return ticks ? std::optional{ticks->count()} : std::nullopt;
            },
            "Best ask less best bid in ticks, or None where a side is empty.")
        .def_property_readonly(
            "mid", [](Face& face) { return book::mid(face.get().quotes()); },
            "Half-way between the best prices, in ticks, or None where a side is empty.")
        .def_property_readonly(
            "microprice", [](Face& face) { return book::microprice(face.get().quotes()); },
            R"(The best prices' mean in ticks, each weighted by the quantity of the other side.

(bid * ask quantity + ask * bid quantity) / (bid quantity + ask quantity), or None where a side is
empty. Source: Gatheral and Oomen, Zero-intelligence realized variance estimation, 2010.
)")
        .def(
            "imbalance",
            [](Face& face, const Number<std::int64_t>& levels) {
                return face.get().imbalance(checked_levels(levels));
            },
            py::arg("levels"),
            R"((B - A) / (B + A) of the quantities B and A of the best bids and asks.

Args:
    levels: At most how many levels a side.

Returns:
    -1 to +1, or None where there is no level.
)")
        .def(
            "depth",
            [](Face& face, const Number<std::int64_t>& levels) {
                const Book& core = face.get();
                const std::size_t count = checked_levels(levels);
                return depth_pair(core.depth(Side::bid, count), core.depth(Side::ask, count));
            },
            py::arg("levels"),
            R"(The best levels of both sides.

Args:
    levels: At most how many a side.

Returns:
    Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
    first. A feed by price tells no order counts: they are 0.
)")
        .def(
            "price_to_fill",
            [](Face& face, Number<std::int64_t> side, Number<std::int64_t> quantity) {
                const Side taker = checked_side(side);
                const std::int64_t lots = quantity.value("quantity");
                if (lots <= 0) {
                    throw py::value_error("quantity: expected 1 or more, was " +
                                          std::to_string(lots));
                }
                return face.get().price_to_fill(taker, Quantity{lots});
            },
            py::arg("side"), py::arg("quantity"),
            R"(The mean price, weighted by quantity, at which a taker fills.

Args:
    side: Of the taker: +1 buys from the asks, -1 sells to the bids.
    quantity: In lots, 1 or more.

Returns:
    A price in ticks, or None where the book holds too little.
)")
        .def(
            "order_flow_imbalance",
            [](Face& face) { return face.get().order_flow_imbalance().count(); },
            R"(The order-flow imbalance since the last read, in lots; the next read starts from 0.

What joined the best bid less what left it, and the other way around for the best ask. Source: Cont,
Kukanov and Stoikov, The price impact of order book events, 2014, equation 1.
)")
        .def(
            "state_hash", [](Face& face) { return face.get().state_hash(); },
            "A 64-bit digest of the content, whatever led to it.")
        .def(
            "snapshot", [](Face& face) { return to_bytes(face.get().snapshot()); },
            "All that the book is, as bytes with a checksum: see restore.");
}

}  // namespace swarmcore::bindings
