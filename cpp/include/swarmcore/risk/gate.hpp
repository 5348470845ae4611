#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "swarmcore/core/units.hpp"

namespace swarmcore::risk {

/// Why the gate lets an order pass or denies it.
enum class GateVerdict : std::uint8_t {
    passed = 0,
    unknown_instrument = 1,  ///< the instrument index is beyond the gate's
    bad_side = 2,            ///< neither bid nor ask
    bad_price = 3,           ///< a limit price of zero or less
    no_reference = 4,        ///< no finite, positive reference price was given yet
    bad_quantity = 5,        ///< zero or less
    quantity = 6,            ///< more lots than max_quantity
    notional = 7,            ///< price × quantity beyond max_notional
    position = 8,  ///< the position could pass max_position, were all working orders filled
};

/// The name of a verdict as reports and journals spell it.
[[nodiscard]] const char* name(GateVerdict verdict) noexcept;

/// The limits of one instrument. Zero everywhere, the default, denies every order.
struct GateLimits {
    Quantity max_quantity{};  ///< of one order
    Notional max_notional{};  ///< of one order, in ticks × lots
    Quantity max_position{};  ///< long or short, working orders counted as filled
};

/// The one pre-trade gate: every order of every mode passes it. It fails closed: what it does not
/// know, it denies. An order that only reduces the position passes every limit, whatever its size:
/// whoever may not hold more must be able to hold less.
///
/// It keeps, by instrument, the position and the lots of working orders on each side: `check`
/// reserves an order's lots when it passes; `fill` moves lots from working to the position and
/// `release` gives back those that were cancelled, rejected or expired.
///
/// Units: prices in ticks, quantities in lots. Cost: O(1), allocation-free.
/// Threads: one.
class Gate {
  public:
    explicit Gate(std::span<const GateLimits> limits);

    [[nodiscard]] std::size_t instrument_count() const noexcept { return states_.size(); }

    /// Sets the price, in ticks, at which market orders are valued. One that is not finite and
    /// positive makes the gate deny until a usable one comes. False for an unknown instrument.
    bool set_reference(std::size_t instrument, double price) noexcept;

    /// Judges an order and, if it passes, reserves its lots. `price` is the limit price, or nullptr
    /// for a market order.
    [[nodiscard]] GateVerdict check(std::size_t instrument, Side side, const Price* price,
                                    Quantity quantity) noexcept;

    /// The largest market order on a side that would pass; 0 where none would.
    [[nodiscard]] Quantity room(std::size_t instrument, Side side) const noexcept;

    /// Reports filled lots. False, changing nothing, where fewer lots were working.
    [[nodiscard]] bool fill(std::size_t instrument, Side side, Quantity quantity) noexcept;

    /// Gives back the lots of an order that will not be filled. False, changing nothing, where
    /// fewer lots were working.
    [[nodiscard]] bool release(std::size_t instrument, Side side, Quantity quantity) noexcept;

    /// Zero for an unknown instrument.
    [[nodiscard]] Quantity position(std::size_t instrument) const noexcept;
    [[nodiscard]] Quantity working(std::size_t instrument, Side side) const noexcept;

  private:
    struct State {
        GateLimits limits;
        double reference = 0.0;
        Quantity position{};
        Quantity working_bid{};
        Quantity working_ask{};

        [[nodiscard]] Quantity& working(Side side) noexcept {
            return side == Side::bid ? working_bid : working_ask;
        }
        [[nodiscard]] GateVerdict judge(Side side, const Price* price,
                                        Quantity quantity) const noexcept;
        [[nodiscard]] GateVerdict judge_size(const Price* price, Quantity quantity) const noexcept;
    };

    [[nodiscard]] State* find(std::size_t instrument, Side side, Quantity quantity) noexcept;

    std::vector<State> states_;
};

}  // namespace swarmcore::risk
