#include "swarmcore/market/bars.hpp"

#include <cmath>
#include <cstdint>
#include <sstream>
#include <string>

namespace swarmcore::market {

namespace {

[[nodiscard]] bool is_price(double value) noexcept {
    return std::isfinite(value) && value > 0.0;
}

[[nodiscard]] std::string text(double value) {
    std::ostringstream stream;
    stream.precision(12);
    stream << value;
    return stream.str();
}

[[nodiscard]] std::string price_text(const char* name, double value) {
    return std::string{name} + ": expected a finite number above 0, was " + text(value);
}

}  // namespace

RowFault check_time(std::int64_t ts, std::int64_t last_ts) noexcept {
    if (ts < least_time || ts > most_time) return RowFault::time_range;
    return ts < last_ts ? RowFault::time_back : RowFault::none;
}

RowFault check(const Row& row) noexcept {
    if (!is_price(row.open)) return RowFault::open;
    if (!is_price(row.high)) return RowFault::high;
    if (!is_price(row.low)) return RowFault::low;
    if (!is_price(row.close)) return RowFault::close;
    const bool ordered = row.low <= row.open && row.low <= row.close && row.open <= row.high &&
                         row.close <= row.high;
    if (!ordered) return RowFault::order;
    if (!(std::isfinite(row.volume) && row.volume >= 0.0)) return RowFault::quantity;
    if (!std::isfinite(row.dollar)) return RowFault::dollar;
    if (row.side < -1 || row.side > 1) return RowFault::side;
    return RowFault::none;
}

std::string describe(RowFault fault, const Row& row, std::int64_t last_ts) {
    switch (fault) {
        case RowFault::none:
            break;
        case RowFault::time_range:
            return "ts: expected " + std::to_string(least_time) + " to " +
                   std::to_string(most_time) + ", was " + std::to_string(row.ts);
        case RowFault::time_back:
            return "ts: expected " + std::to_string(last_ts) +
                   " or more, the time before it, was " + std::to_string(row.ts);
        case RowFault::open:
            return price_text(row.is_bar ? "open" : "price", row.open);
        case RowFault::high:
            return price_text("high", row.high);
        case RowFault::low:
            return price_text("low", row.low);
        case RowFault::close:
            return price_text("close", row.close);
        case RowFault::order:
            return "low, high: expected low <= open, close <= high, was open " + text(row.open) +
                   ", high " + text(row.high) + ", low " + text(row.low) + ", close " +
                   text(row.close);
        case RowFault::quantity:
            return std::string{row.is_bar ? "volume" : "quantity"} +
                   ": expected a finite number, 0 or more, was " + text(row.volume);
        case RowFault::dollar:
            return std::string{row.is_bar ? "volume" : "quantity"} +
                   ": expected a finite product with the price, was " + text(row.volume);
        case RowFault::side:
            return "side: expected -1, 0 or 1, was " + std::to_string(row.side);
        case RowFault::gap:
            return "ts: expected at most " + std::to_string(most_empty) +
                   " empty intervals after " + std::to_string(last_ts) + ", was " +
                   std::to_string(row.ts);
        case RowFault::undelivered:
            return "update: expected next() to have given None before, had more bars to give";
    }
    return {};
}

}  // namespace swarmcore::market
