#include "swarmcore/book/depth_side.hpp"

#include <algorithm>

namespace swarmcore::book {

namespace {

constexpr unsigned least_bits = 6;

}  // namespace

DepthSide::DepthSide(Side side)
    : cells_(std::size_t{1} << least_bits), shift_{64 - least_bits}, prices_{side} {}

void DepthSide::clear() noexcept {
    std::ranges::fill(cells_, Cell{});
    prices_.clear();
}

void DepthSide::disappear(Price price, std::size_t at) noexcept {
    // Those behind the gap move up, as long as that brings them nearer to where they are looked
    // for.
    const std::size_t mask = cells_.size() - 1;
    for (std::size_t next = (at + 1) & mask; cells_[next].quantity != 0; next = (next + 1) & mask) {
        const std::size_t steps = (next - home(cells_[next].price)) & mask;
        if (steps < ((next - at) & mask)) continue;
        cells_[at] = cells_[next];
        at = next;
    }
    cells_[at].quantity = 0;
    const bool was_best = price == prices_.best();
    prices_.erase(price);
    if (was_best && !prices_.empty()) best_quantity_ = quantity_at(prices_.best());
}

void DepthSide::grow() noexcept {
    std::vector<Cell> cells(cells_.size() * 2);
    cells_.swap(cells);
    --shift_;
    for (const Cell& cell : cells) {
        if (cell.quantity != 0) cells_[find(cell.price)] = cell;
    }
}

}  // namespace swarmcore::book
