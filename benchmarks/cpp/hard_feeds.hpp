#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "book_streams.hpp"
#include "reference/naive_mirror.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/core/units.hpp"

/// Feeds of one instrument that are hard on a window of prices. As stream S, they hold about 500
/// orders that come and go beside those that lie in wait, and mix adds, deletes and executions of
/// the best order.
///
/// | feed   | what is hard                                                                       |
/// |--------|------------------------------------------------------------------------------------|
/// | far    | one add in a hundred is 1,000,000 ticks behind the best price                      |
/// | wide   | 10,000 empty ticks lie between best bid and best ask, and one add in ten goes there|
/// | sparse | 10,000 empty ticks lie between any two levels                                      |
/// | crash  | the price falls by 300,000 ticks, three a message, and rises again                 |
/// | sweep  | 6,000 bids wait, 50 ticks apart: takers eat them all, then the same with asks;     |
/// |        | every order is a level of its own                                                  |
namespace swarmcore::benchmarks {

class HardFeed {
  public:
    explicit HardFeed(std::string_view name) : name_{name} { stream_.instruments = 1; }

    Stream run() {
        for (std::size_t i = 0; i < 250; ++i) {
            add(Side::bid, middle_ - half_spread() - ticks());
            add(Side::ask, middle_ + half_spread() + ticks());
        }
        if (name_ == "sweep") {
            lie_in_wait(Side::bid);
            lie_in_wait(Side::ask);
        }
        stream_.filling_messages = stream_.messages.size();
        while (stream_.messages.size() < stream_.filling_messages + timed_commands) step();
        return std::move(stream_);
    }

  private:
    static constexpr std::int64_t start = 1'000'000'000;

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    [[nodiscard]] std::int64_t half_spread() const { return name_ == "wide" ? 5'000 : 0; }
    [[nodiscard]] std::int64_t grid() const { return name_ == "sparse" ? 10'000 : 1; }
    std::int64_t ticks() {
        std::int64_t count = 1;
        while (below(9) != 0) ++count;
        return count * grid();
    }

    void step() {
        const std::size_t draw = below(100);
        const std::size_t full = live_.size();
        if (name_ == "crash" && drift()) return;
        if (name_ == "sweep") {
            sweep(draw);
        } else if (full < 300 || (draw < 47 && full < 900)) {
            join(below(2) == 0 ? Side::bid : Side::ask);
        } else if (draw < 70) {
            change(MessageKind::delete_, live_[below(full)]);
        } else {
            execute_best(below(2) == 0 ? Side::bid : Side::ask);
        }
    }

    /// The price moves on, and an order that it passes is executed.
    bool drift() {
        middle_ += falling_ ? -3 : 3;
        if (middle_ <= start - 300'000 || middle_ >= start) falling_ = middle_ >= start;
        const Side passed = falling_ ? Side::bid : Side::ask;
        const auto best = mirror_.best(passed);
        if (!best || (falling_ ? best->price.count() < middle_ : best->price.count() > middle_)) {
            return false;
        }
        execute_best(passed);
        return true;
    }

    /// Takers eat one side; on the other, orders follow the price and are taken back behind it.
    void sweep(std::size_t draw) {
        const Side eaten = falling_ ? Side::bid : Side::ask;
        const auto best = mirror_.best(eaten);
        if (!best) {
            lie_in_wait(eaten);
            falling_ = !falling_;
            return;
        }
        const std::int64_t away = falling_ ? 1 : -1;
        if (draw < 40) {
            add(opposite(eaten), best->price.count() + away * ticks());
            following_.push_back(stream_.messages.back().order_id);
        } else if (draw < 70 && following_.size() > 250) {
            while (!orders_.contains(following_.front())) following_.pop_front();
            change(MessageKind::delete_, following_.front());
            following_.pop_front();
        } else {
            execute_best(eaten);
        }
    }

    void lie_in_wait(Side side) {
        const std::int64_t step = side == Side::bid ? -50 : 50;
        for (std::int64_t i = 1; i <= 6'000; ++i) add(side, middle_ + step * i);
    }

    void join(Side side) {
        const std::int64_t sign = side == Side::bid ? -1 : 1;
        if (name_ == "far" && below(100) == 0) {
            add(side, middle_ + sign * 1'000'000);
        } else if (name_ == "wide" && below(10) == 0) {
            add(side, middle_ + sign * static_cast<std::int64_t>(1 + below(5'000)));
        } else {
            add(side, middle_ + sign * (half_spread() + ticks()));
        }
    }

    void execute_best(Side side) {
        const auto best = mirror_.best(side);
        if (best) change(MessageKind::execute, queues_[best->price.count()].front());
    }

    void add(Side side, std::int64_t price) {
        const std::uint64_t id = ++last_id_;
        send({.order_id = id,
              .price = price,
              .quantity = 1 + static_cast<std::int64_t>(below(100)),
              .kind = MessageKind::add,
              .side = side});
        place_[id] = live_.size();
        live_.push_back(id);
        queues_[price].push_back(id);
        orders_[id] = stream_.messages.back();
    }
    void change(MessageKind kind, std::uint64_t id) {
        const auto found = orders_.find(id);
        if (found == orders_.end()) return;
        send({.order_id = id, .quantity = found->second.quantity, .kind = kind});
        std::vector<std::uint64_t>& queue = queues_[found->second.price];
        std::erase(queue, id);
        const std::size_t place = place_[id];
        live_[place] = live_.back();
        place_[live_[place]] = place;
        live_.pop_back();
        place_.erase(id);
        orders_.erase(found);
    }
    void send(BookMessage message) {
        message.ts = static_cast<std::int64_t>(stream_.messages.size());
        stream_.messages.push_back(message);
        require(mirror_.apply(message) == BookStatus::applied, "a hard feed applies");
    }

    // The same feed in every run.
    std::mt19937_64 random_{7};
    std::string_view name_;
    Stream stream_;
    book::reference::NaiveMirror mirror_;
    std::vector<std::uint64_t> live_;
    std::unordered_map<std::uint64_t, std::size_t> place_;
    std::unordered_map<std::uint64_t, BookMessage> orders_;
    std::unordered_map<std::int64_t, std::vector<std::uint64_t>> queues_;
    std::deque<std::uint64_t> following_;
    std::uint64_t last_id_ = 0;
    std::int64_t middle_ = start;
    bool falling_ = true;
};

}  // namespace swarmcore::benchmarks
