#include "swarmcore/book/far_levels.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace swarmcore::book {

namespace {

std::ptrdiff_t offset(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

}  // namespace

std::size_t FarLevels::block_of(std::int64_t key, std::size_t guess) const noexcept {
    const std::size_t last = firsts_.size() - 1;
    if (key >= firsts_[last]) return last;
    if (guess < last && key >= firsts_[guess] && key < firsts_[guess + 1]) return guess;
    const auto after = std::ranges::upper_bound(firsts_, key);
    const auto index = static_cast<std::size_t>(after - firsts_.begin());
    return index == 0 ? 0 : index - 1;
}

std::size_t FarLevels::place_in(const Block& block, std::int64_t key) noexcept {
    // The nearest to the best price are asked for most: all of a few at once.
    constexpr std::size_t few = 8;
    const std::size_t size = block.size();
    if (size >= few) {
        std::size_t above = 0;
        for (std::size_t i = size - few; i < size; ++i) above += block[i].key >= key ? 1U : 0U;
        if (above < few) return size - above;
    }
    return static_cast<std::size_t>(std::ranges::lower_bound(block, key, {}, &Entry::key) -
                                    block.begin());
}

LevelSlot FarLevels::find(std::int64_t key) const noexcept {
    if (empty() || key > blocks_.back().back().key) return no_level;
    const Block& block = blocks_[block_of(key, inserted_)];
    const std::size_t place = place_in(block, key);
    return place < block.size() && block[place].key == key ? block[place].level : no_level;
}

FarLevels::Entry FarLevels::below(std::int64_t key) const noexcept {
    if (empty()) return {};
    if (key > blocks_.back().back().key) return blocks_.back().back();
    std::size_t index = block_of(key, erased_);
    std::size_t place = place_in(blocks_[index], key);
    if (place == 0) {
        if (index == 0) return {};
        --index;
        place = blocks_[index].size();
    }
    return blocks_[index][place - 1];
}

void FarLevels::insert(Entry entry) noexcept {
    if (empty() || entry.key > blocks_.back().back().key) {
        push_back(entry);
        return;
    }
    std::size_t index = block_of(entry.key, inserted_);
    if (blocks_[index].size() == most_entries) index = split(index, entry.key);
    inserted_ = index;
    Block& block = blocks_[index];
    block.insert(block.begin() + offset(place_in(block, entry.key)), entry);
    firsts_[index] = block.front().key;
}

void FarLevels::push_back(Entry entry) noexcept {
    if (empty() || blocks_.back().size() == most_entries) {
        add_block(blocks_.size());
        firsts_.back() = entry.key;
    }
    blocks_.back().push_back(entry);
}

void FarLevels::pop_back() noexcept {
    blocks_.back().pop_back();
    if (blocks_.back().empty()) drop_block(blocks_.size() - 1);
}

std::size_t FarLevels::split(std::size_t index, std::int64_t key) noexcept {
    add_block(index + 1);
    Block& left = blocks_[index];
    Block& right = blocks_[index + 1];
    if (key > left.back().key) return index + 1;
    // Away from the best price, levels often come in the order of their keys: few stay behind.
    const std::size_t kept = key < left.front().key ? most_entries / 8 : most_entries / 2;
    const auto middle = left.begin() + offset(kept);
    right.assign(middle, left.end());
    left.erase(middle, left.end());
    firsts_[index + 1] = right.front().key;
    return key > right.front().key ? index + 1 : index;
}

void FarLevels::erase(std::int64_t key) noexcept {
    if (key == blocks_.back().back().key) {
        pop_back();
        return;
    }
    const std::size_t index = block_of(key, erased_);
    erased_ = index;
    Block& block = blocks_[index];
    block.erase(block.begin() + offset(place_in(block, key)));
    if (block.empty()) {
        drop_block(index);
        return;
    }
    firsts_[index] = block.front().key;
    // Blocks that levels left one by one would be walked for nothing.
    if (block.size() > few_entries || blocks_.size() == 1) return;
    const std::size_t right = index + 1 < blocks_.size() ? index + 1 : index;
    Block& into = blocks_[right - 1];
    if (into.size() + blocks_[right].size() > few_entries) return;
    into.insert(into.end(), blocks_[right].begin(), blocks_[right].end());
    blocks_[right].clear();
    drop_block(right);
}

void FarLevels::clear() noexcept {
    for (Block& block : blocks_) {
        block.clear();
        spares_.push_back(std::move(block));
    }
    blocks_.clear();
    firsts_.clear();
}

void FarLevels::add_block(std::size_t at) noexcept {
    Block block;
    if (!spares_.empty()) {
        block = std::move(spares_.back());
        spares_.pop_back();
    } else if (!blocks_.empty()) {
        block.reserve(most_entries);  // the first begins small: most ladders need few entries
    }
    blocks_.insert(blocks_.begin() + offset(at), std::move(block));
    firsts_.insert(firsts_.begin() + offset(at), 0);
}

void FarLevels::drop_block(std::size_t at) noexcept {
    spares_.push_back(std::move(blocks_[at]));
    blocks_.erase(blocks_.begin() + offset(at));
    firsts_.erase(firsts_.begin() + offset(at));
}

std::size_t FarLevels::memory_bytes() const noexcept {
    std::size_t bytes = firsts_.capacity() * sizeof(std::int64_t) +
                        (blocks_.capacity() + spares_.capacity()) * sizeof(Block);
    for (const std::vector<Block>* list : {&blocks_, &spares_}) {
        for (const Block& block : *list) bytes += block.capacity() * sizeof(Entry);
    }
    return bytes;
}

}  // namespace swarmcore::book
