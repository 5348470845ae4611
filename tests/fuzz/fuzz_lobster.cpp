#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "byte_source.hpp"
#include "decoder_laws.hpp"
#include "swarmcore/feed/lobster.hpp"
#include "text_source.hpp"

/// Bytes as a LOBSTER message file, or as the choices that one is made of.
namespace swarmcore::fuzz {
namespace {

constexpr std::array<std::string_view, 10> times{
    "34200", "34200.5", "34201.000000001",     "34202.1", "34203", "86399.999999999", "86400",
    "-1",    "nan",     "34200.50000000000004"};
constexpr std::array<std::string_view, 9> types{"1", "1", "1", "2", "3", "4", "5", "6", "7"};
constexpr std::array<std::string_view, 8> orders{
    "0", "1", "2", "3", "4", "18446744073709551615", "18446744073709551616", "-1"};
constexpr std::array<std::string_view, 7> sizes{"1",  "2", "100", "0", "-1", "9223372036854775807",
                                                "1e3"};
constexpr std::array<std::string_view, 7> prices{"5853300", "5853400", "1",   "0",
                                                 "-1",      "5853350", "9e99"};
constexpr std::array<std::string_view, 4> directions{"1", "-1", "0", ""};
constexpr std::array<Column, 6> columns{times, types, orders, sizes, prices, directions};

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace swarmcore::fuzz;
    using swarmcore::feed::LobsterDecoder;
    ByteSource source{{data, size}};
    const bool is_raw = source.below(4) == 0;
    const std::size_t chunk = 1 + source.below(128);
    const auto make = [](swarmcore::feed::OnFault on_fault) {
        return LobsterDecoder{0, "50", "1", on_fault};
    };
    if (is_raw) {
        check_decoder(std::as_bytes(source.rest()), chunk, make);
    } else {
        const std::string text = table(source, "", columns);
        check_decoder(std::as_bytes(std::span{text}), chunk, make);
    }
    return 0;
}
