#include "allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> count = 0;

}  // namespace

namespace swarmcore {

std::size_t allocation_count() noexcept {
    return count.load(std::memory_order_relaxed);
}

}  // namespace swarmcore

void* operator new(std::size_t size) {
    count.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc{};
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    count.fetch_add(1, std::memory_order_relaxed);
    const auto step = static_cast<std::size_t>(alignment);
    const std::size_t rounded = size == 0 ? step : (size + step - 1) / step * step;
#if defined(_MSC_VER)
    void* const memory = _aligned_malloc(rounded, step);
#else
    void* const memory = std::aligned_alloc(step, rounded);
#endif
    if (memory != nullptr) return memory;
    throw std::bad_alloc{};
}

// std::stable_sort asks in these words; a sanitizer's own answer could not be freed here.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    count.fetch_add(1, std::memory_order_relaxed);
    return std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::align_val_t) noexcept {
#if defined(_MSC_VER)
    _aligned_free(memory);
#else
    std::free(memory);
#endif
}

void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
    operator delete(memory, alignment);
}
