#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/risk/gate.hpp"
#include "swarmcore/sim/exchange.hpp"
#include "swarmcore/sim/known_account.hpp"
#include "swarmcore/sim/latency.hpp"
#include "swarmcore/sim/timed_queue.hpp"

namespace swarmcore::sim {

/// What a replay does with a row that its book refuses.
enum class OnFault : std::uint8_t {
    raise,  ///< it ends with a BookError
    skip,   ///< it counts the row and goes on
};

/// How long things are under way, and what is done about bad rows.
struct ReplayOptions {
    LatencyModel order_latency{};   ///< from the agent to the venue
    LatencyModel answer_latency{};  ///< from the venue to the agent
    /// Of market data, from the venue to the agent; nothing where the feed's `ts_local` says when
    /// it came.
    std::optional<LatencyModel> data_latency{};
    /// The limits of the gate by instrument; without any, orders meet no gate here: whoever sends
    /// them has one.
    std::vector<risk::GateLimits> limits{};
    OnFault on_fault = OnFault::raise;
    Nanos sample_every{0};  ///< how often the account is recorded; 0 never
};

/// What a strategy may see and do: the books as they have reached it, its orders and position as
/// far as it has heard of them, and the way to the market.
class ReplayContext {
  public:
    /// The time at which the present event reached the agent.
    [[nodiscard]] Nanos now() const noexcept { return Nanos{now_}; }
    /// Sends a command to the venue, through the gate, where there is one (`account` says why it
    /// denied); `ts` is set. A cancel always passes.
    SendStatus send(book::OrderCommand command);
    /// Asks for one event of kind `wake` at a time, or as soon as may be if it is past. Asking
    /// again takes the place of what was asked before.
    void wake_at(Nanos ts) noexcept;
    /// Ends `run` after this event; running again goes on.
    void stop() noexcept { stopped_ = changed_ = true; }
    [[nodiscard]] bool is_stopped() const noexcept { return stopped_; }

    /// The agent's view of a book; nullptr where its market data is of the other kind, or there is
    /// no such instrument.
    [[nodiscard]] const book::OrderBook* order_book(std::size_t instrument) const noexcept {
        return instrument < views_.size() ? views_[instrument].by_order : nullptr;
    }
    [[nodiscard]] const book::DepthBook* depth_book(std::size_t instrument) const noexcept {
        return instrument < views_.size() ? views_[instrument].by_price : nullptr;
    }
    /// The best of both sides as the agent sees them; of no such instrument nothing.
    [[nodiscard]] book::Quotes quotes(std::size_t instrument) const noexcept {
        if (const book::OrderBook* book = order_book(instrument)) return book->quotes();
        if (const book::DepthBook* book = depth_book(instrument)) return book->quotes();
        return {};
    }
    /// Orders, positions and money as far as answers have come.
    [[nodiscard]] const KnownAccount& account() const noexcept { return account_; }
    /// The venue itself, as no agent can see it: for whoever watches the replay.
    [[nodiscard]] const Exchange& exchange() const noexcept { return exchange_; }

  protected:
    struct View {
        const book::OrderBook* by_order = nullptr;
        const book::DepthBook* by_price = nullptr;
    };

    ReplayContext(const std::vector<ExchangeInstrument>& instruments, const ReplayOptions& options);
    ~ReplayContext() = default;

    Exchange exchange_;
    KnownAccount account_;
    std::vector<View> views_;
    LatencyModel order_latency_;
    TimedQueue<book::OrderCommand> orders_;  ///< on their way to the venue
    std::vector<book::OrderCommand> sent_;
    std::uint64_t undelivered_ = 0;
    std::int64_t now_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t wake_ = end_of_time;
    bool closing_ = false;  ///< the market data has ended: what is sent now meets no market
    bool stopped_ = false;
    bool changed_ = false;  ///< something may have to happen before the next row of a stream
    StateHash hash_;        ///< of what was sent and answered
};

}  // namespace swarmcore::sim
