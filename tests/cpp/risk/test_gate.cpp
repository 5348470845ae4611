#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>

#include "swarmcore/risk/gate.hpp"

namespace swarmcore::risk {
namespace {

constexpr GateLimits limits{Quantity{100}, Notional{0, 50'000}, Quantity{150}};

Gate gate_at(double reference) {
    Gate gate{std::array{limits}};
    gate.set_reference(0, reference);
    return gate;
}

GateVerdict market(Gate& gate, Side side, std::int64_t quantity) {
    return gate.check(0, side, nullptr, Quantity{quantity});
}

}  // namespace

TEST_CASE("each limit passes at its value and denies one beyond it") {
    Gate gate = gate_at(1.0);
    CHECK(market(gate, Side::bid, 100) == GateVerdict::passed);
    CHECK(market(gate, Side::ask, 101) == GateVerdict::quantity);
    CHECK(market(gate, Side::bid, 50) == GateVerdict::passed);
    CHECK(market(gate, Side::bid, 1) == GateVerdict::position);
    Gate dear = gate_at(500.0);
    CHECK(market(dear, Side::bid, 101) == GateVerdict::quantity);
    CHECK(market(dear, Side::bid, 100) == GateVerdict::passed);
    dear.set_reference(0, 500.5);
    CHECK(market(dear, Side::ask, 100) == GateVerdict::notional);
}

TEST_CASE("the gate fails closed") {
    Gate gate{std::array{limits, GateLimits{}}};
    CHECK(market(gate, Side::bid, 1) == GateVerdict::no_reference);
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity(), 0.0, -1.0}) {
        gate.set_reference(0, 100.0);
        gate.set_reference(0, bad);
        CHECK(market(gate, Side::bid, 1) == GateVerdict::no_reference);
    }
    gate.set_reference(0, 1e300);
    CHECK(market(gate, Side::bid, 1) == GateVerdict::notional);
    gate.set_reference(0, 100.0);
    gate.set_reference(1, 100.0);
    CHECK(gate.check(1, Side::bid, nullptr, Quantity{1}) == GateVerdict::quantity);
    CHECK(gate.check(2, Side::bid, nullptr, Quantity{1}) == GateVerdict::unknown_instrument);
    CHECK(gate.check(0, static_cast<Side>(0), nullptr, Quantity{1}) == GateVerdict::bad_side);
    CHECK(market(gate, Side::bid, 0) == GateVerdict::bad_quantity);
    CHECK(market(gate, Side::bid, -5) == GateVerdict::bad_quantity);
    const Price zero{0};
    CHECK(gate.check(0, Side::bid, &zero, Quantity{1}) == GateVerdict::bad_price);
    CHECK_FALSE(gate.set_reference(2, 1.0));
    CHECK_THROWS_AS(Gate(std::array{GateLimits{Quantity{-1}, Notional{}, Quantity{}}}),
                    std::invalid_argument);
}

TEST_CASE("a limit order is valued at the higher of its price and the reference") {
    Gate gate = gate_at(400.0);
    const Price high{501};
    const Price low{1};
    CHECK(gate.check(0, Side::bid, &high, Quantity{100}) == GateVerdict::notional);
    CHECK(gate.check(0, Side::ask, &low, Quantity{100}) == GateVerdict::passed);
}

TEST_CASE("working lots count as filled until they are filled or released") {
    Gate gate = gate_at(1.0);
    CHECK(market(gate, Side::bid, 100) == GateVerdict::passed);
    CHECK(gate.working(0, Side::bid) == Quantity{100});
    CHECK(gate.fill(0, Side::bid, Quantity{60}));
    CHECK(gate.position(0) == Quantity{60});
    CHECK(market(gate, Side::bid, 51) == GateVerdict::position);
    CHECK(gate.release(0, Side::bid, Quantity{40}));
    CHECK(market(gate, Side::bid, 51) == GateVerdict::passed);
    CHECK_FALSE(gate.fill(0, Side::bid, Quantity{52}));
    CHECK_FALSE(gate.release(0, Side::ask, Quantity{1}));
    CHECK(gate.position(0) == Quantity{60});
}

TEST_CASE("a position whose value outgrew the limits can be left, and no more than left") {
    Gate gate = gate_at(500.0);
    CHECK(market(gate, Side::bid, 100) == GateVerdict::passed);
    CHECK(gate.fill(0, Side::bid, Quantity{100}));
    CHECK(market(gate, Side::bid, 50) == GateVerdict::passed);
    CHECK(gate.fill(0, Side::bid, Quantity{50}));
    gate.set_reference(0, 5000.0);
    CHECK(market(gate, Side::ask, 151) == GateVerdict::quantity);
    CHECK(market(gate, Side::ask, 150) == GateVerdict::passed);
    CHECK(market(gate, Side::ask, 11) == GateVerdict::notional);
    CHECK(market(gate, Side::ask, 10) == GateVerdict::passed);
}

TEST_CASE("an order that reduces a position passes up to the limit on the other side") {
    Gate gate = gate_at(1.0);
    CHECK(market(gate, Side::bid, 100) == GateVerdict::passed);
    CHECK(gate.fill(0, Side::bid, Quantity{100}));
    CHECK(market(gate, Side::ask, 100) == GateVerdict::passed);
    CHECK(market(gate, Side::ask, 100) == GateVerdict::passed);
    CHECK(market(gate, Side::ask, 51) == GateVerdict::position);
}

}  // namespace swarmcore::risk
