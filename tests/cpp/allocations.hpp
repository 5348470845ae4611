#pragma once

#include <cstddef>

/// How often a program that is built with allocations.cpp has called operator new.
namespace swarmcore {

[[nodiscard]] std::size_t allocation_count() noexcept;

}  // namespace swarmcore
