#include "swarmcore/book/matching_engine.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "book_reads.hpp"
#include "bound.hpp"
#include "depth.hpp"
#include "guarded.hpp"
#include "numbers.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::bindings {

namespace {

using book::Execution;
using book::MatchingAlgorithm;
using book::MatchingEngine;
using book::OrderCommand;

using EngineFace = Guarded<MatchingEngine>;

std::size_t checked_instrument(const Number<std::int64_t>& instrument,
                               const MatchingEngine& engine) {
    const std::int64_t value = instrument.value("instrument");
    if (value >= 0) return static_cast<std::size_t>(value);
    throw py::index_error("instrument: expected 0 to " +
                          std::to_string(engine.instrument_count() - 1) + ", was " +
                          std::to_string(value));
}

std::uint32_t checked_owner(const Number<std::int64_t>& owner) {
    const std::int64_t value = owner.value("owner");
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    if (value >= 0 && value <= most) return static_cast<std::uint32_t>(value);
    throw py::value_error("owner: expected 0 to " + std::to_string(most) + ", was " +
                          std::to_string(value));
}

/// A new array of records, which are those of the engine only until its next call. NumPy would look
/// at every field of the dtype to clear memory of its own: it is given some instead.
template <class Record>
RecordArray copied(std::span<const Record> records) {
    auto memory = std::make_unique_for_overwrite<Record[]>(  // NOLINT(*-avoid-c-arrays)
        records.size());
    std::ranges::copy(records, memory.get());
    const Record* const data = memory.get();
    const py::capsule owner{memory.release(), [](void* array) {
                                const std::unique_ptr<Record[]> freed{// NOLINT(*-avoid-c-arrays)
                                                                      static_cast<Record*>(array)};
                            }};
    py::array_t<Record> result{static_cast<py::ssize_t>(records.size()), data, owner};
    return py::reinterpret_steal<RecordArray>(result.release());
}

RecordArray process(EngineFace& face, std::span<const OrderCommand> commands) {
    // For a single command, releasing the GIL would cost more than the work.
    if (commands.size() <= 1) return copied(face.get().run(commands));
    return copied(face.run([&](MatchingEngine& engine) { return engine.run(commands); }));
}

/// Commands checked once, to be processed again and again as their owner refills them.
class BoundCommands {
  public:
    BoundCommands(EngineFace& face, RecordArray array)
        : face_{face},
          array_{std::move(array)},
          commands_{record_view<OrderCommand>(array_, "commands")} {}

    [[nodiscard]] std::size_t size() const { return commands_.size(); }

    RecordArray process(const Row& start, const std::optional<Row>& stop) {
        return bindings::process(face_, rows_of(commands_, start, stop));
    }

