#include "swarmcore/book/depth_book.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "swarmcore/book/depth_message.hpp"

/// Mirroring a synthetic market-by-price feed of one instrument, beside the obvious mirror of two
/// std::map. A snapshot, then updates of twelve rows on average, each row at a distance from the
/// best price that is uniform in its logarithm; a level that is there changes its quantity or
/// leaves, and one that is not appears, so that the book stays about as full as it began. Every
/// figure is per row, in batches of 1,000, on a book that has seen the stream once.
///
/// | stream | levels a side | furthest, in ticks | as of                                        |
/// |--------|---------------|--------------------|----------------------------------------------|
/// | narrow | 1,000         | 4,000              | a coarse tick: half of the rows come and go  |
/// | wide   | 1,500         | 1,000,000          | BTC at a tick of 0.01: most come and go      |
/// | crash  | 1,000         | 4,000              | narrow; all falls 1,000,000 ticks, and back  |
namespace {

using namespace swarmcore;
using namespace swarmcore::book;

constexpr std::size_t timed_updates = 20'000;
constexpr std::size_t batch = 1'000;
constexpr std::int64_t start_price = 6'000'000;

void require(bool fact, const char* what) {
    if (fact) return;
    std::cerr << "benchmark depth_book: " << what << " does not hold\n";
    std::exit(1);
}

/// The book as one would write it down first. It checks nothing.
class ObviousBook {
  public:
    void apply(const DepthMessage& message) {
        if (message.kind == DepthMessageKind::clear) {
            bids_.clear();
            asks_.clear();
        } else if (message.side == Side::bid) {
            set(bids_, -message.price, message.quantity);
        } else {
            set(asks_, message.price, message.quantity);
        }
    }
    [[nodiscard]] std::vector<DepthLevel> depth(Side side) const {
        std::vector<DepthLevel> levels;
        for (const auto& [key, quantity] : side == Side::bid ? bids_ : asks_) {
            levels.push_back(
                {.price = Price{side == Side::bid ? -key : key}, .quantity = Quantity{quantity}});
        }
        return levels;
    }
    [[nodiscard]] std::int64_t best(Side side) const {
        const Levels& levels = side == Side::bid ? bids_ : asks_;
        return levels.empty() ? 0 : levels.begin()->first;
    }

  private:
    using Levels = std::map<std::int64_t, std::int64_t>;

    static void set(Levels& levels, std::int64_t key, std::int64_t quantity) {
        if (quantity == 0) {
            levels.erase(key);
        } else {
            levels[key] = quantity;
        }
    }

    Levels bids_;
    Levels asks_;
};

struct Stream {
    std::vector<DepthMessage> rows;
    std::vector<DepthLevel> bids;  ///< at its end
    std::vector<DepthLevel> asks;
};

class Generator {
  public:
    Generator(std::size_t levels, double furthest, bool crash, std::uint64_t seed)
        : random_{seed}, levels_{levels}, octaves_{std::log2(furthest)}, crash_{crash} {}

    Stream run() {
        rows_.push_back(
            {.last_update = id_, .flags = snapshot_flag, .kind = DepthMessageKind::clear});
        while (held_[0].size() < levels_ || held_[1].size() < levels_) {
            const Side side = held_[0].size() < levels_ ? Side::bid : Side::ask;
            set(side, price(side), quantity());
        }
        rows_.back().flags |= last_row_flag;
        for (std::size_t i = 0; i < timed_updates; ++i) {
            mid_ += static_cast<std::int64_t>(below(3)) - 1;
            if (crash_ && i == timed_updates / 3) move(-1'000'000);
            if (crash_ && i == timed_updates / 3 * 2) move(1'000'000);
            update(1 + below(23));
        }
        return std::move(*this).finish();
    }

