#include "swarmcore/book/execution_buffer.hpp"

#include <algorithm>
#include <utility>

namespace swarmcore::book {

void ExecutionBuffer::grow() noexcept {
    const std::size_t capacity = capacity_ + capacity_ / 2 + 64;
    auto records = std::make_unique_for_overwrite<Execution[]>(capacity);  // NOLINT(*-c-arrays)
    std::copy_n(records_.get(), size_, records.get());
    records_ = std::move(records);
    capacity_ = capacity;
}

}  // namespace swarmcore::book
