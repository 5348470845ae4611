#include <pybind11/native_enum.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "guarded.hpp"
#include "swarmcore/core/error.hpp"
#include "swarmcore/feed/bitstamp.hpp"
#include "swarmcore/feed/decoding.hpp"
#include "swarmcore/feed/itch.hpp"
#include "swarmcore/feed/lobster.hpp"
#include "swarmcore/feed/message_flags.hpp"
#include "swarmcore/feed/status_message.hpp"

/// The decoders of recordings, as objects that take chunks of bytes and return arrays.
namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using feed::BitstampDecoder;
using feed::DecodeStatus;
using feed::Fault;
using feed::FaultLog;
using feed::ItchDecoder;
using feed::ItchListing;
using feed::LobsterDecoder;
using feed::MarketStatus;
using feed::OnFault;
using feed::StatusMessage;

/// Messages in memory that grows where it lies, if it can, and that an array takes over as it is: a
/// vector would copy whenever it grows, and could not let go of what it holds.
// NOLINTBEGIN(cppcoreguidelines-no-malloc,cppcoreguidelines-owning-memory)
class MessageRoom {
  public:
    /// Room for `count` messages or more behind those that were added. Throws std::bad_alloc.
    [[nodiscard]] std::span<BookMessage> room(std::size_t count) {
        if (capacity_ - size_ < count) reserve(std::max({size_ + count, 2 * size_, usual_}));
        return {memory_.get() + size_, capacity_ - size_};
    }
    void add(std::size_t count) noexcept { size_ += count; }
    /// What was added, of which nothing stays here.
    [[nodiscard]] RecordArray take() {
        const std::size_t size = std::exchange(size_, 0);
        if (size == 0) return array_of(0, nullptr, {});
        // Memory of one size is used again by the allocator; giving back a little of each is dear.
        if (capacity_ - size > size / 4) reserve(size);
        usual_ = size + size / 8;
        capacity_ = 0;
        const py::capsule owner{memory_.get(), &std::free};
        return array_of(size, memory_.release(), owner);
    }

  private:
    struct Free {
        void operator()(BookMessage* messages) const noexcept { std::free(messages); }
    };
    static_assert(std::is_trivially_copyable_v<BookMessage>);

    void reserve(std::size_t capacity) {
        BookMessage* const held = memory_.release();
        void* const grown = std::realloc(held, capacity * sizeof(BookMessage));
        memory_.reset(grown == nullptr ? held : static_cast<BookMessage*>(grown));
        if (grown == nullptr) throw std::bad_alloc{};
        capacity_ = capacity;
    }
    [[nodiscard]] static RecordArray array_of(std::size_t size, const BookMessage* messages,
                                              const py::handle& owner) {
        py::array_t<BookMessage> array{static_cast<py::ssize_t>(size), messages, owner};
        return py::reinterpret_steal<RecordArray>(array.release());
    }

    std::unique_ptr<BookMessage, Free> memory_;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
    std::size_t usual_ = 0;  ///< how many were taken the last time, and some
};
// NOLINTEND(cppcoreguidelines-no-malloc,cppcoreguidelines-owning-memory)

/// A decoder and what it decoded.
template <class Decoder>
struct Decoding {
    /// Messages a call of the decoder is given room for, at least.
    static constexpr std::size_t step = 4'096;

    template <class... Arguments>
    explicit Decoding(Arguments&&... arguments) : decoder{std::forward<Arguments>(arguments)...} {}

    void append(std::span<const std::byte> chunk) {
        while (!chunk.empty() && !decoder.faults().stopped()) {
            const feed::Progress progress = decoder.decode(chunk, messages.room(step));
            messages.add(progress.messages);
            chunk = chunk.subspan(progress.bytes);
        }
    }
    void finish() {
        if constexpr (requires(BookMessage& last) { decoder.finish(last); }) {
            if (decoder.finish(messages.room(1).front())) messages.add(1);
        } else {
            decoder.finish();
        }
    }

    Decoder decoder;
    MessageRoom messages;
};

std::span<const std::byte> bytes_of(const py::buffer_info& info) {
    if (info.ndim != 1 || info.itemsize != 1 || info.strides[0] != 1) {
        throw py::value_error("chunk: expected contiguous bytes, was another layout");
    }
    return {static_cast<const std::byte*>(info.ptr), static_cast<std::size_t>(info.size)};
}

OnFault on_fault(bool skip) {
    return skip ? OnFault::skip : OnFault::stop;
}

