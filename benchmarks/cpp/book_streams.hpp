#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"

/// A synthetic order flow for the book's benchmarks: 60 % orders that join the book without
/// crossing, 30 % cancels of a random live order, 10 % immediate-or-cancel takers of about three
/// resting orders each. A mirror gets the feed that the engine's executions make. Figures are per
/// command or per message, in batches of 1,000, on a book filled before the clock starts.
///
/// | stream | instruments | resting orders in all |
/// |--------|-------------|-----------------------|
/// | S      | 1           | 500                   |
/// | A      | 1           | 10,000                |
/// | B      | 500         | 100,000               |
namespace swarmcore::benchmarks {

using namespace swarmcore::book;

inline constexpr std::size_t timed_commands = 200'000;
inline constexpr std::size_t batch = 1'000;
static_assert(timed_commands % batch == 0);
inline constexpr std::int64_t start_price = 1'000'000;

struct Stream {
    std::size_t instruments = 0;
    std::vector<OrderCommand> commands;
    std::vector<BookMessage> messages;
    std::size_t filling_commands = 0;  ///< that fill the book before the clock starts
    std::size_t filling_messages = 0;
    std::uint64_t final_hash = 0;
};

inline void require(bool fact, const char* what) {
    if (fact) return;
    std::cerr << "benchmark book: " << what << " does not hold\n";
    std::exit(1);
}

/// Writes a stream by running it, so that it cancels only what is live.
class Generator {
  public:
    Generator(std::size_t instruments, std::size_t resting, std::uint64_t seed)
        : random_{seed}, engine_{instruments}, live_(instruments), target_{resting / instruments} {
        stream_.instruments = instruments;
    }

    Stream run() {
        for (std::size_t instrument = 0; instrument < live_.size(); ++instrument) {
            for (std::size_t i = 0; i < target_; ++i) add(instrument);
        }
        stream_.filling_commands = stream_.commands.size();
        stream_.filling_messages = stream_.messages.size();
        for (std::size_t i = 0; i < timed_commands; ++i) {
            const std::size_t instrument = below(live_.size());
            const std::size_t draw = below(10);
            if (draw < 6 || live_[instrument].size() < 4) {
                add(instrument);
            } else if (draw < 9) {
                cancel(instrument);
            } else {
                take(instrument);
            }
        }
        check();
        return std::move(stream_);
    }

  private:
    struct Live {
        std::size_t instrument;
        std::size_t position;
    };

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    Side side() { return below(2) == 0 ? Side::bid : Side::ask; }

    /// A distance from the best price, in ticks: 8 on average, one in a hundred far away.
    std::int64_t distance() {
        if (below(100) == 0) return static_cast<std::int64_t>(100 + below(400));
        std::int64_t ticks = 0;
        while (below(9) != 0) ++ticks;
        return ticks;
    }

    void add(std::size_t instrument) {
        OrderCommand command = order(instrument, side());
        command.tif = TimeInForce::gtc;
        command.quantity = static_cast<std::int64_t>(1 + below(100));
        if (command.side == Side::bid) {
            const auto ask = engine_.best_ask(instrument);
            command.price = (ask ? ask->price.count() : start_price + 1) - 1 - distance();
        } else {
            const auto bid = engine_.best_bid(instrument);
            command.price = (bid ? bid->price.count() : start_price - 1) + 1 + distance();
        }
        send(command);
    }

    void cancel(std::size_t instrument) {
        const std::vector<std::uint64_t>& ids = live_[instrument];
        OrderCommand command = order(instrument, Side::bid);
        command.kind = CommandKind::cancel;
        command.order_id = ids[below(ids.size())];
        send(command);
    }

    /// Larger takers where more rests, so that the book stays about as full as it began.
    void take(std::size_t instrument) {
        OrderCommand command = order(instrument, side());
        command.tif = TimeInForce::ioc;
        const double full =
            static_cast<double>(live_[instrument].size()) / static_cast<double>(target_);
        const auto most = static_cast<std::size_t>(300.0 * std::min(2.0, full * full)) + 1;
        command.quantity = static_cast<std::int64_t>(1 + below(most));
        const auto other =
            command.side == Side::bid ? engine_.best_ask(instrument) : engine_.best_bid(instrument);
        const std::int64_t reach = command.side == Side::bid ? 3 : -3;
        command.price = (other ? other->price.count() : start_price) + reach;
        send(command);
    }

