#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "guarded.hpp"

namespace swarmcore::bindings {

/// Messages checked once, to be applied to a book again and again as their owner refills them.
template <class Book, class Message>
class Bound {
  public:
    Bound(Guarded<Book>& face, RecordArray array)
        : face_{face},
          array_{std::move(array)},
          messages_{record_view<Message>(array_, "messages")} {}

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
        return face_.run([&](Book& book) { return book.apply(slice, first); });
    }

  private:
    Guarded<Book>& face_;  // kept alive by keep_alive in the binding
    RecordArray array_;
    std::span<const Message> messages_;
};

}  // namespace swarmcore::bindings
