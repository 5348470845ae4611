#include <pybind11/stl.h>

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "numbers.hpp"
#include "swarmcore/core/crc32.hpp"
#include "swarmcore/market/bars.hpp"

namespace swarmcore::bindings {

namespace {

using market::Bar;
using market::BarBuilder;
using market::ImbalanceParameters;
using market::ImbalanceRule;
using market::Measure;
using market::Row;
using market::RowFault;
using market::ThresholdRule;
using market::TimeRule;
using Int64Array = py::array_t<std::int64_t, py::array::c_style>;

/// Each member of a bar, by the name that it has in Python.
template <class Visitor>
void each_member(Visitor&& visit) {
    visit("first_row", &Bar::first_row);
    visit("last_row", &Bar::last_row);
    visit("complete_row", &Bar::complete_row);
    visit("ts", &Bar::ts);
    visit("complete_ts", &Bar::complete_ts);
    visit("ticks", &Bar::ticks);
    visit("open", &Bar::open);
    visit("high", &Bar::high);
    visit("low", &Bar::low);
    visit("close", &Bar::close);
    visit("volume", &Bar::volume);
    visit("dollar", &Bar::dollar);
    visit("vwap", &Bar::vwap);
}

/// Bars as columns: one array a member.
struct BarColumns {
    Int64Array first_row, last_row, complete_row, ts, complete_ts, ticks;
    Float64Array open, high, low, close, volume, dollar, vwap;
};

template <class Value>
py::array_t<Value, py::array::c_style> column(const std::vector<Bar>& bars, Value Bar::* member) {
    py::array_t<Value, py::array::c_style> array{static_cast<py::ssize_t>(bars.size())};
    Value* out = array.mutable_data();
    for (const Bar& bar : bars) *out++ = bar.*member;
    return array;
}

BarColumns to_columns(const std::vector<Bar>& bars) {
    return {column(bars, &Bar::first_row),    column(bars, &Bar::last_row),
            column(bars, &Bar::complete_row), column(bars, &Bar::ts),
            column(bars, &Bar::complete_ts),  column(bars, &Bar::ticks),
            column(bars, &Bar::open),         column(bars, &Bar::high),
            column(bars, &Bar::low),          column(bars, &Bar::close),
            column(bars, &Bar::volume),       column(bars, &Bar::dollar),
            column(bars, &Bar::vwap)};
}

std::string to_text(const Bar& bar) {
    const py::object self = py::cast(bar);
    std::string text = "BuiltBar(";
    each_member([&](const char* name, auto) {
        if (text.back() != '(') text += ", ";
        text += name;
        text += '=';
        text += static_cast<std::string>(py::repr(self.attr(name)));
    });
    return text + ')';
}

bool same(const Bar& left, const Bar& right) {
    bool equal = true;
    each_member([&](const char*, auto member) { equal &= left.*member == right.*member; });
    return equal;
}

template <class Builder>
std::optional<Bar> result(const Builder& builder) {
    if (!builder.finished()) return std::nullopt;
    return builder.bar();
}

template <class Builder>
std::optional<Bar> take(Builder& builder, const Row& row) {
    const RowFault fault = builder.update(row);
    if (fault != RowFault::none) {
        throw py::value_error(describe(fault, row, builder.last_ts()));
    }
    return result(builder);
}

/// All bars that `row_at` of each index completes, without the GIL: the caller holds the arrays.
template <class Builder, class RowAt>
BarColumns build(const Builder& builder, std::size_t size, const RowAt& row_at) {
    std::vector<Bar> bars;
    RowFault fault = RowFault::none;
    Builder fresh = builder.fresh();
    std::size_t row = 0;
    {
        const py::gil_scoped_release release;
        for (; row < size; ++row) {
            fault = fresh.update(row_at(row));
            if (fault != RowFault::none) break;
            for (bool more = fresh.finished(); more; more = fresh.next()) {
                bars.push_back(fresh.bar());
            }
        }
    }
    if (fault != RowFault::none) {
        throw py::value_error(describe(fault, row_at(row), fresh.last_ts()) + " in row " +
                              std::to_string(row));
    }
    return to_columns(bars);
}

template <class Builder>
BarColumns series(const Builder& builder, const py::object& ts, const py::object& price,
                  const py::object& quantity, const py::object& side) {
    const auto times = view<std::int64_t>(ts, "ts");
    const auto prices = view<double>(price, "price");
    const auto quantities = view<double>(quantity, "quantity");
    check_same_length(times.size(), "ts", prices.size(), "price");
    check_same_length(times.size(), "ts", quantities.size(), "quantity");
    std::span<const std::int8_t> sides;
    if (!side.is_none()) {
        sides = view<std::int8_t>(side, "side");
        check_same_length(times.size(), "ts", sides.size(), "side");
    }
    return build(builder, times.size(), [&](std::size_t i) {
        const std::int64_t taker = sides.empty() ? 0 : sides[i];
        return Row::trade(times[i], prices[i], quantities[i], taker);
    });
}

template <class Builder>
BarColumns series_of_bars(const Builder& builder, const py::object& ts, const py::object& open,
                          const py::object& high, const py::object& low, const py::object& close,
                          const py::object& volume) {
    const auto times = view<std::int64_t>(ts, "ts");
    constexpr std::array names{"open", "high", "low", "close", "volume"};
    const std::array objects{&open, &high, &low, &close, &volume};
    std::array<std::span<const double>, names.size()> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        columns[i] = view<double>(*objects[i], names[i]);
        check_same_length(times.size(), "ts", columns[i].size(), names[i]);
    }
    return build(builder, times.size(), [&](std::size_t i) {
        return Row::bar(times[i], columns[0][i], columns[1][i], columns[2][i], columns[3][i],
                        columns[4][i]);
    });
}

/// A builder as bytes: its name, itself and a checksum of both.
template <class Builder>
py::bytes save(const Builder& builder, std::string_view name) {
    std::string text{name};
    text.append(reinterpret_cast<const char*>(&builder), sizeof(Builder));
    Crc32 sum;
    sum.update(text);
    const auto value = sum.value();
    text.append(reinterpret_cast<const char*>(&value), sizeof(value));
    return py::bytes{text};
}

template <class Builder>
Builder restore(const py::bytes& state, std::string_view name) {
    const auto text = static_cast<std::string_view>(state);
    std::array<char, sizeof(Builder)> bytes{};
    std::uint32_t value = 0;
    const bool fits = text.size() == name.size() + bytes.size() + sizeof(value);
    Crc32 sum;
    if (fits) {
        sum.update(text.substr(0, text.size() - sizeof(value)));
        text.copy(bytes.data(), bytes.size(), name.size());
        text.copy(reinterpret_cast<char*>(&value), sizeof(value), text.size() - sizeof(value));
    }
    if (!fits || value != sum.value() || text.substr(0, name.size()) != name) {
        throw py::value_error("state: expected that of a " + std::string{name} + ", was another");
    }
    return std::bit_cast<Builder>(bytes);
}

/// What all builders have; a class's own constructor and parameters are added to it.
template <class Rule>
py::class_<BarBuilder<Rule>> add_builder(const py::module_& module, const char* name,
                                         const char* documentation) {
    using Builder = BarBuilder<Rule>;
    py::class_<Builder> type{module, name, documentation};
    type.def(
            "update",
            [](Builder& self, Number<std::int64_t> ts, Number<double> price,
               Number<double> quantity, Number<std::int64_t> side) {
                return take(self, Row::trade(ts.value("ts"), price.value("price"),
                                             quantity.value("quantity"), side.value("side")));
            },
            py::arg("ts"), py::arg("price"), py::arg("quantity"), py::arg("side") = 0,
            R"(Take a trade and give the bar that it completes, or None.

Args:
    ts: Nanoseconds UTC, not before the row before.
    price: Finite and above 0.
    quantity: Finite and 0 or more.
    side: Of who took: 1 buyer, -1 seller, 0 unknown.

Raises:
    TypeError: An argument is no number, named; the builder is as before.
    ValueError: An argument is out of its range, named; the builder is as before.
)")
        .def(
            "series",
            [](const Builder& self, const py::object& ts, const py::object& price,
               const py::object& quantity,
               const py::object& side) { return series(self, ts, price, quantity, side); },
            py::arg("ts"), py::arg("price"), py::arg("quantity"), py::arg("side") = py::none(),
            R"(All bars of a series of trades, as a new builder gives them one at a time.

This builder stays as it is. The unfinished bar at the end is not given.

Args:
    ts: int64 array.
    price: float64 array of that length.
    quantity: float64 array of that length.
    side: int8 array of that length; None where no side is known.

Raises:
    TypeError: An argument is not such an array, named.
    ValueError: Lengths differ, or a row cannot be right, named with its row.
)")
        .def(
            "next",
            [](Builder& self) -> std::optional<Bar> {
                self.next();
                return result(self);
            },
            "Give a further bar that the last row completed, an empty interval, or None.")
        .def_property_readonly("partial", &Builder::partial,
                               "The bar in the making, or None before its first row.")
        .def_property_readonly("rows", &Builder::rows, "How many rows were taken.")
        .def("reset", &Builder::reset, "Forget every row.")
        .def(
            "copy", [](const Builder& self) { return self; },
            "A builder of its own that has taken the same rows.")
        .def("__copy__", [](const Builder& self) { return self; })
        .def(
            "__deepcopy__", [](const Builder& self, const py::object&) { return self; },
            py::arg("memo"))
        .def(py::pickle([name](const Builder& self) { return save(self, name); },
                        [name](const py::bytes& state) { return restore<Builder>(state, name); }));
    if constexpr (!std::is_same_v<Rule, ImbalanceRule>) {
        type.def(
                "update_bar",
                [](Builder& self, Number<std::int64_t> ts, Number<double> open, Number<double> high,
                   Number<double> low, Number<double> close, Number<double> volume) {
                    return take(self, Row::bar(ts.value("ts"), open.value("open"),
                                               high.value("high"), low.value("low"),
                                               close.value("close"), volume.value("volume")));
                },
                py::arg("ts"), py::arg("open"), py::arg("high"), py::arg("low"), py::arg("close"),
                py::arg("volume"),
                R"(As `update`, of a finer bar: one row, whose `ts` is the time of its opening.

Its dollar value is taken as volume x (high + low + close) / 3.
)")
            .def("series_of_bars", &series_of_bars<Builder>, py::arg("ts"), py::arg("open"),
                 py::arg("high"), py::arg("low"), py::arg("close"), py::arg("volume"),
                 "As `series`, of finer bars: float64 arrays beside ts, as `update_bar` takes "
                 "them.");
    }
    return type;
}

template <Measure measure>
void add_threshold_builder(const py::module_& module, const char* name, const std::string& what) {
    using Rule = ThresholdRule<measure>;
    const std::string documentation = what + R"(

A bar is known with the row that completes it. Rows are not split: what the last one brings beyond
the threshold stays in its bar, and the next bar begins at 0. Not safe to update from two threads
at a time.

Args:
    threshold: Finite and above 0.

Raises:
    TypeError: The threshold is no number.
    ValueError: The threshold is out of its range.
)";
    add_builder<Rule>(module, name, documentation.c_str())
        .def(py::init([](Number<double> threshold) {
                 return BarBuilder<Rule>{Rule{threshold.value("threshold")}};
             }),
             py::arg("threshold"))
        .def_property_readonly(
            "threshold", [](const BarBuilder<Rule>& self) { return self.rule().threshold(); },
            "As given to the constructor.");
}

