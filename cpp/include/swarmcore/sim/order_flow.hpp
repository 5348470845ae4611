#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/hawkes.hpp"
#include "swarmcore/sim/sliding_table.hpp"

namespace swarmcore::sim {

/// What arrives at a book. The number of a type in a Hawkes process is this plus 1 for an ask: a
/// limit order or a cancel of that side, a market order that sells.
enum class ArrivalKind : std::uint8_t { limit = 0, cancel = 2, market = 4 };

/// How many types of arrivals there are: three kinds on two sides.
inline constexpr std::size_t arrival_types = 6;

using ArrivalParameters = HawkesParameters<arrival_types>;

/// Parameters of a flow that is alike on both sides: `rate` events a second in the mean, 45 % limit
/// orders, 45 % cancels, 10 % market orders, of which the part `branching_ratio` is caused by
/// events before. Of what an event causes, four tenths are of its own type, three tenths push the
/// price the same way (bids, cancelled asks and buys; asks, cancelled bids and sells), the rest is
/// anything.
///
/// Throws std::invalid_argument where a number is out of range.
[[nodiscard]] ArrivalParameters balanced_arrivals(double rate, double branching_ratio,
                                                  double decay);

/// A synthetic market: who arrives when, where and how large.
struct OrderFlowModel {
    ArrivalParameters arrivals;
    /// Where the book begins, ticks: 2 to 2^53.
    std::int64_t price = 10'000;
    /// Resting orders a side, 1 to 1,000,000, that the book begins with and is drawn back to.
    std::int64_t orders = 300;
    /// An order joins i ticks from the best opposite price with a chance in proportion to
    /// i^-placement, 1 <= i <= reach (1 to 1,000,000).
    double placement = 0.8;
    std::int64_t reach = 100;
    /// Lots: quantities are log-logistic, with this median (1 to 1,000,000), and
    /// beyond x times the median with a chance of about x^-tail, 1.1 to 100.
    std::int64_t quantity = 100;
    double tail = 2.5;
    /// The parts of the cancels that only reduce an order, and that move it to another price.
    double reduce_share = 0.1;
    double replace_share = 0.1;

    /// Throws std::invalid_argument where a number is out of range; of the arrivals Hawkes does.
    void check() const;
};

/// A seeded, endless flow of orders for demonstrations and load: what comes follows a Hawkes
/// process, and goes through a matching engine, so that every cancel hits a live order, every trade
/// is price-time and no feed made of it is ever refused.
///
/// A book of random arrivals would run empty or over. Where a side has n orders and should have
/// `orders`, the next limit order on it becomes a cancel with the chance (n - orders) / orders, or
/// the next cancel a limit order with the chance (orders - n) / orders; an event without an order
/// to hit becomes a limit order. `arrivals` counts what arrived, before that.
///
/// One flow is written in one form, the one asked for first: as the commands that went into the
/// engine, or as the feed that came out of it, by order or by price. It begins with the orders that
/// fill the book, by price with a snapshot of them. A market order's feed by price is its trades,
/// and then the levels that they left behind.
///
/// Units: nanoseconds, ticks, lots. The same model and seed give the same bits on every machine.
/// Cost: O(1) expected a record. Threads: one.
/// Source: R. Cont, S. Stoikov and R. Talreja, A stochastic model for order book dynamics,
/// Operations Research 58 (2010), for placement by distance from the opposite best; E. Bacry, I.
/// Mastromatteo and J.-F. Muzy, Hawkes processes in finance, Market Microstructure and Liquidity 1
/// (2015), section 4, for order flow as a Hawkes process.
class OrderFlow {
  public:
    /// `instrument` is written into the records. Throws std::invalid_argument where the model has a
    /// number out of range.
    OrderFlow(const OrderFlowModel& model, std::uint64_t seed, Nanos start = Nanos{},
              std::uint16_t instrument = 0);

    /// Fill all of `records` with what comes next. Throw std::invalid_argument where the flow was
    /// written in another form before.
    void fill(std::span<book::OrderCommand> records);
    void fill(std::span<book::BookMessage> records);
    void fill(std::span<book::DepthMessage> records);

    /// Arrivals so far, by type.
    [[nodiscard]] const std::array<std::uint64_t, arrival_types>& arrivals() const noexcept {
        return arrivals_;
    }
    /// The time of the last arrival.
    [[nodiscard]] Nanos now() const noexcept { return Nanos{now_}; }

  private:
    enum class Form : std::uint8_t { open, commands, messages, depth };
    /// An order that rests, as the generator needs to know it.
    struct Live {
        std::uint64_t id;
        std::int64_t price;
        std::int64_t quantity;
    };
    using Quantiles = std::array<std::int64_t, 4096>;

    template <class Record>
    void write(std::span<Record> records, std::vector<Record>& waiting, Form form);
    void append(std::vector<book::OrderCommand>& waiting);
    void append(std::vector<book::BookMessage>& waiting);
    void append(std::vector<book::DepthMessage>& waiting);
    void append_snapshot();

    /// The next command of the flow, processed: `command_` and `executions_`.
    void step();
    void limit(Side side, std::uint64_t marks);
    void cancel(Side side, std::uint64_t marks);
    void market(Side side, std::uint64_t marks);
    void process();
    void keep(const book::Execution& execution);
    void change_level(std::int64_t price, Side side, std::int64_t lots);
    void advance(double seconds);
    [[nodiscard]] bool is_filled() const noexcept {
        return next_id_ > 2 * static_cast<std::uint64_t>(model_.orders);
    }
    [[nodiscard]] std::int64_t placed(Side side, std::uint64_t marks) const;
    [[nodiscard]] std::vector<Live>& live(Side side) { return live_[side == Side::bid ? 0 : 1]; }

    OrderFlowModel model_;
    std::uint16_t instrument_;
    RandomNumbers random_;
    Hawkes<arrival_types> hawkes_;
    Quantiles distances_{};
    Quantiles quantities_{};
    book::MatchingEngine engine_{1};
    std::array<std::uint64_t, arrival_types> arrivals_{};
    std::array<std::vector<Live>, 2> live_;
    SlidingTable<std::size_t> positions_;  ///< of a live order's id in its side's `live_`
    std::array<std::int64_t, 2> last_best_;
    std::int64_t now_;
    double part_of_nanosecond_ = 0.0;
    std::uint64_t next_id_ = 1;
    std::uint64_t sequence_ = 0;
    book::OrderCommand command_;
    std::int64_t reduced_ = 0;  ///< lots that `command_` takes off an order that stays in its place
    std::vector<book::Execution> executions_;
    SlidingTable<std::int64_t> levels_;      ///< lots by price, of a flow by price alone
    std::vector<book::DepthLevel> touched_;  ///< the levels that `command_` changed
    Side touched_side_ = Side::bid;

    Form form_ = Form::open;
    std::size_t next_waiting_ = 0;
    std::vector<book::OrderCommand> waiting_commands_;
    std::vector<book::BookMessage> waiting_messages_;
    std::vector<book::DepthMessage> waiting_depth_;
};

}  // namespace swarmcore::sim
