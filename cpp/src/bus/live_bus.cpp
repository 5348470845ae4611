#include "swarmcore/bus/live_bus.hpp"

#include <string>

#include "swarmcore/core/error.hpp"

namespace swarmcore::bus {

LiveBus::LiveBus(std::size_t capacity) : capacity_{capacity} {
    closed_publishers_.reserve(max_publishers);
    // Refuses a bad capacity here rather than in a thread that publishes first.
    close_publisher(open_publisher());
}

LiveBus::~LiveBus() = default;

Publisher& LiveBus::open_publisher() {
    const auto held = lock();
    if (!closed_publishers_.empty()) {
        const PublisherId id = closed_publishers_.back();
        closed_publishers_.pop_back();
        return publisher(id);
    }
    const std::size_t index = publisher_count();
    if (index == max_publishers) {
        throw BusError{"publishers: expected at most " + std::to_string(max_publishers) +
                       " open at a time; close one first"};
    }
    publishers_[index] =
        std::make_unique<Publisher>(static_cast<PublisherId>(index), topics_, ports_, capacity_);
    for (Consumer* consumer : consumers_) {
        if (consumer != nullptr) consumer->attach(*publishers_[index]);
    }
    publisher_count_.store(index + 1, std::memory_order_release);
    return *publishers_[index];
}

void LiveBus::close_publisher(Publisher& publisher) {
    const auto held = lock();
    closed_publishers_.push_back(publisher.id());
}

std::unique_ptr<Consumer> LiveBus::open_consumer() {
    const ConsumerId id = ports_.open();
    auto consumer = std::make_unique<Consumer>(*this, id);
    const auto held = lock();
    for (std::size_t i = 0; i < publisher_count(); ++i) consumer->attach(*publishers_[i]);
    consumers_[static_cast<std::size_t>(id)] = consumer.get();
    return consumer;
}

void LiveBus::forget(Consumer& consumer) noexcept {
    consumers_[static_cast<std::size_t>(consumer.id())] = nullptr;
    ports_.close(consumer.id());
}

}  // namespace swarmcore::bus
