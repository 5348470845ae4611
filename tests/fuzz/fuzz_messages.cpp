#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include "byte_source.hpp"
#include "reference/naive_mirror.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"

/// Bytes as messages of a feed, through OrderBook and the plain mirror: the same verdicts, levels
/// and queues, and a snapshot changes nothing.
namespace swarmcore::fuzz {
namespace {

using namespace book;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
// Far apart, so that the ladder's window moves and its far levels are used.
constexpr std::array<std::int64_t, 12> prices{100,     101,           102,     103,         104, 99,
                                              100'000, 1'000'000'000, largest, largest - 1, 1,   0};
constexpr std::array<std::int64_t, 8> quantities{1, 2, 3, 7, largest, largest / 2, 0, -1};

BookMessage message_of(ByteSource& source) {
    BookMessage message;
    message.kind = static_cast<MessageKind>(source.below(9));
    // A clear ends what others built up: let it be rare.
    if (message.kind == MessageKind::clear && source.below(16) != 0) {
        message.kind = MessageKind::add;
    }
    message.ts = static_cast<std::int64_t>(source.below(8) == 0 ? source.below(4) : 2);
    message.order_id = source.below(24);
    message.new_order_id = source.below(4) == 0 ? source.below(24) : 0;
    const std::uint64_t price = source.below(prices.size() + 2);
    message.price = price < prices.size() ? prices.at(price)
                                          : 90 + static_cast<std::int64_t>(source.below(200));
    const std::uint64_t quantity = source.below(quantities.size() + 1);
    message.quantity = quantity < quantities.size() ? quantities.at(quantity)
                                                    : static_cast<std::int64_t>(source.word());
    message.side = static_cast<Side>(static_cast<int>(source.below(16)) - 7);
    if (message.side > Side::bid) message.side = Side::bid;
    if (message.side < Side::ask && message.side > static_cast<Side>(-7)) message.side = Side::ask;
    return message;
}

void run(ByteSource source) {
    OrderBook book;
    reference::NaiveMirror mirror;
    while (!source.empty()) {
        const BookMessage message = message_of(source);
        require(book.apply(message) == mirror.apply(message), "the mirror's verdict");
        require(book.order_count() == mirror.order_count(), "the mirror's orders");
        for (const Side side : {Side::bid, Side::ask}) {
            require(book.depth(side, SIZE_MAX) == mirror.depth(side, SIZE_MAX),
                    "the mirror's levels");
        }
        const OrderId id{message.order_id};
        require(book.queue_ahead(id) == mirror.queue_ahead(id), "the mirror's queue");
        require(book.best_bid() == mirror.best(Side::bid), "the mirror's best bid");
        require(book.best_ask() == mirror.best(Side::ask), "the mirror's best ask");
        require(book.state_hash() == mirror.state_hash(), "the mirror's hash");
        if (source.below(16) == 0) {
            OrderBook restored = OrderBook::restore(book.snapshot());
            require(restored.state_hash() == book.state_hash(), "the hash from before a snapshot");
            book = std::move(restored);
        }
    }
}

}  // namespace
}  // namespace swarmcore::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    swarmcore::fuzz::run(swarmcore::fuzz::ByteSource{std::span{data, size}});
    return 0;
}
