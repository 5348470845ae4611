#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/book/mirrored_book.hpp"

namespace swarmcore::feed {

/// What became of messages that were applied one by one, whatever became of those before.
struct ApplyCounts {
    struct Refusal {
        std::size_t row;
        book::BookStatus status;
    };

    std::size_t applied = 0;
    std::vector<Refusal> refused;  ///< in order of their rows
};

/// Applies every message that the book takes, and tells of the others: a recording seldom holds
/// the whole life of every order.
template <class Book>
[[nodiscard]] ApplyCounts apply_counting(Book& book, std::span<const book::BookMessage> messages) {
    ApplyCounts counts;
    for (std::size_t row = 0; row < messages.size(); ++row) {
        const book::BookStatus status = book.apply(messages[row]);
        if (status == book::BookStatus::applied) {
            ++counts.applied;
        } else {
            counts.refused.push_back({.row = row, .status = status});
        }
    }
    return counts;
}

}  // namespace swarmcore::feed
