#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "swarmcore/book/order.hpp"

namespace swarmcore::book {

/// Executions one behind the other in memory that is written once and used again: unlike in a
/// vector, room for the next record costs no clearing of it.
///
/// Cost: O(1); allocates only where more are held than ever before.
/// Invalidates: growth moves the records, `clear` forgets them.
/// Threads: one writer; no concurrent readers.
class ExecutionBuffer {
  public:
    /// Room for one more, whose bytes are those of whatever was there: the caller writes them all.
    [[nodiscard]] Execution& append() noexcept {
        if (size_ == capacity_) grow();
        return records_[size_++];
    }
    void clear() noexcept { size_ = 0; }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::span<const Execution> records() const noexcept {
        return {records_.get(), size_};
    }

  private:
    void grow() noexcept;

    // The size of the array is known at run time only.
    std::unique_ptr<Execution[]> records_;  // NOLINT(*-avoid-c-arrays)
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace swarmcore::book
