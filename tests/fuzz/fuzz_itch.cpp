#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "byte_source.hpp"
#include "decoder_laws.hpp"
#include "feed/itch_encoder.hpp"
#include "swarmcore/feed/itch.hpp"

/// Bytes as a recording of ITCH, or as the choices that a recording is made of and then damaged.
namespace swarmcore::fuzz {
namespace {

using feed::ItchDecoder;
using feed::ItchEncoder;

constexpr std::array<std::string_view, 3> symbols{"AAPL", "B", "LONGNAME"};

std::vector<std::byte> recording(ByteSource& source) {
    ItchEncoder encoder{source.below(2) == 0};
    std::uint64_t time = 0;
    while (!source.empty()) {
        time += source.below(3);
        encoder.at(time);
        const std::size_t stock = source.below(symbols.size());
        const auto locate = static_cast<std::uint16_t>(stock + 1);
        const std::uint64_t order = source.below(16);
        const auto shares = static_cast<std::uint32_t>(source.below(4));
        const auto price = static_cast<std::uint32_t>(source.below(8));
        switch (source.below(12)) {
            case 0:
                encoder.add(locate, symbols.at(stock), order, 'B', shares, price);
                break;
            case 1:
                encoder.add_attributed(locate, symbols.at(stock), order, 'S', shares, price);
                break;
            case 2:
                encoder.execute(locate, order, shares);
                break;
            case 3:
                encoder.execute_at(locate, order, shares, 'N', price);
                break;
            case 4:
                encoder.cancel(locate, order, shares);
                break;
            case 5:
                encoder.remove(locate, order);
                break;
            case 6:
                encoder.replace(locate, order, source.below(16), shares, price);
                break;
            case 7:
                encoder.trade(locate, symbols.at(stock), order, 'B', shares, price);
                break;
            case 8:
                encoder.cross(locate, symbols.at(stock), shares, price);
                break;
            case 9:
                encoder.trading_action(locate, symbols.at(stock), "HPQTX"[source.below(5)]);
                break;
            case 10:
                encoder.system_event("OSQMECX"[source.below(7)]);
                break;
            default:
                encoder.other("RYLVWKJhBINO"[source.below(12)], locate);
                break;
        }
        if (source.below(64) == 1) {
            encoder.bytes()[source.below(encoder.bytes().size())] =
                static_cast<std::byte>(source.bytes(1));
        }
    }
    return encoder.bytes();
}

void check(std::span<const std::byte> bytes, std::size_t chunk) {
    check_decoder(bytes, chunk,
                  [](feed::OnFault on_fault) { return ItchDecoder{{.on_fault = on_fault}}; });
    const std::vector<feed::ItchListing> listings{
        {.symbol = "B"}, {.symbol = "AAPL", .price = {.divide = 2}, .quantity = {.multiply = 3}}};
    check_decoder(bytes, chunk, [&](feed::OnFault on_fault) {
        return ItchDecoder{{.on_fault = on_fault}, listings};
    });
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace swarmcore::fuzz;
    ByteSource source{{data, size}};
    const bool is_raw = source.below(4) == 0;
    const std::size_t chunk = 1 + source.below(128);
    if (is_raw) {
        check(std::as_bytes(source.rest()), chunk);
    } else {
        check(recording(source), chunk);
    }
    return 0;
}
