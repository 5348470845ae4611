#pragma once

#include <cstdint>

#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What rests at one price.
struct DepthLevel {
    Price price;
    Quantity quantity;
    std::int64_t orders = 0;

    friend bool operator==(const DepthLevel&, const DepthLevel&) = default;
};

}  // namespace swarmcore::book
