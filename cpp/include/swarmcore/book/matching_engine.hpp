#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "swarmcore/book/auction.hpp"
#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/execution_buffer.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_index.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/owner_table.hpp"
#include "swarmcore/book/price_ladder.hpp"
#include "swarmcore/book/price_level.hpp"
#include "swarmcore/book/schedule.hpp"
#include "swarmcore/book/special_order.hpp"
#include "swarmcore/book/stop_triggers.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

class SnapshotReader;

/// Matches orders of many instruments by the rules of docs/matching-rules.md.
///
/// A plain order (limit or market, GTC or IOC, without flags) in continuous trading pays for none
/// of the other rules: whatever else an order or an instrument has lies beside the book, behind one
/// word of the instrument and one byte of each level.
///
/// Units: times in nanoseconds UTC, prices in ticks, quantities in lots.
/// Cost: O(1) expected for each order touched; special orders O(log orders) more. Allocates only
/// where more is held than ever before; running out of memory ends the process.
/// Invalidates: executions returned by `run` live until the next call.
/// A moved-from engine may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class MatchingEngine {
  public:
    /// Throws std::invalid_argument unless there are 1 to 65,536 instruments, a known algorithm, a
    /// minimum of 1 or more and a top share of 0 to 100.
    explicit MatchingEngine(std::size_t instruments, MatchingRules rules = {});

    /// Carries commands out and returns all that they did, in order, in memory of the engine's
    /// own. Any 64 bytes are a command: what makes no sense is rejected.
    std::span<const Execution> run(std::span<const OrderCommand> commands) noexcept;
    std::span<const Execution> run(const OrderCommand& command) noexcept {
        return run(std::span{&command, 1});
    }
    /// The same, appended to `executions`, which the caller reuses from call to call.
    void process(std::span<const OrderCommand> commands,
                 std::vector<Execution>& executions) noexcept;
    void process(const OrderCommand& command, std::vector<Execution>& executions) noexcept {
        process(std::span{&command, 1}, executions);
    }

    [[nodiscard]] std::size_t instrument_count() const noexcept { return books_.size(); }
    [[nodiscard]] const MatchingRules& rules() const noexcept { return rules_; }
    /// The number of live orders, waiting ones included.
    [[nodiscard]] std::size_t order_count() const noexcept { return index_.size(); }

    /// The reads of one instrument throw std::out_of_range where there is no such instrument.
    [[nodiscard]] std::optional<DepthLevel> best_bid(std::size_t instrument) const;
    [[nodiscard]] std::optional<DepthLevel> best_ask(std::size_t instrument) const;
    /// The best `levels` levels of a side as shown, best first.
    [[nodiscard]] std::vector<DepthLevel> depth(std::size_t instrument, Side side,
                                                std::size_t levels) const;
    /// The live orders: bids, best first in the order of their queues, asks likewise, then dormant,
    /// parked and held ones by arrival, and those in the line in its order.
    [[nodiscard]] std::vector<OrderView> orders(std::size_t instrument) const;
    [[nodiscard]] std::int64_t position(std::uint32_t owner, std::size_t instrument) const;
    /// 0 before the first trade.
    [[nodiscard]] Price last_trade_price(std::size_t instrument) const;
    [[nodiscard]] TradingPhase phase(std::size_t instrument) const;
    [[nodiscard]] PriceBands bands(std::size_t instrument) const;
    /// What the present auction would do if it ended now; all 0 where there is none.
    [[nodiscard]] IndicativeAuction indicative(std::size_t instrument) const;

    /// What instruments, orders and levels take, free places included, beside the executions of the
    /// last run.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;
    /// A digest of all that orders, positions and instruments are, whatever led to it; of neither
    /// the time nor the sequence of the executions.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;
    /// Everything, to bytes that are the same on every machine. The array of the commands is the
    /// journal: whatever follows a snapshot, processed again by the engine restored from it, gives
    /// the same executions and the same hash.
    [[nodiscard]] std::vector<unsigned char> snapshot() const;
    /// Throws BookError (row 0) where the bytes are truncated, corrupted or of something else.
    [[nodiscard]] static MatchingEngine restore(std::span<const unsigned char> bytes);

  private:
    /// What keeps an order off the plain path, as bits of a book.
    enum Attention : std::uint32_t {
        not_continuous = 1,
        has_bands = 2,
        has_dormant = 4,
        has_reducing = 8,
        by_pro_rata = 16,
    };

    /// One instrument: what every command reads.
    struct Book {
        PriceLadder bids{Side::bid};
        PriceLadder asks{Side::ask};
        Price last_trade;
        PriceBands bands;
        std::uint32_t attention = 0;
        TradingPhase phase = TradingPhase::continuous;

        PriceLadder& side(Side side) noexcept { return side == Side::bid ? bids : asks; }
        [[nodiscard]] const PriceLadder& side(Side side) const noexcept {
            return side == Side::bid ? bids : asks;
        }
    };

    /// A sum of quantities that may pass 64 bits.
    struct WideSum {
        std::uint64_t low = 0;
        std::uint64_t high = 0;

        void add(Quantity quantity) noexcept {
            const auto added = static_cast<std::uint64_t>(quantity.count());
            low += added;
            if (low < added) ++high;
        }
        void subtract(Quantity quantity) noexcept {
            const auto less = static_cast<std::uint64_t>(quantity.count());
            if (low < less) --high;
            low -= less;
        }
    };

    /// One instrument: what only special orders need.
    struct Waiting {
        OrderList dormant;
        OrderList parked;
        OrderList held;
        OrderList line;
        StopTriggers triggers;
        WideSum hidden;  ///< in icebergs at rest
        std::size_t reducing = 0;
    };

    /// The reduce-only orders of one owner in the book or parked, by arrival.
    struct Reducing {
        OrderSlot head = no_order;
        OrderSlot tail = no_order;
        std::uint64_t open = 0;  ///< at most 2^63: orders are cut to the position
    };

    /// An order on its way in: new, replaced or from the line.
    struct Incoming {
        OrderId id{};
        Price limit;  ///< the worst price it trades at
        Price price;  ///< its limit as reported, 0 where it has none
        Quantity open;
        OrderSlot slot = no_order;  ///< where it had one before
        std::uint32_t owner = 0;
        std::uint32_t display = 0;
        std::uint16_t instrument = 0;
        std::uint16_t flags = 0;
        Side side = Side::bid;
        TimeInForce tif = TimeInForce::gtc;
        OrderType type = OrderType::limit;  ///< as commanded; not read while it trades
        SelfTradeMode mode = SelfTradeMode::allow;
        bool market = false;
        bool linked = false;     ///< its trades have consequences for others
        bool gone = false;       ///< it left while it traded
        bool triggered = false;  ///< a stop that has become a market or limit order
        std::int64_t expires = 0;
        std::uint64_t arrival = 0;
    };

    /// What is still to follow for an order from one that traded or left.
    struct Consequence {
        OrderSlot slot = no_order;
        bool of_parent = false;  ///< else of a partner
    };

    /// A link as read from a snapshot, whose second order may come later.
    struct Tie {
        OrderSlot first = no_order;
        std::uint64_t second = 0;
        bool bracket = false;
        Quantity traded{};
    };

    /// Who takes part in an auction.
    struct Bidder {
        Price price;
        OrderSlot slot = no_order;
        std::uint16_t instrument = 0;
        bool market = false;
        bool special = false;
        bool traded = false;
    };

    /// An order that is neither in the book nor in a list: it is entering, or all of it traded.
    // No status that is shown.  NOLINTNEXTLINE(bugprone-invalid-enum-default-initialization)
    static constexpr OrderStatus entering{};

    // matching_engine.cpp: one command, and the plain path.
    /// Asks for the memory that coming commands will touch.
    void look_ahead(std::span<const OrderCommand> commands, std::size_t position) const noexcept;
    void step(const OrderCommand& command) noexcept;
    bool step_plain(const OrderCommand& command) noexcept;
    bool enter_plain(const OrderCommand& command) noexcept;
    bool cancel_plain(const OrderCommand& command) noexcept;
    bool replace_plain(const OrderCommand& command) noexcept;
    RejectReason act(const OrderCommand& command);
    RejectReason cancel(const OrderCommand& command);
    RejectReason set_bands(const OrderCommand& command);
    void expire_until(std::int64_t ts);
    RejectReason find(const OrderCommand& command, std::uint64_t id, OrderSlot& found) const;
    Execution& emit(ExecutionKind kind);
    void emit(ExecutionKind kind, OrderSlot slot, Quantity quantity, Quantity remaining,
              RejectReason reason);
    void emit(ExecutionKind kind, const Incoming& order, Quantity quantity, Quantity remaining,
              RejectReason reason);
    void reject(const OrderCommand& command, RejectReason reason) noexcept;

    // matching_match.cpp: trades.
    void match(Incoming& taker);
    /// Trades with the plain orders of a plain level.
    void take_level(Incoming& taker, LevelSlot slot);
    /// Trades with, or avoids, the oldest order of a level.
    void take_order(Incoming& taker, LevelSlot slot);
    void take_pro_rata(Incoming& taker, LevelSlot slot);
    /// Trades with the order at rest at `slot`, and all that follows from it.
    void trade(Incoming& taker, OrderSlot slot, Quantity quantity);
    void meet_own(Incoming& taker, OrderSlot slot);
    void decrement(OrderSlot slot, Quantity quantity);
    void replenish(OrderSlot slot);
    /// Notices where a taker was taken away by what followed from its own trade.
    void look_after(Incoming& taker);
    void emit_fills(const Incoming& taker, OrderId maker, Price price, Quantity quantity,
                    Quantity maker_open);
    void after_trade(std::uint16_t instrument, std::uint32_t taker, std::uint32_t maker,
                     Price price);
    void count_trade(std::uint16_t instrument, std::uint32_t buyer, std::uint32_t seller,
                     Quantity quantity) noexcept;
    [[nodiscard]] bool can_fill(const Incoming& taker) const;

    // matching_entry.cpp: orders entering by all rules.
    RejectReason enter(const OrderCommand& command);
    RejectReason replace(const OrderCommand& command);
    RejectReason release(const OrderCommand& command);
    void work_line(std::uint16_t instrument);
    void enter_from_line(OrderSlot slot);
    /// Cuts a reduce-only order to what it may shrink; `leaving` is what it had open before.
    RejectReason judge_reducing(Incoming& order, Quantity leaving);
    /// Post-only, bands and overflow; `replaced` is the order's own slot in the book, or none.
    RejectReason judge_price(Incoming& order, OrderSlot replaced);
    [[nodiscard]] bool overflows(const Incoming& order, OrderSlot replaced) const;
    /// Trades where the phase lets it, and finishes.
    void go_in(Incoming& order);
    /// Lets what did not trade rest, or cancels it.
    void finish(Incoming& order);
    void drop(Incoming& order, RejectReason reason);
    void rest(const Incoming& order);
    /// `start` is the price from which a trailing stop takes its trigger, 0 where it has one.
    void become_dormant(OrderSlot slot, SpecialOrder& stop, Price start);
    OrderSlot settle(const Incoming& order);
    [[nodiscard]] static Incoming incoming(const OrderCommand& command);
    [[nodiscard]] Incoming incoming(OrderSlot slot) const;

    // matching_orders.cpp: live orders: where they are, how they leave, what follows.
    RejectReason link(const OrderCommand& command);
    void join_partner(OrderSlot first, OrderSlot second);
    void join_parent(OrderSlot parent, OrderSlot child, Quantity traded);
    [[nodiscard]] SpecialOrder describe(OrderSlot slot) const;
    SpecialOrder& make_special(OrderSlot slot);
    SpecialOrder& make_special(OrderSlot slot, const Incoming& order);
    [[nodiscard]] bool is_live(OrderSlot slot) const noexcept;
    LevelSlot add_level(std::uint16_t instrument, Side side, Price price);
    void remove_level(LevelSlot slot) noexcept;
    LevelSlot join_level(OrderSlot slot, std::uint16_t instrument, Side side, Price price);
    void leave_level(OrderSlot slot) noexcept;
    OrderList& list_of(const SpecialOrder& order) noexcept;
    void join_list(OrderSlot slot, SpecialOrder& order, OrderStatus status);
    void move_to_line(OrderSlot slot, SpecialOrder& order);
    /// Takes an order out of the book or its list; it stays live.
    void displace(OrderSlot slot);
    void wake(OrderSlot slot);
    void test_stops(std::uint16_t instrument, Price price);
    void schedule_expiry(OrderSlot slot, const SpecialOrder& order);
    [[nodiscard]] bool expires(const Schedule::Entry& entry) const noexcept;
    void renew_arrival(OrderSlot slot, SpecialOrder& order);
    void lower_open(SpecialOrder& order, Quantity quantity) noexcept;
    /// Lowers what is open of an order where it is, the hidden part first.
    void shrink(OrderSlot slot, Quantity open);
    /// Cancels all that is open of a live order, and all that follows from it.
    void withdraw(OrderSlot slot, RejectReason reason);
    /// The same, but leaves what follows to `follow`.
    void dismiss(OrderSlot slot, RejectReason reason);
    /// Ends a displaced order, and leaves what follows to `follow`.
    void leave(OrderSlot slot);
    void forget(OrderSlot slot) noexcept;
    /// Ends an order's tie to its partner, which is to be cancelled.
    void part(SpecialOrder& order);
    void leave_parent(SpecialOrder& order) noexcept;
    void tell_children(const SpecialOrder& parent, Quantity traded) noexcept;
    /// What follows for its group from a trade of a special order, which leaves where all traded.
    void traded(OrderSlot slot);
    void follow();
    [[nodiscard]] static bool registered(const SpecialOrder& order) noexcept;
    void join_reducing(OrderSlot slot, SpecialOrder& order);
    void leave_reducing(SpecialOrder& order) noexcept;
    void cut_reducing(std::uint16_t instrument, std::uint32_t owner);
    /// What an order of `side` may take off a position.
    [[nodiscard]] static std::uint64_t reducible(std::int64_t position, Side side) noexcept;
    static void set_attention(Book& book, std::uint32_t bit, bool on) noexcept;

    // matching_auction.cpp: phases.
    RejectReason change_phase(const OrderCommand& command);
    IndicativeAuction uncross(std::uint16_t instrument, Price commanded);
    Quantity trade_at(Price price);
    void trade_pair(Bidder& buyer, Bidder& seller, Price price, Quantity quantity);
    void gather(std::uint16_t instrument, Side side, std::vector<Bidder>& bidders) const;
    [[nodiscard]] AuctionSide interest(const std::vector<Bidder>& bidders) const;
    [[nodiscard]] Quantity open_of(const Bidder& bidder) const noexcept;
    void show_again(OrderSlot slot);
    [[nodiscard]] static std::optional<Price> reference_price(const Book& book,
                                                              Price commanded) noexcept;

    // matching_view.cpp: what can be read.
    [[nodiscard]] const Book& book(std::size_t instrument) const;
    [[nodiscard]] OrderView view(OrderSlot slot) const;
    /// Calls `visit(slot)` for each live order of an instrument, in the order of `orders`.
    template <class Visit>
    void each_order(std::size_t instrument, Visit visit) const {
        const Book& book = this->book(instrument);
        const auto queue = [&](OrderSlot slot) {
            for (; slot != no_order; slot = pool_[slot].next) visit(slot);
        };
        for (const PriceLadder* const ladder : {&book.bids, &book.asks}) {
            for (LevelSlot level = ladder->best(); level != no_level;
                 level = ladder->next_worse(levels_[level].price)) {
                queue(levels_[level].head);
            }
        }
        const Waiting& waiting = waiting_[instrument];
        for (const OrderList* const list :
             {&waiting.dormant, &waiting.parked, &waiting.held, &waiting.line}) {
            queue(list->head);
        }
    }

    // matching_snapshot.cpp: a digest, and bytes.
    template <class Writer>
    void write_content(Writer& writer) const;
    template <class Writer>
    void write_order(Writer& writer, OrderSlot slot) const;
    void read_content(SnapshotReader& reader);
    OrderSlot read_order(SnapshotReader& reader, std::uint16_t instrument, std::vector<Tie>& ties);
    void read_tie(const Tie& tie);

    std::vector<Book> books_;
    OrderPool pool_;
    LevelPool levels_;
    OrderIndex index_;
    ExecutionBuffer out_;
    std::uint64_t sequence_ = 0;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t next_expiry_ = std::numeric_limits<std::int64_t>::max();
    std::int64_t now_ = 0;  ///< the time of what is being emitted
    OwnerTable<std::int64_t> positions_;
    MatchingRules rules_;

    std::vector<Waiting> waiting_;
    SpecialOrders specials_;
    OwnerTable<Reducing> reducing_;
    Schedule expiries_;
    std::uint64_t arrivals_ = 0;
    bool line_joined_ = false;
    // Reused from command to command.
    std::vector<Consequence> consequences_;
    std::vector<OrderSlot> woken_;
    std::vector<OrderSlot> chosen_;
    std::vector<std::int64_t> shown_;
    std::vector<std::int64_t> shares_;
    std::vector<Bidder> buyers_;
    std::vector<Bidder> sellers_;
};

}  // namespace swarmcore::book
