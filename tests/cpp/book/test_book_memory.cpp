#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/book/order_books.hpp"

/// What an order at rest takes all told: its node, its part of level, index and windows, and of
/// what the book itself is.
namespace swarmcore::book {
namespace {

/// Orders that come and go, as many as `resting` in all: within eight ticks of the best price on
/// average, one in a hundred far away.
class Flow {
  public:
    Flow(std::size_t instruments, std::size_t resting) : live_(instruments), resting_{resting} {}

    [[nodiscard]] BookMessage next() {
        const std::size_t instrument = below(live_.size());
        std::vector<std::uint64_t>& ids = live_[instrument];
        BookMessage message{.instrument = static_cast<std::uint16_t>(instrument)};
        if (filled_ < resting_ || ids.empty() || below(2) == 0) {
            ++filled_;
            message.kind = MessageKind::add;
            message.order_id = ++last_id_;
            message.side = below(2) == 0 ? Side::bid : Side::ask;
            const std::int64_t away = message.side == Side::bid ? -1 : 1;
            message.price = 1'000'000 + away * distance();
            message.quantity = static_cast<std::int64_t>(1 + below(100));
            ids.push_back(message.order_id);
        } else {
            message.kind = MessageKind::delete_;
            std::uint64_t& gone = ids[below(ids.size())];
            message.order_id = gone;
            gone = ids.back();
            ids.pop_back();
        }
        return message;
    }

  private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    std::int64_t distance() {
        if (below(100) == 0) return static_cast<std::int64_t>(100 + below(400));
        std::int64_t ticks = 1;
        while (below(9) != 0) ++ticks;
        return ticks;
    }

    // The same orders in every run.
    // NOLINTNEXTLINE(bugprone-random-generator-seed,cert-msc32-c,cert-msc51-cpp)
    std::mt19937_64 random_{11};
    std::vector<std::vector<std::uint64_t>> live_;
    std::size_t resting_;
    std::size_t filled_ = 0;
    std::uint64_t last_id_ = 0;
};

OrderCommand command_of(const BookMessage& message) {
    return {.order_id = message.order_id,
            .price = message.price,
            .quantity = message.quantity,
            .instrument = message.instrument,
            .kind = message.kind == MessageKind::add ? CommandKind::new_ : CommandKind::cancel,
            .side = message.side,
            .type = OrderType::limit,
            .tif = TimeInForce::gtc};
}

/// The most bytes an order of those that ever rested at once, from `resting` orders on.
template <class Apply, class Count, class Bytes>
double most_bytes(Flow flow, std::size_t resting, Apply&& apply, Count&& count, Bytes&& bytes) {
    std::size_t peak = 0;
    double most = 0.0;
    for (std::size_t i = 0; i < 4 * resting; ++i) {
        apply(flow.next());
        peak = std::max(peak, count());
        if (peak < resting) continue;
        most = std::max(most, static_cast<double>(bytes()) / static_cast<double>(peak));
    }
    REQUIRE(most > 0.0);
    return most;
}

double mirror_bytes(std::size_t resting) {
    OrderBook book;
    return most_bytes(
        Flow{1, resting}, resting,
        [&](const BookMessage& message) { REQUIRE(book.apply(message) == BookStatus::applied); },
        [&] { return book.order_count(); }, [&] { return sizeof(book) + book.memory_bytes(); });
}

double mirrors_bytes(std::size_t instruments, std::size_t resting) {
    OrderBooks books{instruments};
    return most_bytes(
        Flow{instruments, resting}, resting,
        [&](const BookMessage& message) { REQUIRE(books.apply(message) == BookStatus::applied); },
        [&] { return books.order_count(); }, [&] { return sizeof(books) + books.memory_bytes(); });
}

double engine_bytes(std::size_t instruments, std::size_t resting) {
    MatchingEngine engine{instruments};
    return most_bytes(
        Flow{instruments, resting}, resting,
        [&](const BookMessage& message) {
            REQUIRE(engine.run(command_of(message)).back().kind != ExecutionKind::rejected);
        },
        [&] { return engine.order_count(); },
        [&] { return sizeof(engine) + engine.memory_bytes(); });
}

}  // namespace

TEST_CASE("an order takes at most 64 bytes in a mirror of 500 orders, or of 10,000") {
    CHECK(mirror_bytes(500) <= 64.0);
    CHECK(mirror_bytes(10'000) <= 64.0);
}

TEST_CASE("an order takes at most 64 bytes in 500 mirrors of 200 orders each") {
    CHECK(mirrors_bytes(500, 100'000) <= 64.0);
}

TEST_CASE("a plain order takes at most 64 bytes in an engine, with one instrument or 500") {
    CHECK(engine_bytes(1, 500) <= 64.0);
    CHECK(engine_bytes(1, 10'000) <= 64.0);
    CHECK(engine_bytes(500, 100'000) <= 64.0);
}

}  // namespace swarmcore::book