  private:
    EngineFace& face_;  // kept alive by keep_alive in the binding
    RecordArray array_;
    std::span<const OrderCommand> commands_;
};

void register_bound_commands(const py::module_& module) {
    py::class_<BoundCommands>(module, "BoundCommands",
                              R"(Commands bound to an engine by MatchingEngine.bind.

The array is checked once and viewed, not copied: refill its rows and call again.
)")
        .def("__call__", &BoundCommands::process, py::arg("start"), py::arg("stop") = py::none(),
             R"(Process the rows from start to stop, or the one row start.

Args:
    start: The first row, from 0.
    stop: The row after the last; start + 1 unless given.

Returns:
    A new array of EXECUTION; see MatchingEngine.process.

Raises:
    IndexError: Rows outside the array.
)")
        .def("__len__", &BoundCommands::size);
}

void define_commands(py::class_<EngineFace>& type) {
    type.def(
            "process",
            [](EngineFace& face, const RecordArray& commands) {
                // The view stays valid without the GIL: the caller's reference keeps the array.
                return process(face, record_view<OrderCommand>(commands, "commands"));
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
            "bind",
            [](EngineFace& face, RecordArray commands) {
                return BoundCommands{face, std::move(commands)};
            },
            py::arg("commands"), py::keep_alive<0, 1>(),
            R"(Check an array of commands once, so that processing rows of it costs no check.

Args:
    commands: One-dimensional C-contiguous array of ORDER_COMMAND.

Returns:
    A callable: bound(row) processes one row, bound(start, stop) a slice. The rows are read when
    it is called, so that the same array can be refilled.
)");
}

void define_book_reads(py::class_<EngineFace>& type) {
    type.def(
            "best_bid",
            [](EngineFace& face, const Number<std::int64_t>& instrument) {
                const MatchingEngine& engine = face.get();
                return best(engine.best_bid(checked_instrument(instrument, engine)));
            },
            py::arg("instrument"), "The best bid as (price in ticks, quantity in lots), or None.")
        .def(
            "best_ask",
            [](EngineFace& face, const Number<std::int64_t>& instrument) {
                const MatchingEngine& engine = face.get();
                return best(engine.best_ask(checked_instrument(instrument, engine)));
            },
            py::arg("instrument"), "The best ask as (price in ticks, quantity in lots), or None.")
        .def(
            "depth",
            [](EngineFace& face, const Number<std::int64_t>& instrument,
               const Number<std::int64_t>& levels) {
                const MatchingEngine& engine = face.get();
                const std::size_t index = checked_instrument(instrument, engine);
                const std::size_t count = checked_levels(levels);
                return depth_pair(engine.depth(index, Side::bid, count),
                                  engine.depth(index, Side::ask, count));
            },
            py::arg("instrument"), py::arg("levels"),
            R"(The best levels of both sides of an instrument, as shown.

Args:
    instrument: Its index, from 0.
    levels: At most how many a side.

Returns:
    Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
    first.
)")
        .def(
            "orders",
            [](EngineFace& face, const Number<std::int64_t>& instrument) {
                const MatchingEngine& engine = face.get();
                const auto orders = engine.orders(checked_instrument(instrument, engine));
                return copied(std::span{orders});
            },
            py::arg("instrument"),
            R"(The live orders of an instrument.

Returns:
    An array of ORDER_STATE: bids, best first in the order of their queues, asks likewise, then
    dormant, parked and held ones by arrival, and those in the line in its order.
)")
        .def_property_readonly(
            "order_count", [](EngineFace& face) { return face.get().order_count(); },
            "The number of live orders of all instruments, waiting ones included.");
}

void define_market_reads(py::class_<EngineFace>& type) {
    type.def(
            "position",
            [](EngineFace& face, const Number<std::int64_t>& owner,
               const Number<std::int64_t>& instrument) {
                const MatchingEngine& engine = face.get();
                return engine.position(checked_owner(owner),
                                       checked_instrument(instrument, engine));
            },
            py::arg("owner"), py::arg("instrument"),
            "The lots that an owner holds by the engine's own trades, negative when short.")
        .def(
            "phase",
            [](EngineFace& face, const Number<std::int64_t>& instrument) {
                const MatchingEngine& engine = face.get();
                return engine.phase(checked_instrument(instrument, engine));
            },
            py::arg("instrument"), "The present TradingPhase of an instrument.")
        .def(
            "bands",
            [](EngineFace& face, const Number<std::int64_t>& instrument) -> Best {
                const MatchingEngine& engine = face.get();
                const auto bands = engine.bands(checked_instrument(instrument, engine));
                if (bands == book::PriceBands{}) return std::nullopt;
                return std::pair{bands.lowest.count(), bands.highest.count()};
            },
            py::arg("instrument"), "The lowest and highest price in ticks, or None.")
        .def(
            "last_trade_price",
            [](EngineFace& face,
               const Number<std::int64_t>& instrument) -> std::optional<std::int64_t> {
                const MatchingEngine& engine = face.get();
                const Price price = engine.last_trade_price(checked_instrument(instrument, engine));
                if (price == Price{0}) return std::nullopt;
                return price.count();
            },
            py::arg("instrument"), "The price of the last trade in ticks, or None before it.")
        .def(
            "indicative",
            [](EngineFace& face, const Number<std::int64_t>& instrument) {
                const MatchingEngine& engine = face.get();
                const auto auction = engine.indicative(checked_instrument(instrument, engine));
                return std::tuple{auction.price.count(), auction.volume.count(),
                                  auction.imbalance.count()};
            },
            py::arg("instrument"),
            R"(What the present auction would do if it ended now.

Returns:
    Price in ticks, lots traded, and lots bought less lots sold at that price; (0, 0, 0) where
    there is no auction or nothing would trade.
)");
}

void define_state(py::class_<EngineFace>& type) {
    type.def(
            "state_hash", [](EngineFace& face) { return face.get().state_hash(); },
            "A 64-bit digest of orders, positions and instruments, whatever led to them.")
        .def(
            "snapshot", [](EngineFace& face) { return to_bytes(face.get().snapshot()); },
            "All that the engine is, as bytes with a checksum: see restore.");
}

}  // namespace

void register_matching_engine(const py::module_& module) {
    register_bound_commands(module);
    py::class_<EngineFace> type{module, "MatchingEngine",
                                "Matches orders of many instruments by the rules of a venue."};
    type.def(py::init([](std::size_t instruments, MatchingAlgorithm algorithm, std::int64_t minimum,
                         std::int64_t top_share) {
                 return std::make_unique<EngineFace>(
                     instruments,
                     book::MatchingRules{
                         .algorithm = algorithm, .minimum = minimum, .top_share = top_share});
             }),
             py::arg("instruments"), py::kw_only(), py::arg("algorithm"), py::arg("minimum"),
             py::arg("top_share"));
    type.def(
        py::init([](const py::object& snapshot) {
            return std::make_unique<EngineFace>(MatchingEngine::restore(snapshot_view(snapshot)));
        }),
        py::arg("snapshot"));
    define_commands(type);
    define_book_reads(type);
    define_market_reads(type);
    define_state(type);
    type.def_property_readonly(
        "instrument_count", [](EngineFace& face) { return face.get().instrument_count(); },
        "The number of instruments.");
    type.def_property_readonly(
        "_rules",
        [](EngineFace& face) {
            const book::MatchingRules& rules = face.get().rules();
            return std::tuple{rules.algorithm, rules.minimum, rules.top_share};
        },
        "Algorithm, minimum and top share.");
}

}  // namespace swarmcore::bindings
