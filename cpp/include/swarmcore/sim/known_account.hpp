#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "swarmcore/book/order.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/risk/gate.hpp"
#include "swarmcore/sim/fees.hpp"
#include "swarmcore/sim/key_map.hpp"

namespace swarmcore::sim {

/// What became of a command that an agent wanted to send.
enum class SendStatus : std::uint8_t {
    sent = 0,
    denied = 1,           ///< by the gate; `KnownAccount::verdict` says why
    duplicate_order = 2,  ///< a new order with the id of one that may still trade
    market_ended = 3,     ///< the market data has ended: it would meet no market
};

/// A sum of prices times quantities, in ticks times lots, exact in 128 bits.
class Turnover {
  public:
    /// Adds price times quantity (1 or more each) for a sale, takes it off for a purchase.
    void trade(Side side, Price price, Quantity quantity) noexcept;
    /// The nearest double of this plus `quantity` at `price` ticks.
    [[nodiscard]] double worth(Quantity quantity, double price) const noexcept;

  private:
    std::uint64_t high_ = 0;  ///< two's complement, with `low_`
    std::uint64_t low_ = 0;
};

/// What an agent knows of its orders, positions and money, and the gate that its orders pass.
///
/// The gate counts what may still trade: an order from when it is sent until the answer that ends
/// it has come; of a replace, until its answer has come, the old quantity and the new one, since
/// the old may trade before it is replaced. A market order is valued at the mid of the agent's
/// book, or at its one best price; without any, the gate denies.
///
/// Cost: O(1) expected; allocates only where more orders are open than ever before.
/// Threads: one.
class KnownAccount {
  public:
    /// An order that may still trade.
    struct Order {
        Quantity open;      ///< as far as answers have come
        Quantity reserved;  ///< what the gate counts: `open` and what replaces may make of it
        Price price;
        std::uint16_t instrument = 0;
        Side side = Side::bid;
        bool accepted = false;
    };

    /// `limits` is empty for no gate, or has one for each value. Throws std::invalid_argument where
    /// it has another number.
    KnownAccount(std::span<const ContractValue> values, std::span<const risk::GateLimits> limits);

    /// Judges and notes a command on its way to the venue; `quotes` are what the agent sees.
    SendStatus send(const book::OrderCommand& command, const book::Quotes& quotes) noexcept;
    /// Why the gate denied what it denied last.
    [[nodiscard]] risk::GateVerdict verdict() const noexcept { return verdict_; }
    /// The gate, or nullptr where there is none.
    [[nodiscard]] const risk::Gate* gate() const noexcept { return gate_ ? &*gate_ : nullptr; }
    /// Notes an answer of the venue and its fee.
    void receive(const book::Execution& execution, Money fee) noexcept;

    /// nullptr where no order of this id may still trade.
    [[nodiscard]] const Order* find(std::uint64_t order_id) const noexcept {
        return orders_.find(order_id);
    }
    [[nodiscard]] std::size_t order_count() const noexcept { return orders_.size(); }
    /// Lots held, negative when short; 0 of no such instrument.
    [[nodiscard]] Quantity position(std::size_t instrument) const noexcept {
        return instrument < accounts_.size() ? accounts_[instrument].position : Quantity{};
    }
    /// Fees paid, rebates taken off.
    [[nodiscard]] Money fees() const noexcept { return fees_; }
    [[nodiscard]] std::uint64_t fill_count() const noexcept { return fills_; }
    /// Notes the price, in ticks, at which positions of an instrument are valued.
    void mark(std::size_t instrument, double price) noexcept { accounts_[instrument].mark = price; }
    /// What was earned since the beginning, in the quote currency: cash from trades and positions
    /// at their marks, less fees.
    [[nodiscard]] double profit() const noexcept;
    [[nodiscard]] std::size_t instrument_count() const noexcept { return accounts_.size(); }

  private:
    struct InstrumentAccount {
        Quantity position;
        Turnover cash;
        double mark = 0.0;
        double value = 0.0;  ///< of a tick times a lot, in the quote currency
    };

    SendStatus send_new(const book::OrderCommand& command) noexcept;
    SendStatus send_replace(const book::OrderCommand& command) noexcept;
    [[nodiscard]] bool passes(std::size_t instrument, Side side, const Price* price,
                              Quantity quantity) noexcept;
    void release(Order& order, Quantity quantity) noexcept;

    std::vector<InstrumentAccount> accounts_;
    std::optional<risk::Gate> gate_;
    KeyMap<Order> orders_;
    risk::GateVerdict verdict_ = risk::GateVerdict::passed;
    Money fees_;
    std::uint64_t fills_ = 0;
};

}  // namespace swarmcore::sim
