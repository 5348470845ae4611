#include "swarmcore/book/depth_checksum.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string_view>

#include "swarmcore/core/crc32.hpp"

namespace swarmcore::book {

namespace {

constexpr std::size_t kraken_levels = 10;

/// Text of numbers, summed up as it is written.
class Summer {
  public:
    explicit Summer(const ChecksumRule& rule) noexcept : rule_{rule} {}

    void write(char character) noexcept { crc_.update(static_cast<unsigned char>(character)); }
    /// All digits of the fixed-point text from the first that is not 0 on.
    void write_digits(const DepthLevel& level) noexcept {
        crc_.update(digits(level.price.count(), rule_.price));
        crc_.update(digits(level.quantity.count(), rule_.quantity));
    }
    /// "price:quantity", each in its shortest decimal text.
    void write_shortest(const DepthLevel& level) noexcept {
        shortest(digits(level.price.count(), rule_.price), rule_.price.places);
        write(':');
        shortest(digits(level.quantity.count(), rule_.quantity), rule_.quantity.places);
    }
    [[nodiscard]] std::optional<std::uint32_t> value() const noexcept {
        if (overflow_) return std::nullopt;
        return crc_.value();
    }

  private:
    std::string_view digits(std::int64_t count, const DecimalText& text) noexcept {
        const auto units = static_cast<std::uint64_t>(count);
        if (units > std::numeric_limits<std::uint64_t>::max() / text.factor) overflow_ = true;
        const auto written =
            std::to_chars(digits_.data(), digits_.data() + digits_.size(), units * text.factor);
        return {digits_.data(), static_cast<std::size_t>(written.ptr - digits_.data())};
    }
    void shortest(std::string_view digits, std::size_t places) noexcept {
        while (places > 0 && digits.ends_with('0')) {
            digits.remove_suffix(1);
            --places;
        }
        if (digits.size() > places) {
            crc_.update(digits.substr(0, digits.size() - places));
            digits.remove_prefix(digits.size() - places);
        } else {
            write('0');
        }
        if (places == 0) return;
        write('.');
        for (std::size_t zeros = places - digits.size(); zeros > 0; --zeros) write('0');
        crc_.update(digits);
    }

    const ChecksumRule& rule_;
    Crc32 crc_;
    std::array<char, 20> digits_{};  // of 2^64
    bool overflow_ = false;
};

}  // namespace

std::optional<std::uint32_t> kraken_checksum(std::span<const DepthLevel> bids,
                                             std::span<const DepthLevel> asks,
                                             const ChecksumRule& rule) noexcept {
    Summer summer{rule};
    for (const auto side : {asks, bids}) {
        for (const DepthLevel& level : side.first(std::min(side.size(), kraken_levels))) {
            summer.write_digits(level);
        }
    }
    return summer.value();
}

std::optional<std::uint32_t> okx_checksum(std::span<const DepthLevel> bids,
                                          std::span<const DepthLevel> asks,
                                          const ChecksumRule& rule) noexcept {
    Summer summer{rule};
    bool first = true;
    for (std::size_t i = 0; i < checksum_levels; ++i) {
        for (const auto side : {bids, asks}) {
            if (i >= side.size()) continue;
            if (!first) summer.write(':');
            first = false;
            summer.write_shortest(side[i]);
        }
    }
    return summer.value();
}

}  // namespace swarmcore::book
