#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/decoding.hpp"

namespace swarmcore::feed {

/// From the integers of a format to those of an instrument: count * multiply / divide, exactly.
struct GridScale {
    std::int64_t multiply = 1;
    std::int64_t divide = 1;
};

/// A stock to decode.
struct ItchListing {
    std::string symbol;    ///< as Nasdaq spells it, at most 8 characters
    GridScale price{};     ///< from USD 0.0001 to ticks
    GridScale quantity{};  ///< from shares to lots
};

/// The stocks of a recording of ITCH: whose a locate code is, which are wanted, and on what grid.
///
/// Cost: O(1); a stock that is first seen O(listings), and allocates.
class ItchStocks {
  public:
    enum class Wanted : std::uint8_t { unknown, no, yes };
    struct Stock {
        std::array<char, 8> symbol{};
        std::uint16_t instrument = 0;
        Wanted wanted = Wanted::unknown;
    };

    /// Wants all; a stock's `instrument` is its locate code.
    ItchStocks() noexcept = default;
    /// Wants the listed ones; a stock's `instrument` is its position among them. Throws
    /// std::invalid_argument for none, too many, a symbol that is none or is listed twice, or a
    /// scale out of range.
    explicit ItchStocks(std::span<const ItchListing> listings);

    [[nodiscard]] bool wants_all() const noexcept { return listings_.empty(); }
    /// Of a locate code that nothing has listed yet, unknown.
    [[nodiscard]] const Stock& operator[](std::uint16_t locate) const noexcept {
        return locate < stocks_.size() ? stocks_[locate] : unknown_;
    }
    /// The symbol that a locate code is listed under, or nothing while it is not known.
    [[nodiscard]] std::string_view symbol(std::uint16_t locate) const noexcept;

    /// Learns the symbol of a locate code, eight characters, or checks it against the one that is
    /// known.
    DecodeStatus list(std::uint16_t locate, const std::byte* symbol) noexcept {
        const Stock& known = (*this)[locate];
        if (known.wanted == Wanted::unknown) [[unlikely]]
            return learn(locate, symbol);
        std::uint64_t characters = 0;
        std::memcpy(&characters, symbol, sizeof characters);
        return std::bit_cast<std::uint64_t>(known.symbol) == characters ? DecodeStatus::decoded
                                                                        : DecodeStatus::bad_symbol;
    }
    /// Puts price and quantity on the grid of a wanted stock; false where they are off it.
    [[nodiscard]] bool rescale(book::BookMessage& message) const noexcept {
        if (listings_.empty()) return true;
        const Listed& listed = listings_[message.instrument];
        return rescale(message.price, listed.price) && rescale(message.quantity, listed.quantity);
    }

  private:
    using Symbol = std::array<char, 8>;
    struct Listed {
        Symbol symbol{};
        GridScale price;
        GridScale quantity;
    };

    [[nodiscard]] static bool rescale(std::int64_t& count, const GridScale& scale) noexcept {
        const std::int64_t scaled = count * scale.multiply;
        // A division by what is not known to be 1 takes as long as all the rest of a message.
        if (scale.divide == 1) {
            count = scaled;
            return true;
        }
        count = scaled / scale.divide;
        return scaled % scale.divide == 0;
    }
    DecodeStatus learn(std::uint16_t locate, const std::byte* symbol) noexcept;

    Stock unknown_;
    std::vector<Stock> stocks_;  // up to the highest code that was listed
    std::vector<Listed> listings_;
};

}  // namespace swarmcore::feed
