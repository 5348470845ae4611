#include "call.hpp"

namespace swarmcore::bindings {

namespace {

/// Found once: a look-up for every coroutine would cost more than most of them.
PyObject* resume_later() {
    static PyObject* function = nullptr;
    if (function == nullptr) {
        PyObject* const module = PyImport_ImportModule("swarmcore.bus.coroutines");
        if (module == nullptr) return nullptr;
        function = PyObject_GetAttrString(module, "resume_later");
        Py_DECREF(module);
    }
    return function;
}

}  // namespace

bool run_coroutine(PyObject* coroutine) {
    PyObject* value = nullptr;
    switch (PyIter_Send(coroutine, Py_None, &value)) {
        case PYGEN_RETURN:
            Py_DECREF(value);
            return true;
        case PYGEN_ERROR:
            return false;
        case PYGEN_NEXT:
            break;
    }
    PyObject* const function = resume_later();
    PyObject* result = nullptr;
    if (function != nullptr) {
        result = PyObject_CallFunctionObjArgs(function, coroutine, value, nullptr);
    }
    Py_DECREF(value);
    Py_XDECREF(result);
    return result != nullptr;
}

}  // namespace swarmcore::bindings
