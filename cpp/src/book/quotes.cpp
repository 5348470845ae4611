#include "swarmcore/book/quotes.hpp"

#include <algorithm>
#include <limits>

namespace swarmcore::book {

namespace {

double number(Price price) {
    return static_cast<double>(price.count());
}

double number(Quantity quantity) {
    return static_cast<double>(quantity.count());
}

}  // namespace

std::optional<Price> spread(const Quotes& quotes) noexcept {
    if (!quotes.bid || !quotes.ask) return std::nullopt;
    return quotes.ask->price - quotes.bid->price;
}

std::optional<double> mid(const Quotes& quotes) noexcept {
    if (!quotes.bid || !quotes.ask) return std::nullopt;
    const Price ticks = quotes.ask->price - quotes.bid->price;
    return number(quotes.bid->price) + number(ticks) / 2.0;
}

std::optional<double> microprice(const Quotes& quotes) noexcept {
    if (!quotes.bid || !quotes.ask) return std::nullopt;
    const Price ticks = quotes.ask->price - quotes.bid->price;
    const double bid = number(quotes.bid->quantity);
    const double ask = number(quotes.ask->quantity);
    return number(quotes.bid->price) + number(ticks) * (bid / (bid + ask));
}

std::optional<double> Imbalance::value() const noexcept {
    const double sum = bid_ + ask_;
    if (sum == 0.0) return std::nullopt;
    return (bid_ - ask_) / sum;
}

bool PriceToFill::take(Price price, Quantity quantity) noexcept {
    if (left_ == wanted_) first_ = price;
    const Quantity taken = std::min(left_, quantity);
    beyond_first_ += number(price - first_) * number(taken);
    left_ -= taken;
    return left_ > Quantity{0};
}

std::optional<double> PriceToFill::value() const noexcept {
    if (left_ > Quantity{0}) return std::nullopt;
    return number(first_) + beyond_first_ / number(wanted_);
}

void OrderFlow::change(Side side, const std::optional<DepthLevel>& before,
                       const std::optional<DepthLevel>& after) noexcept {
    // In keys that grow as the price gets better, on both sides.
    const auto key = [side](const DepthLevel& level) {
        return level.price.count() * static_cast<std::int64_t>(side);
    };
    if (after && (!before || key(*after) >= key(*before))) add(side, after->quantity);
    if (before && (!after || key(*after) <= key(*before))) add(side, -before->quantity);
}

Quantity OrderFlow::read() noexcept {
    const std::int64_t value = wraps_ == 0  ? low_
                               : wraps_ < 0 ? std::numeric_limits<std::int64_t>::min()
                                            : std::numeric_limits<std::int64_t>::max();
    *this = {};
    return Quantity{value};
}

OrderFlow OrderFlow::of(std::int64_t low, std::int64_t wraps) noexcept {
    OrderFlow flow;
    flow.low_ = low;
    flow.wraps_ = wraps;
    return flow;
}

}  // namespace swarmcore::book