void add_time_builder(const py::module_& module) {
    using Builder = BarBuilder<TimeRule>;
    add_builder<TimeRule>(module, "TimeBarBuilder",
                          R"(Builds a bar an interval of time, on a grid.

Intervals are [origin + k * interval, origin + (k + 1) * interval); a bar's `ts` is its start. It is
known only with the first later event, a row or `advance`, that lies beyond it: nothing before says
that no further trade comes. Not safe to update from two threads at a time.

Args:
    interval: Nanoseconds, 1 to 2**60.
    origin: A time at which an interval begins, nanoseconds UTC.
    empty: What an interval without rows gives: no bar ("skip"), or one at the last close with
        volume 0 ("fill"), never before the first row. A row can then complete several bars:
        `update` gives the first, `next` the others, and the next `update` needs them taken. A gap
        of more than 2**24 intervals is refused.

Raises:
    TypeError: A parameter is of another type, named.
    ValueError: A parameter is out of its range, named.
)")
        .def(py::init([](Number<std::int64_t> interval, Number<std::int64_t> origin,
                         const std::string& empty) {
                 if (empty != "skip" && empty != "fill") {
                     throw py::value_error("empty: expected 'skip' or 'fill', was '" + empty + "'");
                 }
                 return Builder{
                     TimeRule{interval.value("interval"), origin.value("origin"), empty == "fill"}};
             }),
             py::arg("interval"), py::kw_only(), py::arg("origin") = 0, py::arg("empty") = "skip")
        .def(
            "advance",
            [](Builder& self, Number<std::int64_t> ts) {
                const std::int64_t time = ts.value("ts");
                const RowFault fault = self.advance(time);
                if (fault != RowFault::none) {
                    throw py::value_error(describe(fault, Row{.ts = time}, self.last_ts()));
                }
                return result(self);
            },
            py::arg("ts"),
            R"(Say that it is now `ts`, without a row, and give the bar that this completes, or None.

Later rows must not be before it. `complete_row` of the bar is that of the row to come.
)")
        .def_property_readonly(
            "interval", [](const Builder& self) { return self.rule().interval(); },
            "As given to the constructor.")
        .def_property_readonly(
            "origin", [](const Builder& self) { return self.rule().origin(); },
            "As given to the constructor.")
        .def_property_readonly(
            "empty", [](const Builder& self) { return self.rule().fills() ? "fill" : "skip"; },
            "As given to the constructor.");
}

