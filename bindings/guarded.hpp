#pragma once

#include <pybind11/pybind11.h>

#include <stdexcept>
#include <utility>

#include "bindings.hpp"

/// Objects whose batches run without the GIL.
namespace swarmcore::bindings {

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
                "threads: expected no call while a batch runs in another one, was called"};
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

}  // namespace swarmcore::bindings
