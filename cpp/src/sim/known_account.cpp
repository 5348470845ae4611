#include "swarmcore/sim/known_account.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

namespace swarmcore::sim {

namespace {

using book::CommandKind;
using book::Execution;
using book::ExecutionKind;
using book::OrderCommand;
using book::OrderType;

double value_of(const ContractValue& value) {
    double power = 1.0;
    for (unsigned place = 0; place < value.places; ++place) power *= 10.0;
    return static_cast<double>(value.digits) / power;
}

/// The price in ticks at which the gate values a market order; 0 where there is none.
double reference(const book::Quotes& quotes) {
    if (const auto middle = book::mid(quotes)) return *middle;
    if (quotes.bid) return static_cast<double>(quotes.bid->price.count());
    if (quotes.ask) return static_cast<double>(quotes.ask->price.count());
    return 0.0;
}

/// Two's complement of 128 bits.
std::pair<std::uint64_t, std::uint64_t> negated(std::uint64_t high, std::uint64_t low) {
    return {~high + (low == 0 ? 1U : 0U), ~low + 1U};
}

Quantity saturating(Quantity left, Quantity right) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const std::int64_t a = left.count();
    const std::int64_t b = right.count();
    if (b > 0 && a > most - b) return Quantity{most};
    if (b < 0 && a < -most - b) return Quantity{-most};
    return Quantity{a + b};
}

}  // namespace

void Turnover::trade(Side side, Price price, Quantity quantity) noexcept {
    const Notional notional = price * quantity;
    std::uint64_t high = notional.high();
    std::uint64_t low = notional.low();
    if (side == Side::bid) std::tie(high, low) = negated(high, low);
    low_ += low;
    high_ += high + (low_ < low ? 1U : 0U);
}

double Turnover::worth(Quantity quantity, double price) const noexcept {
    // The whole ticks are summed exactly, so that what is left of two large sums keeps its digits.
    const double whole = std::floor(price);
    if (!(whole >= 0.0 && whole < 0x1p62)) return 0.0;
    Turnover sum = *this;
    const bool is_long = quantity >= Quantity{};
    const Quantity size = is_long ? quantity : -quantity;
    sum.trade(is_long ? Side::ask : Side::bid, Price{static_cast<std::int64_t>(whole)}, size);
    const bool negative = (sum.high_ >> 63U) != 0;
    if (negative) std::tie(sum.high_, sum.low_) = negated(sum.high_, sum.low_);
    const double amount = static_cast<double>(sum.high_) * 0x1p64 + static_cast<double>(sum.low_);
    return (negative ? -amount : amount) + static_cast<double>(quantity.count()) * (price - whole);
}

KnownAccount::KnownAccount(std::span<const ContractValue> values,
                           std::span<const risk::GateLimits> limits) {
    if (!limits.empty() && limits.size() != values.size()) {
        throw std::invalid_argument{"limits: expected one for each of " +
                                    std::to_string(values.size()) + " instruments, was " +
                                    std::to_string(limits.size())};
    }
    for (const ContractValue& value : values) {
        InstrumentAccount account;
        account.value = value_of(value);
        accounts_.push_back(account);
    }
    if (!limits.empty()) gate_.emplace(limits);
}

SendStatus KnownAccount::send(const OrderCommand& command, const book::Quotes& quotes) noexcept {
    if (command.kind != CommandKind::new_ && command.kind != CommandKind::replace) {
        return SendStatus::sent;
    }
    if (gate_) static_cast<void>(gate_->set_reference(command.instrument, reference(quotes)));
    return command.kind == CommandKind::new_ ? send_new(command) : send_replace(command);
}

SendStatus KnownAccount::send_new(const OrderCommand& command) noexcept {
    if (orders_.find(command.order_id) != nullptr) return SendStatus::duplicate_order;
    const Price price{command.price};
    const Quantity quantity{command.quantity};
    const bool has_limit =
        command.type == OrderType::limit || command.type == OrderType::stop_limit;
    if (!passes(command.instrument, command.side, has_limit ? &price : nullptr, quantity)) {
        return SendStatus::denied;
    }
    orders_[command.order_id] = {.open = quantity,
                                 .reserved = quantity,
                                 .price = price,
                                 .instrument = command.instrument,
                                 .side = command.side};
    return SendStatus::sent;
}

SendStatus KnownAccount::send_replace(const OrderCommand& command) noexcept {
    Order* const order = orders_.find(command.order_id);
    // Of an order that is gone, the venue will say so.
    if (order == nullptr) return SendStatus::sent;
    const Price price{command.price};
    const Quantity quantity{command.quantity};
    if (!passes(order->instrument, order->side, &price, quantity)) return SendStatus::denied;
    order->reserved = saturating(order->reserved, quantity);
    return SendStatus::sent;
}

bool KnownAccount::passes(std::size_t instrument, Side side, const Price* price,
                          Quantity quantity) noexcept {
    if (!gate_) return true;
    verdict_ = gate_->check(instrument, side, price, quantity);
    return verdict_ == risk::GateVerdict::passed;
}

void KnownAccount::receive(const Execution& execution, Money fee) noexcept {
    fees_ = saturating_sum(fees_, fee);
    const Quantity quantity{execution.quantity};
    if (execution.kind == ExecutionKind::filled && execution.instrument < accounts_.size()) {
        InstrumentAccount& account = accounts_[execution.instrument];
        account.position =
            saturating(account.position, execution.side == Side::bid ? quantity : -quantity);
        account.cash.trade(execution.side, Price{execution.price}, quantity);
        ++fills_;
    }
    Order* const order = orders_.find(execution.order_id);
    if (order == nullptr) return;
    switch (execution.kind) {
        case ExecutionKind::accepted:
            order->accepted = true;
            // A reduce-only order may have been cut.
            release(*order, order->open - quantity);
            order->open = quantity;
            break;
        case ExecutionKind::filled:
            if (gate_) {
                static_cast<void>(gate_->fill(order->instrument, order->side,
                                              std::min(quantity, order->reserved)));
            }
            order->reserved -= std::min(quantity, order->reserved);
            order->open = Quantity{execution.remaining};
            break;
        case ExecutionKind::replaced:
            release(*order, order->open);
            order->open = quantity;
            order->price = Price{execution.price};
            break;
        case ExecutionKind::rejected:
            // The first answer to a new order; later ones are to a replace, whose quantity stands
            // in the reject, or to a cancel, which has none.
            release(*order, quantity);
            if (!order->accepted) order->open = Quantity{};
            break;
        default:
            release(*order, order->open - Quantity{execution.remaining});
            order->open = Quantity{execution.remaining};
            break;
    }
    if (order->open > Quantity{}) return;
    release(*order, order->reserved);
    orders_.erase(execution.order_id);
}

void KnownAccount::release(Order& order, Quantity quantity) noexcept {
    const Quantity given = std::clamp(quantity, Quantity{}, order.reserved);
    if (gate_) static_cast<void>(gate_->release(order.instrument, order.side, given));
    order.reserved -= given;
}

double KnownAccount::profit() const noexcept {
    double sum = -static_cast<double>(fees_.count()) * 1e-9;
    for (const InstrumentAccount& account : accounts_) {
        sum += account.value * account.cash.worth(account.position, account.mark);
    }
    return sum;
}

}  // namespace swarmcore::sim
