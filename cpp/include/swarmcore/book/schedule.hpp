#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <tuple>
#include <vector>

#include "swarmcore/book/order_pool.hpp"

namespace swarmcore::book {

/// Orders by a key and, at equal keys, by arrival: a heap for what is due first. An order that
/// leaves stays in it until it comes up or until half of the heap is such: whoever asks says which
/// entries still hold.
///
/// Cost: push and pop O(log n); allocates only where more are held than ever before.
class Schedule {
  public:
    struct Entry {
        std::int64_t key = 0;
        std::uint64_t arrival = 0;
        OrderSlot slot = no_order;
    };

    void push(const Entry& entry) {
        entries_.push_back(entry);
        std::ranges::push_heap(entries_, later);
    }
    /// The first entry for which `holds` is true, or nothing; those before it are forgotten.
    template <class Holds>
    [[nodiscard]] const Entry* first(Holds holds) {
        while (!entries_.empty() && !holds(entries_.front())) pop();
        return entries_.empty() ? nullptr : &entries_.front();
    }
    void pop() {
        std::ranges::pop_heap(entries_, later);
        entries_.pop_back();
    }
    /// To be called when the order of an entry leaves: forgets all that do not hold once they may
    /// be more than half.
    template <class Holds>
    void forget(Holds holds) {
        if (++left_ <= entries_.size() / 2 + 16) return;
        left_ = 0;
        std::erase_if(entries_, std::not_fn(holds));
        std::ranges::make_heap(entries_, later);
    }
    void clear() noexcept {
        entries_.clear();
        left_ = 0;
    }
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return entries_.capacity() * sizeof(Entry);
    }

  private:
    static bool later(const Entry& left, const Entry& right) noexcept {
        return std::tie(left.key, left.arrival) > std::tie(right.key, right.arrival);
    }

    std::vector<Entry> entries_;
    std::size_t left_ = 0;
};

}  // namespace swarmcore::book
