#include "record_event.hpp"

#include <array>
#include <type_traits>

namespace swarmcore::bindings {

namespace {

// Members are read at their offsets.
static_assert(std::is_standard_layout_v<BookEventObject> &&
              std::is_standard_layout_v<DepthEventObject> &&
              std::is_standard_layout_v<ExecutionEventObject>);

template <class Record>
void deallocate(PyObject* self) {
    PyTypeObject* const type = Py_TYPE(self);
    Py_XDECREF(reinterpret_cast<RecordObject<Record>*>(self)->symbol);
    type->tp_free(self);
    Py_DECREF(type);
}

constexpr PyMemberDef member(const char* name, int type, std::size_t offset, const char* doc) {
    return {name, type, static_cast<Py_ssize_t>(offset), READONLY, doc};
}

// NOLINTBEGIN(cppcoreguidelines-macro-usage): offsetof is a macro, and wants the name of a member.
#define SWARMCORE_FIELD(object, field, type, doc) \
    member(#field, type, offsetof(object, record.field), doc)
#define SWARMCORE_BEGIN(object)                                                          \
    member("symbol", T_OBJECT_EX, offsetof(object, symbol), "The instrument's symbol."), \
        member("now", T_LONGLONG, offsetof(object, now),                                 \
               "When it reached the agent, nanoseconds UTC."),                           \
        SWARMCORE_FIELD(object, ts, T_LONGLONG, "The venue's time, nanoseconds UTC."),   \
        SWARMCORE_FIELD(object, instrument, T_USHORT, "The instrument's index."),        \
        SWARMCORE_FIELD(object, kind, T_UBYTE, "What the record says; see the dtype."),  \
        SWARMCORE_FIELD(object, side, T_BYTE, "+1 bid, -1 ask."),                        \
        SWARMCORE_FIELD(object, price, T_LONGLONG, "Ticks."),                            \
        SWARMCORE_FIELD(object, quantity, T_LONGLONG, "Lots.")
// NOLINTEND(cppcoreguidelines-macro-usage)

// Nothing here allocates.
// NOLINTBEGIN(bugprone-throwing-static-initialization,cert-err58-cpp)
std::array<PyMemberDef, 15> book_members{
    SWARMCORE_BEGIN(BookEventObject),
    SWARMCORE_FIELD(BookEventObject, ts_local, T_LONGLONG, "The feed's time of receipt."),
    SWARMCORE_FIELD(BookEventObject, sequence, T_ULONGLONG, "The venue's number."),
    SWARMCORE_FIELD(BookEventObject, order_id, T_ULONGLONG, "The order."),
    SWARMCORE_FIELD(BookEventObject, new_order_id, T_ULONGLONG,
                    "Of a replace: the order's new id."),
    SWARMCORE_FIELD(BookEventObject, flags, T_USHORT, "The decoder's."),
    PyMemberDef{}};

std::array<PyMemberDef, 15> depth_members{
    SWARMCORE_BEGIN(DepthEventObject),
    SWARMCORE_FIELD(DepthEventObject, ts_local, T_LONGLONG, "The feed's time of receipt."),
    SWARMCORE_FIELD(DepthEventObject, first_update, T_ULONGLONG, "The first id of its update."),
    SWARMCORE_FIELD(DepthEventObject, last_update, T_ULONGLONG, "The last id of its update."),
    SWARMCORE_FIELD(DepthEventObject, previous_update, T_ULONGLONG,
                    "The last id of the update before."),
    SWARMCORE_FIELD(DepthEventObject, flags, T_USHORT, "1 of a snapshot, 2 last of its update."),
    PyMemberDef{}};

std::array<PyMemberDef, 16> execution_members{
    SWARMCORE_BEGIN(ExecutionEventObject),
    member("fee", T_LONGLONG, offsetof(ExecutionEventObject, fee),
           "Its fee, billionths of the quote currency."),
    SWARMCORE_FIELD(ExecutionEventObject, order_id, T_ULONGLONG, "The order."),
    SWARMCORE_FIELD(ExecutionEventObject, other_order_id, T_ULONGLONG, "Whom it traded with."),
    SWARMCORE_FIELD(ExecutionEventObject, remaining, T_LONGLONG, "Lots open after it."),
    SWARMCORE_FIELD(ExecutionEventObject, reason, T_UBYTE, "A RejectReason."),
    SWARMCORE_FIELD(ExecutionEventObject, flags, T_UBYTE, "MAKER_FLAG where the order rested."),
    PyMemberDef{}};
// NOLINTEND(bugprone-throwing-static-initialization,cert-err58-cpp)

#undef SWARMCORE_BEGIN
#undef SWARMCORE_FIELD

template <class Record, std::size_t Count>
PyTypeObject* make_type(const char* name, std::array<PyMemberDef, Count>& members,
                        const char* doc) {
    std::array<PyType_Slot, 4> slots{{{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate<Record>)},
                                      {Py_tp_members, members.data()},
                                      {Py_tp_doc, const_cast<char*>(doc)},
                                      {0, nullptr}}};
    PyType_Spec spec{
        .name = name,
        .basicsize = static_cast<int>(sizeof(RecordObject<Record>)),
        .itemsize = 0,
        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
        .slots = slots.data()};
    PyObject* const type = PyType_FromSpec(&spec);
    if (type == nullptr) throw py::error_already_set{};
    return reinterpret_cast<PyTypeObject*>(type);
}

RecordTypes& types() noexcept {
    static RecordTypes instance;
    return instance;
}

}  // namespace

const RecordTypes& record_types() noexcept {
    return types();
}

void register_record_events(const py::module_& module) {
    types() = {
        .book = make_type<book::BookMessage>(
            "swarmcore._core.sim.BookEvent", book_members,
            "A message of a feed by order that has reached an agent.\n\n"
            "Its fields are those of BOOK_MESSAGE. Without a second reference to it, the object "
            "is\n"
            "used again for the next event."),
        .depth =
            make_type<book::DepthMessage>("swarmcore._core.sim.DepthEvent", depth_members,
                                          "A row of a feed by price that has reached an agent.\n\n"
                                          "Its fields are those of DEPTH_MESSAGE. Without a second "
                                          "reference to it, the object is\n"
                                          "used again for the next event."),
        .execution = make_type<book::Execution>(
            "swarmcore._core.sim.ExecutionEvent", execution_members,
            "An answer of the venue that has reached an agent.\n\n"
            "Its fields are those of EXECUTION. Without a second reference to it, the object is\n"
            "used again for the next event.")};
    module.attr("BookEvent") = py::handle{reinterpret_cast<PyObject*>(types().book)};
    module.attr("DepthEvent") = py::handle{reinterpret_cast<PyObject*>(types().depth)};
    module.attr("ExecutionEvent") = py::handle{reinterpret_cast<PyObject*>(types().execution)};
}

}  // namespace swarmcore::bindings
