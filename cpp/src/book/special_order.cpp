#include "swarmcore/book/special_order.hpp"

namespace swarmcore::book {

SpecialOrder& SpecialOrders::add(OrderSlot slot, const SpecialOrder& order) {
    if (slot >= places_.size()) places_.resize(slot + slot / 4 + 16, none);
    if (free_.empty()) {
        places_[slot] = static_cast<std::uint32_t>(orders_.size());
        orders_.push_back(order);
    } else {
        places_[slot] = free_.back();
        free_.pop_back();
        orders_[places_[slot]] = order;
    }
    return orders_[places_[slot]];
}

}  // namespace swarmcore::book
