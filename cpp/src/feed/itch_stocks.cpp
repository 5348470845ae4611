#include "swarmcore/feed/itch_stocks.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "swarmcore/feed/decimal.hpp"
#include "swarmcore/feed/status_message.hpp"

namespace swarmcore::feed {

namespace {

/// So that no price and no number of shares of 32 bits can overflow.
constexpr std::int64_t largest_scale = std::numeric_limits<std::int64_t>::max() >> 32U;

bool is_printable(char character) noexcept {
    return character > ' ' && character <= '~';
}

/// A symbol as messages hold it: 1 to 8 printable characters, padded with blanks.
bool is_symbol(const std::array<char, 8>& symbol) noexcept {
    const auto* const end = std::ranges::find(symbol, ' ');
    return end != symbol.begin() && std::all_of(symbol.begin(), end, is_printable) &&
           std::all_of(end, symbol.end(), [](char character) { return character == ' '; });
}

std::array<char, 8> padded(std::string_view text) {
    std::array<char, 8> symbol{};
    symbol.fill(' ');
    if (text.size() <= symbol.size()) std::ranges::copy(text, symbol.begin());
    if (text.size() > symbol.size() || !is_symbol(symbol)) {
        throw std::invalid_argument{
            "symbols: expected 1 to 8 printable characters without blanks, was '" + shown(text) +
            "'"};
    }
    return symbol;
}

std::string_view trimmed(const std::array<char, 8>& symbol) noexcept {
    const auto* const end = std::ranges::find(symbol, ' ');
    return {symbol.data(), static_cast<std::size_t>(end - symbol.begin())};
}

void check_scale(const GridScale& scale, const char* what) {
    if (scale.multiply > 0 && scale.multiply <= largest_scale && scale.divide > 0) return;
    throw std::invalid_argument{std::string{what} + ": expected a scale of 1 to " +
                                std::to_string(largest_scale) + " over 1 or more, was " +
                                std::to_string(scale.multiply) + " over " +
                                std::to_string(scale.divide)};
}

}  // namespace

ItchStocks::ItchStocks(std::span<const ItchListing> listings) {
    if (listings.empty() || listings.size() >= every_instrument) {
        throw std::invalid_argument{"symbols: expected 1 to " +
                                    std::to_string(every_instrument - 1) + ", was " +
                                    std::to_string(listings.size())};
    }
    listings_.reserve(listings.size());
    for (const ItchListing& listing : listings) {
        check_scale(listing.price, "tick");
        check_scale(listing.quantity, "lot");
        const Symbol symbol = padded(listing.symbol);
        if (std::ranges::find(listings_, symbol, &Listed::symbol) != listings_.end()) {
            throw std::invalid_argument{"symbols: expected each once, was '" + listing.symbol +
                                        "' twice"};
        }
        listings_.push_back(
            {.symbol = symbol, .price = listing.price, .quantity = listing.quantity});
    }
}

std::string_view ItchStocks::symbol(std::uint16_t locate) const noexcept {
    const Stock& stock = (*this)[locate];
    return stock.wanted == Wanted::unknown ? std::string_view{} : trimmed(stock.symbol);
}

DecodeStatus ItchStocks::learn(std::uint16_t locate, const std::byte* symbol) noexcept {
    Stock stock;
    std::memcpy(stock.symbol.data(), symbol, stock.symbol.size());
    if (!is_symbol(stock.symbol)) return DecodeStatus::bad_symbol;
    if (wants_all()) {
        stock.instrument = locate;
        stock.wanted = Wanted::yes;
    } else {
        const auto listed = std::ranges::find(listings_, stock.symbol, &Listed::symbol);
        stock.instrument = static_cast<std::uint16_t>(listed - listings_.begin());
        stock.wanted = listed == listings_.end() ? Wanted::no : Wanted::yes;
    }
    if (locate >= stocks_.size()) stocks_.resize(locate + 1U);
    stocks_[locate] = stock;
    return DecodeStatus::decoded;
}

}  // namespace swarmcore::feed