template <class Decoder>
py::class_<Guarded<Decoding<Decoder>>> register_decoder(const py::module_& module, const char* name,
                                                        const char* doc) {
    using Face = Guarded<Decoding<Decoder>>;
    return py::class_<Face>(module, name, doc)
        .def(
            "append",
            [](Face& face, const py::buffer& chunk) {
                const py::buffer_info info = chunk.request();
                const std::span<const std::byte> bytes = bytes_of(info);
                // The request keeps the bytes where they are while the GIL is released.
                face.run([&](Decoding<Decoder>& decoding) { decoding.append(bytes); });
            },
            py::arg("chunk"),
            R"(Decode a chunk of the recording, without the GIL, up to a fault that stops; see check.

A row that the chunk cuts in two is kept for the next one.

Args:
    chunk: Bytes, not written to meanwhile.
)")
        .def(
            "take", [](Face& face) { return face.get().messages.take(); },
            R"(The messages of the rows that have ended since the last call.

Returns:
    A new array of BOOK_MESSAGE, into which they were decoded.
)")
        .def(
            "finish",
            [](Face& face) { face.run([](Decoding<Decoder>& decoding) { decoding.finish(); }); },
            R"(Say that nothing follows: a last row that has no end of its own ends here.

Where a row lacks a part, see check.
)")
        .def(
            "check",
            [](Face& face) {
                const std::optional<Fault>& stopped = face.get().decoder.faults().stopped();
                if (stopped) throw BookError{stopped->row, stopped->text};
            },
            R"(Raise the fault that stopped decoding, if one did.

Raises:
    BookError: With its row in the recording, from 0.
)")
        .def_property_readonly(
            "rows", [](Face& face) { return face.get().decoder.rows(); },
            "How many rows were read, those left out included.")
        .def_property_readonly(
            "skipped",
            [](Face& face) {
                const FaultLog& faults = face.get().decoder.faults();
                std::map<DecodeStatus, std::uint64_t> counts;
                for (std::size_t at = 0; at < feed::decode_status_count; ++at) {
                    const auto status = static_cast<DecodeStatus>(at);
                    if (faults.count(status) > 0) counts[status] = faults.count(status);
                }
                return counts;
            },
            "How many rows were left out, by cause.")
        .def_property_readonly(
            "faults",
            [](Face& face) {
                std::vector<std::tuple<DecodeStatus, std::uint64_t, std::string>> result;
                for (const Fault& fault : face.get().decoder.faults().skipped()) {
                    result.emplace_back(fault.status, fault.row, fault.text);
                }
                return result;
            },
            "The first rows that were left out, at most 1,000: (cause, row, what was wrong).");
}

template <class Decoder>
RecordArray statuses_of(Guarded<Decoding<Decoder>>& face) {
    const std::span<const StatusMessage> statuses = face.get().decoder.statuses();
    py::array_t<StatusMessage> array{static_cast<py::ssize_t>(statuses.size())};
    std::ranges::copy(statuses, array.mutable_data());
    return py::reinterpret_steal<RecordArray>(array.release());
}

using Scale = std::pair<std::int64_t, std::int64_t>;
using Listing = std::tuple<std::string, Scale, Scale>;
using ItchFace = Guarded<Decoding<ItchDecoder>>;

std::unique_ptr<ItchFace> make_itch(std::int64_t midnight,
                                    const std::optional<std::vector<Listing>>& listings, bool skip,
                                    std::uint32_t highest_price) {
    const feed::ItchOptions options{
        .midnight = midnight, .on_fault = on_fault(skip), .highest_price = highest_price};
    if (!listings) return std::make_unique<ItchFace>(options);
    std::vector<ItchListing> listed;
    listed.reserve(listings->size());
    for (const auto& [symbol, price, quantity] : *listings) {
        listed.push_back({.symbol = symbol,
                          .price = {.multiply = price.first, .divide = price.second},
                          .quantity = {.multiply = quantity.first, .divide = quantity.second}});
    }
    return std::make_unique<ItchFace>(options, std::span<const ItchListing>{listed});
}

void register_itch(const py::module_& module) {
    register_decoder<ItchDecoder>(module, "ItchDecoder",
                                  "Decodes Nasdaq TotalView-ITCH 5.0, chunk by chunk.")
        .def(py::init(&make_itch), py::arg("midnight"), py::arg("listings"), py::arg("skip"),
             py::arg("highest_price"),
             R"(Decode all stocks, or the listed ones.

Args:
    midnight: The midnight before the recording, in New York, in nanoseconds UTC.
    listings: None for all, or (symbol, price scale, quantity scale) of each: a scale is a pair
        (multiply, divide) from units of USD 0.0001 to ticks, or from shares to lots.
    skip: Whether to leave out what cannot be right rather than stop.
    highest_price: The highest price that can be right, in USD 0.0001.

Raises:
    ValueError: An argument out of range.
)")
        .def_property_readonly("statuses", &statuses_of<ItchDecoder>,
                               "Trading actions and system events so far: STATUS_MESSAGE.")
        .def_property_readonly(
            "symbols",
            [](ItchFace& face) {
                std::map<std::uint16_t, std::string> symbols;
                for (unsigned locate = 0; locate <= 0xffff; ++locate) {
                    const auto code = static_cast<std::uint16_t>(locate);
                    const std::string_view symbol = face.get().decoder.symbol(code);
                    if (!symbol.empty()) symbols.emplace(code, symbol);
                }
                return symbols;
            },
            "The symbols seen so far, wanted or not, by their locate codes.")
        .def_property_readonly(
            "counts",
            [](ItchFace& face) {
                std::map<std::string, std::uint64_t> counts;
                for (int type = ' '; type <= '~'; ++type) {
                    const std::uint64_t count = face.get().decoder.count(static_cast<char>(type));
                    if (count > 0) counts[std::string(1, static_cast<char>(type))] = count;
                }
                return counts;
            },
            "How many messages were read so far, by type.");
}

