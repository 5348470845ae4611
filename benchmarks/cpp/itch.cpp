#include "swarmcore/feed/itch.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "book_streams.hpp"
#include "feed/itch_encoder.hpp"
#include "reference/naive_mirror.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_books.hpp"
#include "thread_clock.hpp"

/// Decoding ITCH 5.0 and applying it: the streams of book_streams.hpp as a venue would send them,
/// a stock an instrument, read in chunks of 64 KiB. Beside it, in the same iterations, the obvious
/// way: every message copied out, its fields put together byte by byte, the stock looked up by its
/// symbol, and a mirror on std::map. Counters are medians of thread time, ns a message.
///
/// | counter        | what                                                     |
/// |----------------|----------------------------------------------------------|
/// | decode_ns      | bytes to book messages                                   |
/// | ns             | bytes to the books of all instruments (`OrderBooks`)     |
/// | obvious_ns     | the obvious decoder, bytes to book messages              |
/// | naive_ns       | the obvious decoder and naive mirrors                    |
namespace {

using namespace swarmcore;
using namespace swarmcore::book;
using namespace swarmcore::benchmarks;

constexpr std::size_t chunk_bytes = std::size_t{1} << 16U;

struct Recording {
    std::vector<std::byte> bytes;
    std::size_t messages = 0;
    std::size_t filling_bytes = 0;  ///< that fill the books before the clock starts
    std::size_t filling_messages = 0;
};

std::string symbol(std::size_t instrument) {
    std::string text{"S"};
    return text += std::to_string(instrument);
}

Recording record(const Stream& input) {
    feed::ItchEncoder encoder;
    Recording recording;
    for (std::size_t row = 0; row < input.messages.size(); ++row) {
        if (row == input.filling_messages) recording.filling_bytes = encoder.bytes().size();
        const BookMessage& message = input.messages[row];
        encoder.at(static_cast<std::uint64_t>(message.ts));
        encoder.message(message, static_cast<std::uint16_t>(message.instrument + 1),
                        symbol(message.instrument));
    }
    recording.messages = input.messages.size();
    recording.filling_messages = input.filling_messages;
    recording.bytes = std::move(encoder.bytes());
    return recording;
}

/// A decoder that anybody would write first.
class ObviousDecoder {
  public:
    explicit ObviousDecoder(std::size_t instruments) {
        for (std::size_t i = 0; i < instruments; ++i) {
            instruments_[symbol(i)] = static_cast<std::uint16_t>(i);
        }
    }

    template <class Use>
    void decode(std::span<const std::byte> bytes, Use&& use) {
        while (!bytes.empty()) {
            const std::size_t length = number(bytes.first(2));
            const std::vector<std::byte> body(
                bytes.begin() + 2, bytes.begin() + 2 + static_cast<std::ptrdiff_t>(length));
            bytes = bytes.subspan(2 + length);
            use(read(body));
        }
    }

  private:
    static std::uint64_t number(std::span<const std::byte> bytes) {
        std::uint64_t value = 0;
        for (const std::byte each : bytes) value = value * 256 + std::to_integer<unsigned>(each);
        return value;
    }

    BookMessage read(std::span<const std::byte> body) {
        const auto signed_number = [&](std::size_t at, std::size_t width) {
            return static_cast<std::int64_t>(number(body.subspan(at, width)));
        };
        BookMessage message{.ts = signed_number(5, 6), .order_id = number(body.subspan(11, 8))};
        const auto locate = static_cast<std::uint16_t>(number(body.subspan(1, 2)));
        switch (static_cast<char>(body[0])) {
            case 'A': {
                message.kind = MessageKind::add;
                message.side = static_cast<char>(body[19]) == 'B' ? Side::bid : Side::ask;
                message.quantity = signed_number(20, 4);
                std::string stock;
                for (const std::byte each : body.subspan(24, 8)) {
                    if (each != std::byte{' '}) stock += static_cast<char>(each);
                }
                message.price = signed_number(32, 4);
                locates_[locate] = instruments_.at(stock);
                break;
            }
            case 'E':
                message.kind = MessageKind::execute;
                message.quantity = signed_number(19, 4);
                break;
            default:
                message.kind = MessageKind::delete_;
                break;
        }
        message.instrument = locates_.at(locate);
        return message;
    }

