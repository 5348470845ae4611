#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "byte_source.hpp"
#include "decoder_laws.hpp"
#include "swarmcore/feed/bitstamp.hpp"
#include "text_source.hpp"

/// Bytes as rows under Bitstamp's header, or as the choices that such rows are made of.
namespace swarmcore::fuzz {
namespace {

using feed::BitstampDecoder;

constexpr std::array<std::string_view, 6> orders{"1", "2", "3", "4", "0", "18446744073709551616"};
constexpr std::array<std::string_view, 6> times{"1000",          "1001", "1002",
                                                "9223372036854", "-1",   "9223372036855"};
constexpr std::array<std::string_view, 2> placed{"1000", ""};
constexpr std::array<std::string_view, 5> prices{"236.47", "236.48", "0", "236.475", "1e99"};
constexpr std::array<std::string_view, 6> volumes{"0",   "100", "200",
                                                  "300", "-1",  "9223372036854775807"};
constexpr std::array<std::string_view, 7> actions{"created", "created", "changed", "changed",
                                                  "deleted", "trade",   "moved"};
constexpr std::array<std::string_view, 3> directions{"bid", "ask", ""};
constexpr std::array<Column, 7> columns{orders,  times,   placed,    prices,
                                        volumes, actions, directions};

/// What the decoder says was taken of an order is there to take, unless the book refused the order
/// as it was.
void require_consistent(std::span<const std::byte> bytes) {
    BitstampDecoder decoder{"0.01", "1", feed::OnFault::skip};
    const auto messages = feed::decode_all(decoder, bytes);
    book::OrderBook mirror;
    bool overflowed = false;
    for (const BookMessage& message : messages) {
        const book::BookStatus status = mirror.apply(message);
        overflowed = overflowed || status == book::BookStatus::quantity_overflow;
        require(overflowed || status == book::BookStatus::applied ||
                    status == book::BookStatus::unknown_order ||
                    status == book::BookStatus::duplicate_order,
                "a book refuses what it does not know, and nothing else");
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace swarmcore::fuzz;
    ByteSource source{{data, size}};
    const bool is_raw = source.below(4) == 0;
    const std::size_t chunk = 1 + source.below(128);
    const auto make = [](swarmcore::feed::OnFault on_fault) {
        return BitstampDecoder{"0.01", "1", on_fault};
    };
    std::string text{BitstampDecoder::header};
    text += '\n';
    if (is_raw) {
        for (const std::uint8_t byte : source.rest()) text += static_cast<char>(byte);
    } else {
        text = table(source, text, columns);
    }
    const auto bytes = std::as_bytes(std::span{text});
    check_decoder(bytes, chunk, make);
    require_consistent(bytes);
    return 0;
}
