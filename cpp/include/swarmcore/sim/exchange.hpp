#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/account.hpp"
#include "swarmcore/sim/depth_market.hpp"
#include "swarmcore/sim/fees.hpp"
#include "swarmcore/sim/impact.hpp"
#include "swarmcore/sim/order_market.hpp"
#include "swarmcore/sim/queue.hpp"

namespace swarmcore::sim {

/// What an instrument's feed tells.
enum class MarketData : std::uint8_t {
    by_order = 1,  ///< every order: BookMessage
    by_price = 2,  ///< the quantity at every price: DepthMessage
};

/// One instrument of a simulated exchange.
struct ExchangeInstrument {
    MarketData data = MarketData::by_order;
    book::DepthRules depth{};   ///< by price only
    QueueModel queue{};         ///< by price only
    SquareRootImpact impact{};  ///< none by default
    FeeSchedule fees{};
    ContractValue value{};
};

/// An account's orders at a venue whose market is replayed: the recorded market goes its way as if
/// they were not there, and they trade with what it shows. The rules are in
/// docs/simulated-exchange.md; records and reasons are those of the matching engine.
///
/// Units: times in nanoseconds UTC, prices in ticks, quantities in lots.
/// Cost: a message that touches no price of an own order costs its mirror and a few compares; it
/// allocates only where more orders, levels or executions are held than ever before. Running out of
/// memory ends the process.
/// Threads: one writer; no concurrent readers.
class Exchange {
  public:
    /// Throws std::invalid_argument unless there are 1 to 65,536 instruments, and where the depth
    /// rules of one cannot be.
    explicit Exchange(const std::vector<ExchangeInstrument>& instruments);
    Exchange(const Exchange&) = delete;  // it points into itself
    Exchange& operator=(const Exchange&) = delete;
    Exchange(Exchange&&) = default;
    Exchange& operator=(Exchange&&) = default;
    ~Exchange() = default;

    /// A message of the venue's feed, at the venue's time; the mirror applies it, or refuses it and
    /// says why, and then nothing else happens either. `unknown_instrument` where there is no such
    /// instrument with market data by order.
    book::BookStatus apply(const book::BookMessage& message) noexcept {
        OrderMarket* market = order_market(message.instrument);
        if (market == nullptr) return book::BookStatus::unknown_instrument;
        return apply<book::BookStatus>(*market, message);
    }
    /// The same, of a feed by price. Own orders see an update when its last row has come, and
    /// trades at once. Nothing where there is no such instrument with market data by price.
    std::optional<book::DepthStatus> apply(const book::DepthMessage& message) noexcept {
        DepthMarket* market = depth_market(message.instrument);
        if (market == nullptr) return std::nullopt;
        return apply<book::DepthStatus>(*market, message);
    }
    /// A command of the account arrives at the venue. Any 64 bytes are a command.
    void process(const book::OrderCommand& command) noexcept;

    /// What happened since the last `clear_executions`, in order.
    [[nodiscard]] std::span<const book::Execution> executions() const noexcept {
        return account_.executions();
    }
    /// The fee of each of these; 0 unless filled.
    [[nodiscard]] std::span<const Money> fees() const noexcept { return account_.fees(); }
    void clear_executions() noexcept { account_.clear_executions(); }

    /// Lots of the venue before an own order at its price, estimated where the market is by price;
    /// nothing where no such own order rests.
    [[nodiscard]] std::optional<double> queue_ahead(OrderId order) const noexcept;
    /// What is open of an own order that rests.
    [[nodiscard]] std::optional<Quantity> open_quantity(OrderId order) const noexcept;
    [[nodiscard]] std::size_t order_count() const noexcept { return account_.order_count(); }
    /// Bought less sold by an owner, held to the range of 64 bits.
    [[nodiscard]] Quantity position(std::uint32_t owner, std::uint16_t instrument) const noexcept {
        return account_.position(owner, instrument);
    }
    /// Fees paid so far, rebates taken off.
    [[nodiscard]] Money fees_paid() const noexcept { return account_.fees_paid(); }
    /// The latest time that a message or command brought.
    [[nodiscard]] Nanos now() const noexcept { return Nanos{account_.now()}; }