void add_imbalance_builder(const py::module_& module) {
    using Builder = BarBuilder<ImbalanceRule>;
    constexpr ImbalanceParameters standard{};
    add_builder<ImbalanceRule>(
        module, "ImbalanceBarBuilder",
        R"(Builds bars that end where trades are more one-sided than was to be expected.

A bar ends with the trade at which abs(theta) >= E[T] * abs(E[b v]) and theta is not 0, where theta
is the sum of b v over the bar, b the side of a trade and v is 1 ("tick"), its quantity ("volume")
or its value ("dollar"). Where the side is unknown it is that of the change of the price or, without
one, of the trade before; before the first change it counts 0. E[b v] is the exponentially weighted
mean over all trades and E[T] that of the trades a bar; both are taken when a bar begins.

Warm-up: the first bar has `expected_ticks` trades, since nothing is known before it, and E[T]
begins there. After it E[T] is kept within min_ticks and max_ticks; set both. Without them it runs
away where sides are nearly balanced: short bars make it expect shorter ones, long bars longer ones.

Lopez de Prado, Advances in Financial Machine Learning (2018), 2.3.2.1. Not safe to update from two
threads at a time.

Args:
    measure: "tick", "volume" or "dollar".
    expected_ticks: Trades of the first bar, min_ticks to max_ticks.
    tick_span: Span of the mean of b v in trades: its weight is 2 / (span + 1); 1 to 2**31.
    bar_span: Span of the mean of trades a bar, in bars; 1 to 2**31.
    min_ticks: Least E[T], 1 or more.
    max_ticks: Most E[T], min_ticks to 2**31.

Raises:
    TypeError: A parameter is of another type, named.
    ValueError: A parameter is out of its range, named.
)")
        .def(py::init([](const std::string& measure, Number<std::int64_t> expected_ticks,
                         Number<std::int64_t> tick_span, Number<std::int64_t> bar_span,
                         Number<std::int64_t> min_ticks, Number<std::int64_t> max_ticks) {
                 ImbalanceParameters parameters{
                     .measure = Measure::tick,
                     .expected_ticks = expected_ticks.value("expected_ticks"),
                     .tick_span = tick_span.value("tick_span"),
                     .bar_span = bar_span.value("bar_span"),
                     .min_ticks = min_ticks.value("min_ticks"),
                     .max_ticks = max_ticks.value("max_ticks")};
                 if (measure == "volume") {
                     parameters.measure = Measure::volume;
                 } else if (measure == "dollar") {
                     parameters.measure = Measure::dollar;
                 } else if (measure != "tick") {
                     throw py::value_error("measure: expected 'tick', 'volume' or 'dollar', was '" +
                                           measure + "'");
                 }
                 return Builder{ImbalanceRule{parameters}};
             }),
             py::arg("measure"), py::kw_only(), py::arg("expected_ticks"),
             py::arg("tick_span") = standard.tick_span, py::arg("bar_span") = standard.bar_span,
             py::arg("min_ticks") = standard.min_ticks, py::arg("max_ticks") = standard.max_ticks)
        .def_property_readonly(
            "threshold", [](const Builder& self) { return self.rule().threshold(); },
            "What abs(theta) has to reach in the bar in the making; NaN in the first bar.")
        .def_property_readonly(
            "imbalance", [](const Builder& self) { return self.rule().imbalance(); },
            "theta of the bar in the making.");
}

