#pragma once

#include <pybind11/pybind11.h>
#include <structmember.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/sim/fees.hpp"

/// A record of a replay as an object of Python: its fields are members at fixed places, so that
/// reading one costs a look-up and an integer. One object serves for event after event, unless
/// somebody has kept it.
namespace swarmcore::bindings {

template <class Record>
struct RecordObject {
    PyObject ob_base;
    PyObject* symbol;
    std::int64_t now;
    std::int64_t fee;
    Record record;
};

using BookEventObject = RecordObject<book::BookMessage>;
using DepthEventObject = RecordObject<book::DepthMessage>;
using ExecutionEventObject = RecordObject<book::Execution>;

/// The three types, made once for the module.
struct RecordTypes {
    PyTypeObject* book = nullptr;
    PyTypeObject* depth = nullptr;
    PyTypeObject* execution = nullptr;
};

/// Makes the types as attributes of `module`.
void register_record_events(const py::module_& module);
[[nodiscard]] const RecordTypes& record_types() noexcept;

/// Makes event objects of one type, one after the other.
template <class Record>
class RecordEvents {
  public:
    explicit RecordEvents(PyTypeObject* type) noexcept : type_{type} {}

    /// An object of the record; the same as before where nobody else holds that one.
    [[nodiscard]] const py::object& make(const Record& record, std::int64_t now, py::handle symbol,
                                         std::int64_t fee = 0) {
        if (!object_ || Py_REFCNT(object_.ptr()) != 1) {
            object_ = py::reinterpret_steal<py::object>(type_->tp_alloc(type_, 0));
            if (!object_) throw py::error_already_set{};
        }
        auto* const fields = reinterpret_cast<RecordObject<Record>*>(object_.ptr());
        if (fields->symbol != symbol.ptr()) {
            Py_XDECREF(std::exchange(fields->symbol,
                                     py::reinterpret_borrow<py::object>(symbol).release().ptr()));
        }
        fields->now = now;
        fields->fee = fee;
        fields->record = record;
        return object_;
    }

  private:
    PyTypeObject* type_;
    py::object object_;
};

}  // namespace swarmcore::bindings