    std::unordered_map<std::string, std::uint16_t> instruments_;
    std::unordered_map<std::uint16_t, std::uint16_t> locates_;
};

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Decodes all bytes in chunks and hands batches of messages on.
template <class Use>
void decode(feed::ItchDecoder& decoder, std::span<const std::byte> bytes,
            std::span<BookMessage> room, Use&& use) {
    while (!bytes.empty()) {
        std::span<const std::byte> part = bytes.first(std::min(chunk_bytes, bytes.size()));
        bytes = bytes.subspan(part.size());
        while (!part.empty()) {
            const feed::Progress progress = decoder.decode(part, room);
            use(room.first(progress.messages));
            part = part.subspan(progress.bytes);
        }
    }
    require(!decoder.faults().stopped(), "the recording decodes");
}

std::size_t order_count(const std::vector<reference::NaiveMirror>& mirrors) {
    std::size_t orders = 0;
    for (const reference::NaiveMirror& mirror : mirrors) orders += mirror.order_count();
    return orders;
}

class Measurement {
  public:
    /// Runs `fill` unmeasured, then `work`, and notes the time a message of it.
    template <class Fill, class Work>
    double take(std::size_t messages, Fill&& fill, Work&& work) {
        fill();
        const double start = thread_seconds();
        work();
        const double seconds = thread_seconds() - start;
        times_.push_back(seconds * 1e9 / static_cast<double>(messages));
        return seconds;
    }
    [[nodiscard]] double nanoseconds() const { return median(times_); }

  private:
    std::vector<double> times_;
};

void itch(benchmark::State& state, char name) {
    const Stream& input = stream(name);
    const Recording recording = record(input);
    const std::span<const std::byte> bytes{recording.bytes};
    const auto filling = bytes.first(recording.filling_bytes);
    const auto timed = bytes.subspan(recording.filling_bytes);
    const std::size_t messages = recording.messages - recording.filling_messages;
    std::vector<feed::ItchListing> listings;
    for (std::size_t i = 0; i < input.instruments; ++i) listings.push_back({.symbol = symbol(i)});
    std::vector<BookMessage> room(batch);
    Measurement decoded;
    Measurement applied;
    Measurement obvious;
    Measurement naive;
    while (state.KeepRunning()) {
        {
            feed::ItchDecoder decoder{{}, listings};
            std::size_t count = 0;
            const auto use = [&](std::span<const BookMessage> part) { count += part.size(); };
            decoded.take(
                messages, [&] { decode(decoder, filling, room, use); },
                [&] { decode(decoder, timed, room, use); });
            require(count == recording.messages, "every message is decoded");
        }
        feed::ItchDecoder decoder{{}, listings};
        OrderBooks books{input.instruments};
        const auto apply = [&](std::span<const BookMessage> part) { books.apply(part); };
        state.SetIterationTime(applied.take(
            messages, [&] { decode(decoder, filling, room, apply); },
            [&] { decode(decoder, timed, room, apply); }));
        {
            ObviousDecoder other{input.instruments};
            std::int64_t quantity = 0;
            const auto use = [&](const BookMessage& message) { quantity += message.quantity; };
            obvious.take(
                messages, [&] { other.decode(filling, use); }, [&] { other.decode(timed, use); });
            benchmark::DoNotOptimize(quantity);
        }
        ObviousDecoder other{input.instruments};
        std::vector<reference::NaiveMirror> mirrors(input.instruments);
        const auto mirror = [&](const BookMessage& message) {
            require(mirrors[message.instrument].apply(message) == BookStatus::applied,
                    "the recording applies");
        };
        naive.take(
            messages, [&] { other.decode(filling, mirror); }, [&] { other.decode(timed, mirror); });
        require(books.order_count() == order_count(mirrors), "both end with the same orders");
    }
    state.counters["decode_ns"] = decoded.nanoseconds();
    state.counters["ns"] = applied.nanoseconds();
    state.counters["obvious_ns"] = obvious.nanoseconds();
    state.counters["naive_ns"] = naive.nanoseconds();
    state.counters["messages_a_second"] = 1e9 / applied.nanoseconds();
}

}  // namespace

BENCHMARK_CAPTURE(itch, S, 'S')->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(itch, A, 'A')->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(itch, B, 'B')->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