void check_rising(std::span<const std::int64_t> times, const char* name) {
    for (std::size_t i = 1; i < times.size(); ++i) {
        if (times[i] >= times[i - 1]) continue;
        throw py::value_error(std::string{name} + ": expected " + std::to_string(times[i - 1]) +
                              " or more, the one before it, was " + std::to_string(times[i]) +
                              " in row " + std::to_string(i));
    }
}

Float64Array as_of(const py::object& values, const py::object& known, const py::object& at,
                   bool allow_exact) {
    const auto numbers = view<double>(values, "values");
    const auto since = view<std::int64_t>(known, "known");
    const auto times = view<std::int64_t>(at, "at");
    check_same_length(numbers.size(), "values", since.size(), "known");
    check_rising(since, "known");
    check_rising(times, "at");
    Float64Array result{static_cast<py::ssize_t>(times.size())};
    double* out = result.mutable_data();
    double last = std::numeric_limits<double>::quiet_NaN();
    std::size_t next = 0;
    for (const std::int64_t time : times) {
        for (; next < since.size() && (allow_exact ? since[next] <= time : since[next] < time);
             ++next) {
            last = numbers[next];
        }
        *out++ = last;
    }
    return result;
}

}  // namespace

void register_market(py::module_& parent) {
    py::module_ module =
        parent.def_submodule("market", "Builders of bars, which swarmcore.market documents.");
    py::class_<Bar> bar{module, "BuiltBar",
                        R"(A bar that a builder has made.

Rows count from 0 at the builder's start: the bar holds `first_row` to `last_row` (none in an empty
interval, whose `last_row` is before its `first_row`) and is known from `complete_row` on, at
`complete_ts`; in the making, that is -1 and 0. `ts` is the start of a time bar's interval, else the
time of the first row. `ticks` counts rows, `dollar` sums price times quantity, and `vwap` is dollar
over volume, the close where the volume is 0.
)"};
    each_member([&bar](const char* name, auto member) { bar.def_readonly(name, member); });
    bar.def("__eq__",
            [](const Bar& self, const py::object& other) {
                return py::isinstance<Bar>(other) && same(self, other.cast<const Bar&>());
            })
        .def("__hash__",
             [](const Bar& self) {
                 return py::hash(py::make_tuple(self.first_row, self.last_row, self.ts));
             })
        .def("__repr__", &to_text);
    py::class_<BarColumns>(module, "BarColumns",
                           "Built bars as arrays, one a member of `BuiltBar`, all of one length.")
        .def_readonly("first_row", &BarColumns::first_row)
        .def_readonly("last_row", &BarColumns::last_row)
        .def_readonly("complete_row", &BarColumns::complete_row)
        .def_readonly("ts", &BarColumns::ts)
        .def_readonly("complete_ts", &BarColumns::complete_ts)
        .def_readonly("ticks", &BarColumns::ticks)
        .def_readonly("open", &BarColumns::open)
        .def_readonly("high", &BarColumns::high)
        .def_readonly("low", &BarColumns::low)
        .def_readonly("close", &BarColumns::close)
        .def_readonly("volume", &BarColumns::volume)
        .def_readonly("dollar", &BarColumns::dollar)
        .def_readonly("vwap", &BarColumns::vwap)
        .def("__len__", [](const BarColumns& self) { return self.ts.size(); });
    add_time_builder(module);
    add_threshold_builder<Measure::tick>(module, "TickBarBuilder",
                                         "Builds bars of `threshold` rows, rounded up.");
    add_threshold_builder<Measure::volume>(module, "VolumeBarBuilder",
                                           "Builds bars of a volume of `threshold` or more.");
    add_threshold_builder<Measure::dollar>(
        module, "DollarBarBuilder",
        "Builds bars of a value, price x quantity, of `threshold` or more.");
    add_imbalance_builder(module);
    module.def("as_of", &as_of, py::arg("values"), py::arg("known"), py::arg("at"), py::kw_only(),
               py::arg("allow_exact") = true,
               R"(The last value known at each instant: coarse values beside finer rows.

Args:
    values: float64 array, such as an indicator over built bars.
    known: int64 array of that length, not falling: since when each value is known; the bars'
        `complete_row`, or their `complete_ts` for rows of another series.
    at: int64 array, not falling: `numpy.arange(rows)` beside `complete_row`, else times.
    allow_exact: Whether a value counts at its very instant. Rows are exact. Times are not where
        several rows share one: a row may come before that which completed the bar; False is safe.

Returns:
    float64 array beside `at`: the value of the greatest `known` at or before it (the last of
    several), NaN where there is none.

Raises:
    TypeError: An argument is not such an array, named.
    ValueError: Lengths differ or `known` or `at` falls, named with its row.
)");
}

}  // namespace swarmcore::bindings
