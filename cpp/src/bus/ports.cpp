#include "swarmcore/bus/ports.hpp"

#include <algorithm>
#include <bit>

#include "swarmcore/bus/pattern.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::bus {

ConsumerId Ports::open() {
    const std::scoped_lock lock{mutex_};
    const auto free = static_cast<std::size_t>(std::countr_one(open_));
    if (free == max_consumers) {
        throw BusError{"consumers: expected at most " + std::to_string(max_consumers) +
                       " open at a time; close one first"};
    }
    const auto consumer = static_cast<ConsumerId>(free);
    Port& port = ports_[free];
    if (!port.waker) port.waker = std::make_unique<Waker>();
    port.waker->clear();
    for (auto& patience : port.patience)
        patience.store(no_limit.count(), std::memory_order_relaxed);
    open_ |= consumer_bit(consumer);
    return consumer;
}

void Ports::close(ConsumerId consumer) {
    disarm(consumer);
    const std::scoped_lock lock{mutex_};
    ports_[static_cast<std::size_t>(consumer)].wants.clear();
    open_ &= ~consumer_bit(consumer);
    version_.fetch_add(1, std::memory_order_acq_rel);
}

Waker& Ports::waker(ConsumerId consumer) noexcept {
    return *ports_[static_cast<std::size_t>(consumer)].waker;
}

void Ports::want(ConsumerId consumer, SubscriptionId subscription, std::string_view pattern,
                 bool conflated) {
    const std::scoped_lock lock{mutex_};
    ports_[static_cast<std::size_t>(consumer)].wants.push_back(
        {subscription, std::string{pattern}, conflated});
    version_.fetch_add(1, std::memory_order_acq_rel);
}

void Ports::unwant(ConsumerId consumer, SubscriptionId subscription) {
    const std::scoped_lock lock{mutex_};
    std::erase_if(ports_[static_cast<std::size_t>(consumer)].wants,
                  [subscription](const Want& want) { return want.subscription == subscription; });
    version_.fetch_add(1, std::memory_order_acq_rel);
}

Ports::Interest Ports::interest(std::string_view topic) const {
    const std::scoped_lock lock{mutex_};
    Interest interest;
    for (ConsumerSet open = open_; open != 0; open &= open - 1) {
        const auto consumer = static_cast<std::size_t>(std::countr_zero(open));
        const ConsumerSet bit = ConsumerSet{1} << consumer;
        for (const Want& want : ports_[consumer].wants) {
            if (!matches(want.pattern, topic)) continue;
            interest.wanted |= bit;
            if (want.conflated) interest.conflated |= bit;
        }
    }
    return interest;
}

void Ports::set_patience(ConsumerId consumer, Lane lane, std::chrono::nanoseconds time) noexcept {
    ports_[static_cast<std::size_t>(consumer)].patience[index_of(lane)].store(
        time.count(), std::memory_order_relaxed);
}

std::chrono::nanoseconds Ports::patience(ConsumerId consumer, Lane lane) const noexcept {
    return std::chrono::nanoseconds{
        ports_[static_cast<std::size_t>(consumer)].patience[index_of(lane)].load(
            std::memory_order_relaxed)};
}

void Ports::wake(ConsumerSet consumers) noexcept {
    consumers &= armed_.fetch_and(~consumers, std::memory_order_acq_rel);
    for (; consumers != 0; consumers &= consumers - 1) {
        ports_[static_cast<std::size_t>(std::countr_zero(consumers))].waker->signal();
    }
}

}  // namespace swarmcore::bus
