#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "guarded.hpp"
#include "numbers.hpp"

namespace swarmcore::bindings {

using Row = Number<std::int64_t>;

/// The records from `start` to `stop`, or the one record `start`; IndexError outside them.
template <class Record>
[[nodiscard]] std::span<const Record> rows_of(std::span<const Record> records, const Row& start,
                                              const std::optional<Row>& stop) {
    const auto count = static_cast<std::int64_t>(records.size());
    const std::int64_t first = start.value("start");
    const std::int64_t end = stop ? stop->value("stop") : first < count ? first + 1 : -1;
    if (first < 0 || end < first || end > count) {
        throw py::index_error(
            "start, stop: expected 0 <= start <= stop <= " + std::to_string(count) + ", was " +
            std::to_string(first) + ", " + (stop ? std::to_string(end) : "None"));
    }
    return records.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(end - first));
}

/// Messages checked once, to be applied to a book again and again as their owner refills them.
template <class Book, class Message>
class Bound {
  public:
    Bound(Guarded<Book>& face, RecordArray array)
        : face_{face},
          array_{std::move(array)},
          messages_{record_view<Message>(array_, "messages")} {}

    [[nodiscard]] std::size_t size() const { return messages_.size(); }

    std::size_t apply(const Row& start, const std::optional<Row>& stop) {
        const auto slice = rows_of(messages_, start, stop);
        const auto first = static_cast<std::size_t>(slice.data() - messages_.data());
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
