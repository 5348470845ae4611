#pragma once

#include <cstddef>
#include <new>

namespace swarmcore::bus {

/// Allocates at the beginning of a cache line, so that an object of one line's size lies in one.
/// Large blocks of malloc begin 16 bytes after it.
template <class T>
struct CacheLineAllocator {
    using value_type = T;

    static constexpr std::align_val_t line{64};

    CacheLineAllocator() = default;
    template <class Other>
    explicit constexpr CacheLineAllocator(const CacheLineAllocator<Other>& /*other*/) noexcept {}

    [[nodiscard]] T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new(count * sizeof(T), line));
    }
    void deallocate(T* objects, std::size_t /*count*/) noexcept {
        ::operator delete(objects, line);
    }

    bool operator==(const CacheLineAllocator&) const = default;
};

}  // namespace swarmcore::bus
