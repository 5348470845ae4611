#include "swarmcore/risk/gate.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

namespace swarmcore::risk {

namespace {

void check_limit(std::int64_t value, const char* what) {
    if (value < 0) {
        throw std::invalid_argument{std::string{what} + ": expected 0 or more, was " +
                                    std::to_string(value)};
    }
}

bool is_side(Side side) noexcept {
    return side == Side::bid || side == Side::ask;
}

}  // namespace

const char* name(GateVerdict verdict) noexcept {
    switch (verdict) {
        case GateVerdict::passed:
            return "passed";
        case GateVerdict::unknown_instrument:
            return "unknown_instrument";
        case GateVerdict::bad_side:
            return "bad_side";
        case GateVerdict::bad_price:
            return "bad_price";
        case GateVerdict::no_reference:
            return "no_reference";
        case GateVerdict::bad_quantity:
            return "bad_quantity";
        case GateVerdict::quantity:
            return "quantity";
        case GateVerdict::notional:
            return "notional";
        case GateVerdict::position:
            return "position";
    }
    return "unknown";
}

Gate::Gate(std::span<const GateLimits> limits) {
    states_.reserve(limits.size());
    for (const GateLimits& limit : limits) {
        check_limit(limit.max_quantity.count(), "max_quantity");
        check_limit(limit.max_position.count(), "max_position");
        State state;
        state.limits = limit;
        states_.push_back(state);
    }
}

bool Gate::set_reference(std::size_t instrument, double price) noexcept {
    if (instrument >= states_.size()) return false;
    states_[instrument].reference = std::isfinite(price) && price > 0.0 ? price : 0.0;
    return true;
}

GateVerdict Gate::check(std::size_t instrument, Side side, const Price* price,
                        Quantity quantity) noexcept {
    if (instrument >= states_.size()) return GateVerdict::unknown_instrument;
    if (!is_side(side)) return GateVerdict::bad_side;
    const GateVerdict verdict = states_[instrument].judge(side, price, quantity);
    if (verdict == GateVerdict::passed) states_[instrument].working(side) += quantity;
    return verdict;
}

Quantity Gate::room(std::size_t instrument, Side side) const noexcept {
    if (instrument >= states_.size() || !is_side(side)) return Quantity{};
    const State& state = states_[instrument];
    // Beyond a quantity that passes, every limit only gets closer: the last one is found by halves.
    std::int64_t passes = 0;
    std::int64_t fails = INT64_MAX;
    while (fails - passes > 1) {
        const std::int64_t middle = passes + (fails - passes) / 2;
        const bool passed = state.judge(side, nullptr, Quantity{middle}) == GateVerdict::passed;
        (passed ? passes : fails) = middle;
    }
    return Quantity{passes};
}

GateVerdict Gate::State::judge(Side side, const Price* price, Quantity quantity) const noexcept {
    if (price != nullptr && price->count() <= 0) return GateVerdict::bad_price;
    if (reference == 0.0) return GateVerdict::no_reference;
    if (quantity.count() <= 0) return GateVerdict::bad_quantity;
    const std::int64_t working = (side == Side::bid ? working_bid : working_ask).count();
    const std::int64_t held = side == Side::bid ? position.count() : -position.count();
    if (quantity.count() > INT64_MAX - working) return GateVerdict::position;
    // Whoever may not hold more must be able to hold less.
    if (held < 0 && working + quantity.count() <= -held) return GateVerdict::passed;
    const GateVerdict verdict = judge_size(price, quantity);
    if (verdict != GateVerdict::passed) return verdict;
    // What may still be ordered: the limit less what is held and working on this side.
    std::int64_t room = limits.max_position.count() - working;
    if (held > 0 && held > room) return GateVerdict::position;
    room = held < 0 && room > INT64_MAX + held ? INT64_MAX : room - held;
    return quantity.count() > room ? GateVerdict::position : GateVerdict::passed;
}

GateVerdict Gate::State::judge_size(const Price* price, Quantity quantity) const noexcept {
    if (quantity > limits.max_quantity) return GateVerdict::quantity;
    // Rounded up, so that an order a fraction of a tick beyond the limit is denied.
    const double ceiling = std::ceil(reference);
    if (ceiling >= 0x1p62) return GateVerdict::notional;
    Price value{static_cast<std::int64_t>(ceiling)};
    if (price != nullptr && *price > value) value = *price;
    return value * quantity > limits.max_notional ? GateVerdict::notional : GateVerdict::passed;
}

Gate::State* Gate::find(std::size_t instrument, Side side, Quantity quantity) noexcept {
    if (instrument >= states_.size() || !is_side(side) || quantity.count() < 0) return nullptr;
    State& state = states_[instrument];
    return quantity > state.working(side) ? nullptr : &state;
}

bool Gate::fill(std::size_t instrument, Side side, Quantity quantity) noexcept {
    State* const state = find(instrument, side, quantity);
    if (state == nullptr) return false;
    state->working(side) -= quantity;
    state->position += side == Side::bid ? quantity : -quantity;
    return true;
}

bool Gate::release(std::size_t instrument, Side side, Quantity quantity) noexcept {
    State* const state = find(instrument, side, quantity);
    if (state == nullptr) return false;
    state->working(side) -= quantity;
    return true;
}

Quantity Gate::position(std::size_t instrument) const noexcept {
    return instrument < states_.size() ? states_[instrument].position : Quantity{};
}

Quantity Gate::working(std::size_t instrument, Side side) const noexcept {
    if (instrument >= states_.size() || !is_side(side)) return Quantity{};
    const State& state = states_[instrument];
    return side == Side::bid ? state.working_bid : state.working_ask;
}

}  // namespace swarmcore::risk