    OrderCommand order(std::size_t instrument, Side side) {
        return {.ts = static_cast<std::int64_t>(stream_.commands.size()),
                .order_id = next_id_++,
                .instrument = static_cast<std::uint16_t>(instrument),
                .kind = CommandKind::new_,
                .side = side,
                .type = OrderType::limit,
                .tif = TimeInForce::gtc};
    }

    void send(const OrderCommand& command) {
        stream_.commands.push_back(command);
        executions_.clear();
        engine_.process(command, executions_);
        for (const Execution& execution : executions_) publish(execution, command);
    }

    /// Keeps the account and the live orders, and writes what a venue's feed would say.
    void publish(const Execution& execution, const OrderCommand& command) {
        require(execution.kind != ExecutionKind::rejected, "every command makes sense");
        const bool accepted = execution.kind == ExecutionKind::accepted;
        unaccounted_ += accepted ? execution.quantity : -execution.quantity;
        const bool shown = command.tif == TimeInForce::gtc || execution.flags == maker_flag;
        if (!shown) return;
        if (accepted) {
            add_live(execution.order_id, execution.instrument);
        } else if (execution.remaining == 0) {
            remove_live(execution.order_id);
        }
        const MessageKind kind = accepted                                  ? MessageKind::add
                                 : execution.kind == ExecutionKind::filled ? MessageKind::execute
                                                                           : MessageKind::delete_;
        stream_.messages.push_back({.ts = execution.ts,
                                    .order_id = execution.order_id,
                                    .price = execution.price,
                                    .quantity = execution.quantity,
                                    .instrument = execution.instrument,
                                    .kind = kind,
                                    .side = execution.side});
    }

    void add_live(std::uint64_t id, std::size_t instrument) {
        where_[id] = {.instrument = instrument, .position = live_[instrument].size()};
        live_[instrument].push_back(id);
    }

    void remove_live(std::uint64_t id) {
        const Live gone = where_.at(id);
        std::vector<std::uint64_t>& ids = live_[gone.instrument];
        ids[gone.position] = ids.back();
        where_[ids.back()].position = gone.position;
        ids.pop_back();
        where_.erase(id);
    }

    /// The answer, before any time is taken: nothing is lost, and the feed rebuilds the books.
    void check() {
        std::vector<OrderBook> mirrors(stream_.instruments);
        for (const BookMessage& message : stream_.messages) {
            require(mirrors[message.instrument].apply(message) == BookStatus::applied,
                    "the feed applies");
        }
        for (std::size_t i = 0; i < mirrors.size(); ++i) {
            for (const Side side : {Side::bid, Side::ask}) {
                const auto depth = engine_.depth(i, side, SIZE_MAX);
                require(mirrors[i].depth(side, SIZE_MAX) == depth, "the mirror equals the book");
                for (const DepthLevel& level : depth) unaccounted_ -= level.quantity.count();
            }
        }
        require(unaccounted_ == 0, "quantity in equals filled, cancelled and resting");
        stream_.final_hash = engine_.state_hash();
    }

    std::mt19937_64 random_;
    MatchingEngine engine_;
    std::vector<std::vector<std::uint64_t>> live_;
    std::unordered_map<std::uint64_t, Live> where_;
    std::vector<Execution> executions_;
    Stream stream_;
    std::size_t target_;
    std::uint64_t next_id_ = 1;
    std::int64_t unaccounted_ = 0;
};

inline const Stream& stream(char name) {
    static const Stream s = Generator{1, 500, 1}.run();
    if (name == 'S') return s;
    static const Stream a = Generator{1, 10'000, 2}.run();
    if (name == 'A') return a;
    static const Stream b = Generator{500, 100'000, 3}.run();
    return b;
}

}  // namespace swarmcore::benchmarks