void register_text(const py::module_& module) {
    register_decoder<LobsterDecoder>(module, "LobsterDecoder",
                                     "Decodes LOBSTER message files, chunk by chunk.")
        .def(py::init([](std::int64_t midnight, const std::string& price_step,
                         const std::string& quantity_step, bool skip) {
                 return std::make_unique<Guarded<Decoding<LobsterDecoder>>>(
                     midnight, price_step, quantity_step, on_fault(skip));
             }),
             py::arg("midnight"), py::arg("price_step"), py::arg("quantity_step"), py::arg("skip"),
             R"(Decode rows of time, type, order id, size, price and direction.

Args:
    midnight: The midnight before the recording, in New York, in nanoseconds UTC.
    price_step: The tick in units of USD 0.0001, as text.
    quantity_step: The lot in shares, as text.
    skip: Whether to leave out what cannot be right rather than stop.

Raises:
    ValueError: An argument out of range.
)")
        .def_property_readonly("statuses", &statuses_of<LobsterDecoder>,
                               "Halts and resumptions so far: STATUS_MESSAGE.");
    register_decoder<BitstampDecoder>(module, "BitstampDecoder",
                                      "Decodes order events of Bitstamp, chunk by chunk.")
        .def(py::init(
                 [](const std::string& price_step, const std::string& quantity_step, bool skip) {
                     return std::make_unique<Guarded<Decoding<BitstampDecoder>>>(
                         price_step, quantity_step, on_fault(skip));
                 }),
             py::arg("price_step"), py::arg("quantity_step"), py::arg("skip"),
             R"(Decode rows under a header of seven columns.

Args:
    price_step: The tick in the file's unit of prices, as text.
    quantity_step: The lot in the file's unit of volume, as text.
    skip: Whether to leave out what cannot be right rather than stop.

Raises:
    ValueError: A step that is none.
)");
}

void register_records(const py::module_& module) {
    PYBIND11_NUMPY_DTYPE(StatusMessage, ts, sequence, reason, instrument, status, reserved,
                         padding);
    module.attr("STATUS_MESSAGE") = py::dtype::of<StatusMessage>();
    module.attr("EVERY_INSTRUMENT") = py::int_(feed::every_instrument);
    module.attr("SNAPSHOT_FLAG") = py::int_(feed::snapshot_flag);
    module.attr("LAST_ROW_FLAG") = py::int_(feed::last_row_flag);
    module.attr("NOT_PRINTED_FLAG") = py::int_(feed::not_printed_flag);
    module.attr("CROSS_FLAG") = py::int_(feed::cross_flag);
    module.attr("PRINT_FLAG") = py::int_(feed::print_flag);
    py::native_enum<MarketStatus>(module, "MarketStatus", "enum.IntEnum",
                                  "What a venue says of trading, beside its orders.")
        .value("HALTED", MarketStatus::halted)
        .value("PAUSED", MarketStatus::paused)
        .value("QUOTING", MarketStatus::quoting)
        .value("TRADING", MarketStatus::trading)
        .value("MESSAGES_BEGIN", MarketStatus::messages_begin)
        .value("SYSTEM_OPENS", MarketStatus::system_opens)
        .value("MARKET_OPENS", MarketStatus::market_opens)
        .value("MARKET_CLOSES", MarketStatus::market_closes)
        .value("SYSTEM_CLOSES", MarketStatus::system_closes)
        .value("MESSAGES_END", MarketStatus::messages_end)
        .finalize();
    py::native_enum<DecodeStatus>(module, "DecodeStatus", "enum.IntEnum",
                                  "Why a row of a recording was left out.")
        .value("DECODED", DecodeStatus::decoded)
        .value("CUT_SHORT", DecodeStatus::cut_short)
        .value("UNKNOWN_TYPE", DecodeStatus::unknown_type)
        .value("WRONG_LENGTH", DecodeStatus::wrong_length)
        .value("BAD_TIME", DecodeStatus::bad_time)
        .value("TIME_WENT_BACK", DecodeStatus::time_went_back)
        .value("BAD_ORDER", DecodeStatus::bad_order)
        .value("BAD_SYMBOL", DecodeStatus::bad_symbol)
        .value("BAD_SIDE", DecodeStatus::bad_side)
        .value("BAD_PRICE", DecodeStatus::bad_price)
        .value("BAD_QUANTITY", DecodeStatus::bad_quantity)
        .value("OFF_GRID", DecodeStatus::off_grid)
        .value("BAD_MARKET_STATUS", DecodeStatus::bad_market_status)
        .value("ORDER_WAS_DELETED", DecodeStatus::order_was_deleted)
        .finalize();
}

}  // namespace

void register_decoders(const py::module_& module) {
    register_records(module);
    register_itch(module);
    register_text(module);
}

}  // namespace swarmcore::bindings
