#pragma once

#include <pybind11/pybind11.h>

#include <utility>

#include "bindings.hpp"

namespace swarmcore::bindings {

struct DeliveryObject;

/// What one thread delivers just now, for another thread to see.
struct InFlightObject {
    PyObject ob_base;
    /// Whose name is shown, while one runs: its caller keeps it alive.
    const DeliveryObject* delivery;
    PyObject* agent;  ///< the name written by Python, shown where no delivery runs; null is empty
    unsigned long long count;
};

/// Makes InFlight as an attribute of `module`.
void register_in_flight(const py::module_& module);
[[nodiscard]] PyTypeObject* in_flight_type() noexcept;

/// Says that the thread is in a delivery, and afterwards what it said before.
class Flight {
  public:
    Flight(InFlightObject* flight, const DeliveryObject* delivery) noexcept
        : flight_{flight},
          outer_{std::exchange(flight->delivery, delivery)},
          agent_{std::exchange(flight->agent, nullptr)} {
        ++flight->count;
    }
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;
    ~Flight() {
        flight_->delivery = outer_;
        Py_XDECREF(std::exchange(flight_->agent, agent_));
    }

  private:
    InFlightObject* flight_;
    const DeliveryObject* outer_;
    PyObject* agent_;
};

}  // namespace swarmcore::bindings