  private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    std::int64_t quantity() { return static_cast<std::int64_t>(1 + below(100'000)); }
    std::map<std::int64_t, std::int64_t>& held(Side side) {
        return held_[side == Side::bid ? 0 : 1];
    }

    std::int64_t price(Side side) {
        const double octave = octaves_ * static_cast<double>(below(1'000'000)) / 1e6;
        const auto distance = static_cast<std::int64_t>(std::exp2(octave));
        return side == Side::bid ? mid_ - distance : mid_ + distance;
    }

    void set(Side side, std::int64_t price, std::int64_t quantity) {
        if (quantity == 0) {
            held(side).erase(price);
        } else {
            held(side)[price] = quantity;
        }
        rows_.push_back({.ts = static_cast<std::int64_t>(id_),
                         .first_update = id_,
                         .last_update = id_,
                         .price = price,
                         .quantity = quantity,
                         .kind = DepthMessageKind::set,
                         .side = side});
    }

    /// Bids, then asks, each from the best on, as venues list them.
    void update(std::size_t count) {
        ++id_;
        const std::size_t bids = below(count + 1);
        for (const Side side : {Side::bid, Side::ask}) {
            std::vector<std::int64_t> prices(side == Side::bid ? bids : count - bids);
            for (std::int64_t& each : prices) each = price(side);
            std::ranges::sort(prices);
            if (side == Side::bid) std::ranges::reverse(prices);
            for (const std::int64_t each : prices) change(side, each);
        }
        rows_.back().flags |= last_row_flag;
    }

    void change(Side side, std::int64_t at) {
        const auto& levels = held(side);
        const bool full = levels.size() > levels_;
        if (levels.contains(at)) {
            set(side, at, full && below(2) == 0 ? 0 : quantity());
        } else if (full) {
            // The nearest that is there leaves in its place.
            const auto found = levels.lower_bound(at);
            set(side, found == levels.end() ? levels.rbegin()->first : found->first, 0);
        } else {
            set(side, at, quantity());
        }
    }

    /// Every level leaves and comes again elsewhere, in one update.
    void move(std::int64_t ticks) {
        ++id_;
        mid_ += ticks;
        for (const Side side : {Side::bid, Side::ask}) {
            const auto before = held(side);
            for (const auto& [price, quantity] : before) set(side, price, 0);
            for (const auto& [price, quantity] : before) set(side, price + ticks, quantity);
        }
        rows_.back().flags |= last_row_flag;
    }

    /// The answer, before any time is taken: both mirrors end with the same levels.
    Stream finish() && {
        while (rows_.size() % batch != 0) update(1);
        DepthBook book;
        ObviousBook obvious;
        require(book.apply(rows_) == rows_.size(), "every row applies");
        for (const DepthMessage& row : rows_) obvious.apply(row);
        Stream stream{.rows = std::move(rows_),
                      .bids = book.depth(Side::bid, SIZE_MAX),
                      .asks = book.depth(Side::ask, SIZE_MAX)};
        require(stream.bids == obvious.depth(Side::bid), "the bids are the obvious book's");
        require(stream.asks == obvious.depth(Side::ask), "the asks are the obvious book's");
        return stream;
    }

    std::mt19937_64 random_;
    std::vector<DepthMessage> rows_;
    std::map<std::int64_t, std::int64_t> held_[2];
    std::size_t levels_;
    double octaves_;
    bool crash_;
    std::int64_t mid_ = start_price;
    std::uint64_t id_ = 1;
};

const Stream& narrow() {
    static const Stream stream = Generator{1'000, 4'000.0, false, 1}.run();
    return stream;
}

const Stream& wide() {
    static const Stream stream = Generator{1'500, 1'000'000.0, false, 2}.run();
    return stream;
}

const Stream& crash() {
    static const Stream stream = Generator{1'000, 4'000.0, true, 3}.run();
    return stream;
}

void depth_book(benchmark::State& state, const Stream& (*make)()) {
    const Stream& stream = make();
    const std::span rows{stream.rows};
    DepthBook book;
    require(book.apply(rows) == rows.size(), "every row applies");
    for (auto _ : state) {
        for (std::size_t i = 0; i < rows.size(); i += batch) {
            benchmark::DoNotOptimize(book.apply(rows.subspan(i, batch)));
        }
    }
    require(book.depth(Side::bid, SIZE_MAX) == stream.bids,
            "the timed run ends with the same book");
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}

/// As a replay asks it: row by row, with the best prices read after each.
void depth_book_row_by_row(benchmark::State& state, const Stream& (*make)()) {
    const Stream& stream = make();
    DepthBook book;
    require(book.apply(stream.rows) == stream.rows.size(), "every row applies");
    for (auto _ : state) {
        for (const DepthMessage& row : stream.rows) {
            require(book.apply(row) == DepthStatus::applied, "every row applies");
            benchmark::DoNotOptimize(book.best_bid());
            benchmark::DoNotOptimize(book.best_ask());
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(stream.rows.size()));
}

void two_maps(benchmark::State& state, const Stream& (*make)()) {
    const Stream& stream = make();
    ObviousBook book;
    for (auto _ : state) {
        for (const DepthMessage& row : stream.rows) book.apply(row);
        benchmark::DoNotOptimize(book.best(Side::bid));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(stream.rows.size()));
}

}  // namespace

BENCHMARK_CAPTURE(depth_book, narrow, narrow)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(depth_book_row_by_row, narrow, narrow)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(two_maps, narrow, narrow)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(depth_book, wide, wide)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(depth_book_row_by_row, wide, wide)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(two_maps, wide, wide)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(depth_book, crash, crash)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(depth_book_row_by_row, crash, crash)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(two_maps, crash, crash)->Unit(benchmark::kMillisecond);
