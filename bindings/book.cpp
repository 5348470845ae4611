#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"

namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using book::DepthLevel;
using book::Execution;
using book::MatchingEngine;
using book::OrderBook;
using book::OrderCommand;

/// A core object and whether a batch runs on it without the GIL. The flag is read and written
/// under the GIL only; a call that comes meanwhile is refused instead of racing.
template <class Core>
class Guarded {
  public:
    template <class... Arguments>
    explicit Guarded(Arguments&&... arguments) : core_{std::forward<Arguments>(arguments)...} {}

    [[nodiscard]] Core& get() {
        if (busy_) {
            throw std::runtime_error{
                "book: expected no call while a batch runs in another thread, was called"};
        }
        return core_;
    }

    /// Runs `work(core)` without the GIL; it must touch no Python object.
    template <class Work>
    auto run(Work&& work) {
        Core& core = get();
        const Busy busy{busy_};
        const py::gil_scoped_release release;
        return std::forward<Work>(work)(core);
    }

  private:
    class Busy {
      public:
        explicit Busy(bool& flag) : flag_{flag} { flag_ = true; }
        Busy(const Busy&) = delete;
        Busy& operator=(const Busy&) = delete;
        ~Busy() { flag_ = false; }

      private:
        bool& flag_;
    };

    Core core_;
    bool busy_ = false;
};

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

/// The engine and the buffer of executions that its calls reuse.
struct EngineState {
    explicit EngineState(std::size_t instruments) : engine{instruments} {}

    MatchingEngine engine;
    std::vector<Execution> executions;
};

using EngineFace = Guarded<EngineState>;

using Best = std::optional<std::pair<std::int64_t, std::int64_t>>;
using Levels = py::array_t<std::int64_t>;

Best best(const std::optional<DepthLevel>& level) {
    if (!level) return std::nullopt;
    return std::pair{level->price.count(), level->quantity.count()};
}

Levels level_array(const std::vector<DepthLevel>& levels) {
    Levels array{{static_cast<py::ssize_t>(levels.size()), py::ssize_t{3}}};
    std::int64_t* cell = array.mutable_data();
    for (const DepthLevel& level : levels) {
        *cell++ = level.price.count();
        *cell++ = level.quantity.count();
        *cell++ = level.orders;
    }
    return array;
}

std::size_t checked_levels(py::ssize_t levels) {
    if (levels >= 0) return static_cast<std::size_t>(levels);
    throw py::value_error("levels: expected 0 or more, was " + std::to_string(levels));
}

std::size_t checked_instrument(py::ssize_t instrument, const MatchingEngine& engine) {
    if (instrument >= 0) return static_cast<std::size_t>(instrument);
    throw py::index_error("instrument: expected 0 to " +
                          std::to_string(engine.instrument_count() - 1) + ", was " +
                          std::to_string(instrument));
}

py::typing::Tuple<Levels, Levels> depth_pair(const std::vector<DepthLevel>& bids,
                                             const std::vector<DepthLevel>& asks) {
    return py::make_tuple(level_array(bids), level_array(asks));
}

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

void register_matching_engine(const py::module_& module) {
    py::class_<EngineFace>(module, "MatchingEngine",
                           "Matches orders of many instruments by price, then time.")
        .def(py::init<std::size_t>(), py::arg("instruments"))
        .def(
            "process",
            [](EngineFace& face, const RecordArray& commands) {
                const auto view = record_view<OrderCommand>(commands, "commands");
                // The view stays valid without the GIL: the caller's reference keeps the array.
                face.run([&](EngineState& state) {
                    state.executions.clear();
                    state.engine.process(view, state.executions);
                });
                const std::vector<Execution>& executions = face.get().executions;
                py::array_t<Execution> result{static_cast<py::ssize_t>(executions.size())};
                std::ranges::copy(executions, result.mutable_data());
                return py::reinterpret_steal<RecordArray>(result.release());
            },
            py::arg("commands"),
            R"(Process commands in order, without the GIL.

Args:
    commands: One-dimensional C-contiguous array of ORDER_COMMAND, not written to meanwhile.

Returns:
    A new array of EXECUTION: all that the commands did, in order. A command that makes no sense
    is rejected there, with its RejectReason.

Raises:
    TypeError, ValueError: Another dtype, shape or layout.
)")
        .def(
            "best_bid",
            [](EngineFace& face, py::ssize_t instrument) {
                const MatchingEngine& engine = face.get().engine;
                return best(engine.best_bid(checked_instrument(instrument, engine)));
            },
            py::arg("instrument"), "The best bid as (price in ticks, quantity in lots), or None.")
        .def(
            "best_ask",
            [](EngineFace& face, py::ssize_t instrument) {
                const MatchingEngine& engine = face.get().engine;
                return best(engine.best_ask(checked_instrument(instrument, engine)));
            },
            py::arg("instrument"), "The best ask as (price in ticks, quantity in lots), or None.")
        .def(
            "depth",
            [](EngineFace& face, py::ssize_t instrument, py::ssize_t levels) {
                const MatchingEngine& engine = face.get().engine;
                const std::size_t index = checked_instrument(instrument, engine);
                const std::size_t count = checked_levels(levels);
                return depth_pair(engine.depth(index, Side::bid, count),
                                  engine.depth(index, Side::ask, count));
            },
            py::arg("instrument"), py::arg("levels"),
            R"(The best levels of both sides of an instrument.

Args:
    instrument: Its index, from 0.
    levels: At most how many a side.

Returns:
    Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
    first.
)")
        .def(
            "state_hash", [](EngineFace& face) { return face.get().engine.state_hash(); },
            "A 64-bit digest of levels, queues, ids, owners and quantities, whatever led to them.")
        .def_property_readonly(
            "order_count", [](EngineFace& face) { return face.get().engine.order_count(); },
            "The number of orders at rest.");
}

}  // namespace

void register_book(py::module_& module) {
    const py::module_ book = module.def_submodule(
        "book", "Order book mirror and matching engine; prices in ticks, quantities in lots.");
    register_book_records(book);
    register_order_book(book);
    register_matching_engine(book);
}

}  // namespace swarmcore::bindings
