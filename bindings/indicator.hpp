#pragma once

#include <pybind11/pybind11.h>

#include <array>
#include <cstddef>
#include <exception>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "swarmcore/indicators/registry.hpp"

/// The Python side of one entry of the registry of indicators: its names, texts, arguments and
/// types. Streaming classes and functions are made of it at run time, so that they cost neither a
/// template each to compile nor a converter an argument to call.
namespace swarmcore::bindings {

inline constexpr std::size_t most_inputs = 6;
inline constexpr std::size_t most_parameters = 8;
inline constexpr std::size_t most_outputs = 6;

struct IndicatorFace {
    explicit IndicatorFace(const indicators::Entry& described);

    const indicators::Entry* entry;
    std::string function;  ///< ht_dcperiod
    std::string type;      ///< HtDcperiod
    std::string result;    ///< HtPhasorResult, empty where there is one output
    std::string function_documentation;
    std::string type_documentation;
    std::string update_documentation;
    std::string peek_documentation;
    std::string qualified_type;
    /// The arguments: inputs, parameters, and those by keyword only.
    std::vector<py::object> names;
    py::object result_type;  ///< null where there is one output

    [[nodiscard]] std::size_t inputs() const noexcept { return entry->inputs.size(); }
    [[nodiscard]] std::size_t parameters() const noexcept { return entry->parameters.size(); }
    [[nodiscard]] std::size_t outputs() const noexcept { return entry->outputs.size(); }
};

/// "ht_dcperiod" as "HtDcperiod".
[[nodiscard]] std::string class_name(std::string_view function);

/// Puts arguments where their names are; those not given stay null. Raises TypeError.
class Arguments {
  public:
    /// `positional` of the names may be given by position.
    Arguments(const char* function, std::span<const py::object> names, std::size_t positional)
        : function_{function}, names_{names}, positional_{positional} {}

    void position(PyObject* const* values, std::size_t count);
    void keyword(PyObject* name, PyObject* value);
    /// Of a call by the vectorcall protocol.
    void vectorcall(PyObject* const* values, Py_ssize_t count, PyObject* keywords);

    [[nodiscard]] PyObject* operator[](std::size_t index) const noexcept { return values_[index]; }
    [[nodiscard]] PyObject* required(std::size_t index) const;

  private:
    const char* function_;
    std::span<const py::object> names_;
    std::size_t positional_;
    std::array<PyObject*, most_inputs + most_parameters + 2> values_{};
};

/// The value of a parameter, its default where `object` is null.
[[nodiscard]] indicators::Value to_value(const indicators::ParameterInfo& parameter,
                                         PyObject* object);
/// And back.
[[nodiscard]] py::object to_python(const indicators::ParameterInfo& parameter,
                                   indicators::Value value);

/// An instance of a class made by collections.namedtuple, without the detour through Python.
[[nodiscard]] PyObject* make_named_tuple(const py::object& type, std::span<py::object> items);

/// Makes the streaming class of a face and adds it to the module.
void add_indicator_type(const py::module_& module, const IndicatorFace& face);
/// Adds the class that all streaming classes are of; the first to be called.
void add_stream_type(const py::module_& module);
/// Adds the function over whole series.
void add_indicator_function(py::module_& module, const IndicatorFace& face);

/// All faces, in the order of the registry.
[[nodiscard]] std::span<const IndicatorFace> indicator_faces();

/// Runs `body`, which gives a new reference, and turns what it throws into a Python error.
template <class Body>
// NOLINTNEXTLINE(bugprone-exception-escape): where an error cannot even be told, the process ends.
[[nodiscard]] PyObject* guarded_call(Body&& body) noexcept {
    try {
        return std::forward<Body>(body)();
    } catch (py::error_already_set& error) {
        error.restore();
    } catch (const py::builtin_exception& error) {
        error.set_error();
    } catch (const std::invalid_argument& error) {
        PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const std::bad_alloc&) {
        PyErr_NoMemory();
    } catch (const std::exception& error) {
        PyErr_SetString(PyExc_RuntimeError, error.what());
    }
    return nullptr;
}

}  // namespace swarmcore::bindings