    [[nodiscard]] std::size_t instrument_count() const noexcept { return markets_.size(); }
    /// The mirror of an instrument's book, or nullptr where its market data is of the other kind or
    /// there is no such instrument.
    [[nodiscard]] const book::OrderBook* order_book(std::size_t instrument) const noexcept;
    [[nodiscard]] const book::DepthBook* depth_book(std::size_t instrument) const noexcept;
    /// The order that the last message of an instrument with market data by order reduced,
    /// executed, deleted or replaced, as it was before. Precondition: there is such an instrument.
    [[nodiscard]] const book::BookOrder& order_before(std::size_t instrument) const noexcept {
        return std::get_if<OrderMarket>(&markets_[instrument])->before();
    }

    /// A digest of mirrors, own orders, what they consumed, positions, fees and time.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;

  private:
    using Market = std::variant<OrderMarket, DepthMarket>;

    template <class Status, class ItsMarket, class Message>
    Status apply(ItsMarket& market, const Message& message) noexcept {
        const Status status = market.mirror(message);
        if (status != Status::applied) return status;
        advance(message.ts);
        if (market.concerned_by(message)) {
            market.react(message, account_);
            settle();
        }
        return status;
    }
    [[nodiscard]] OrderMarket* order_market(std::size_t instrument) const noexcept {
        return instrument < order_markets_.size() ? order_markets_[instrument] : nullptr;
    }
    [[nodiscard]] DepthMarket* depth_market(std::size_t instrument) const noexcept {
        return instrument < depth_markets_.size() ? depth_markets_[instrument] : nullptr;
    }
    [[nodiscard]] book::RejectReason enter(const book::OrderCommand& command) noexcept;
    [[nodiscard]] book::RejectReason cancel(const book::OrderCommand& command) noexcept;
    [[nodiscard]] book::RejectReason replace(const book::OrderCommand& command) noexcept;
    /// The order that a cancel or replace means, or why it may not.
    [[nodiscard]] book::RejectReason find(const book::OrderCommand& command,
                                          book::OrderSlot& slot) const noexcept;
    /// Cuts a reduce-only order, whose former open quantity is `replaced`.
    [[nodiscard]] book::RejectReason cut_to_position(OwnOrder& order,
                                                     Quantity replaced) const noexcept;
    /// Refuses a post-only order that would take, or slides it.
    [[nodiscard]] book::RejectReason keep_from_taking(OwnOrder& order) const noexcept;
    /// Lets an order take what it may, and what is left rest or leave.
    void trade(OwnOrder order, book::OrderType type, book::TimeInForce tif) noexcept;
    void take(OwnOrder& order, Price limit) noexcept;
    [[nodiscard]] bool fills_whole(const OwnOrder& order, Price limit) const noexcept;
    /// Of the side opposite to the order's.
    template <class Visit>
    void walk_available(const OwnOrder& order, Visit&& visit) const;
    void remove(book::OrderSlot slot) noexcept;
    void reject(const book::OrderCommand& command, book::RejectReason reason) noexcept;
    /// Moves the time forward, and lets go what expires at it or before.
    void advance(std::int64_t ts) noexcept {
        if (ts >= account_.next_expiry()) expire(ts);
        if (ts > account_.now()) account_.set_now(ts);
    }
    void expire(std::int64_t ts) noexcept;
    /// Cuts reduce-only orders to positions that have changed.
    void settle() noexcept {
        if (account_.take_position_change()) cut_to_positions();
    }
    void cut_to_positions() noexcept;
    Quantity cut(book::OrderSlot slot, Quantity excess) noexcept;

    std::vector<Market> markets_;
    // Of each instrument one is its market, the other nullptr.
    std::vector<OrderMarket*> order_markets_;
    std::vector<DepthMarket*> depth_markets_;
    std::vector<SquareRootImpact> impacts_;
    std::vector<book::OrderSlot> reduce_only_;  ///< reused by `settle`
    Account account_;
};

}  // namespace swarmcore::sim
