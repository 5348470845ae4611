#pragma once

#include <cstddef>
#include <cstdint>

#include "swarmcore/book/order.hpp"

namespace swarmcore::sim {

/// Why a command makes no sense by itself, or asks for what the simulated exchange has not got;
/// `none` where it may be judged against the state. `now` is the time of the exchange.
[[nodiscard]] book::RejectReason check_command(const book::OrderCommand& command, std::int64_t now,
                                               std::size_t instruments) noexcept;

}  // namespace swarmcore::sim
