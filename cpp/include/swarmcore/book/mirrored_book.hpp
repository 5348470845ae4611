#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_index.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/price_ladder.hpp"
#include "swarmcore/book/price_level.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What became of a message. Where several faults apply, the first in this order is given.
enum class BookStatus : std::uint8_t {
    applied,                 ///< the book is as the message says
    unknown_instrument,      ///< `instrument` is not below the count of books
    time_went_back,          ///< `ts` is before the last message that was applied to the book
    unknown_kind,            ///< `kind` is none of MessageKind
    unknown_order,           ///< no order in the book has this `order_id`
    duplicate_order,         ///< an order in the book already has this id
    bad_side,                ///< `side` of an add is neither +1 nor -1; of a trade, nor 0
    bad_price,               ///< `price` of an add, replace or trade is 0 or less
    bad_quantity,            ///< `quantity` is 0 or less
    quantity_exceeds_order,  ///< reduce or execute by more than is left of the order
    quantity_overflow,       ///< the quantity at this price would exceed 64 bits
};

/// What was expected of a message that was not applied, and what came, for an error.
[[nodiscard]] std::string describe(BookStatus status, const BookMessage& message);

/// Throws the `BookError` of a message that was refused, naming its row.
[[noreturn]] void throw_refusal(std::size_t row, BookStatus status, const BookMessage& message);

/// An order of the venue, as its book shows it.
struct BookOrder {
    OrderId id{};
    Price price;
    Quantity quantity;
    Side side = Side::bid;

    friend bool operator==(const BookOrder&, const BookOrder&) = default;
};

/// Where mirrored books keep their orders and levels: one, or many that share it.
struct MirrorStore {
    OrderPool orders;
    LevelPool levels;
    OrderIndex index{IdScope::owner};

    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return orders.memory_bytes() + levels.memory_bytes() + index.memory_bytes();
    }
};

/// The mirror of one instrument's book within a store: what `OrderBook` and `OrderBooks` share. An
/// order is known by its id and the instrument's number, which is the scope of its id.
///
/// Every call takes the store that the book has always been used with.
class MirroredBook {
  public:
    explicit MirroredBook(std::uint16_t instrument) noexcept : instrument_{instrument} {}

    [[nodiscard]] BookStatus apply(MirrorStore& store, const BookMessage& message) noexcept;
    /// The same. Where it reduces, executes, deletes or replaces an order, `before` is that order
    /// as it was.
    [[nodiscard]] BookStatus apply(MirrorStore& store, const BookMessage& message,
                                   BookOrder& touched) noexcept;
    /// Applies messages to the books that their `instrument` names, or to the only one whatever it
    /// says, up to a bad one, and returns how many; `status` is that of the last.
    static std::size_t apply_routed(MirrorStore& store, std::span<MirroredBook> books,
                                    std::span<const BookMessage> messages,
                                    BookStatus& status) noexcept;
    static std::size_t apply_all(MirrorStore& store, MirroredBook& book,
                                 std::span<const BookMessage> messages,
                                 BookStatus& status) noexcept;

    // Here, so that whoever reads them after every message keeps them in registers.
    [[nodiscard]] Quotes quotes(const MirrorStore& store) const noexcept {
        return {.bid = best(store, Side::bid), .ask = best(store, Side::ask)};
    }
    [[nodiscard]] std::optional<DepthLevel> best(const MirrorStore& store,
                                                 Side side) const noexcept {
        const LevelSlot slot = ladder(side).best();
        if (slot == no_level) return std::nullopt;
        return describe(store.levels[slot]);
    }
    [[nodiscard]] std::vector<DepthLevel> depth(const MirrorStore& store, Side side,
                                                std::size_t levels) const;
    [[nodiscard]] std::optional<double> imbalance(const MirrorStore& store,
                                                  std::size_t levels) const noexcept;
    [[nodiscard]] std::optional<double> price_to_fill(const MirrorStore& store, Side side,
                                                      Quantity quantity) const noexcept;
    [[nodiscard]] std::optional<Quantity> queue_ahead(const MirrorStore& store,
                                                      OrderId order) const noexcept;
    [[nodiscard]] std::optional<BookOrder> find(const MirrorStore& store,
                                                OrderId order) const noexcept;
    [[nodiscard]] Quantity quantity_at(const MirrorStore& store, Side side,
                                       Price price) const noexcept;
    template <class Visit>
    void walk_orders(const MirrorStore& store, Side side, Visit&& visit) const {
        const PriceLadder& levels = ladder(side);
        for (LevelSlot slot = levels.best(); slot != no_level;) {
            const Level& level = store.levels[slot];
            for (OrderSlot at = level.head; at != no_order; at = store.orders[at].next) {
                const OrderNode& order = store.orders[at];
                if (!visit(BookOrder{order.id, level.price, order.quantity, side})) return;
            }
            slot = levels.next_worse(level.price);
        }
    }
    [[nodiscard]] Quantity order_flow_imbalance() noexcept { return flow_.read(); }
    [[nodiscard]] std::size_t order_count() const noexcept { return order_count_; }

    /// What `write` takes at least.
    static constexpr std::size_t least_snapshot_bytes = 40;
    /// Folds in every level, queue, id and quantity, in order.
    void hash(const MirrorStore& store, StateHash& state) const noexcept;
    void write(const MirrorStore& store, SnapshotWriter& writer) const;
    /// Precondition: nothing was applied yet. Throws as `SnapshotReader` does.
    void read(MirrorStore& store, SnapshotReader& reader);
    /// Of the ladders, beside the store.
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return ladders_[0].memory_bytes() + ladders_[1].memory_bytes();
    }

  private:
    template <bool LooksAhead, class BookOf>
    static std::size_t apply_batch(MirrorStore& store, BookOf&& book_of,
                                   std::span<const BookMessage> messages,
                                   BookStatus& status) noexcept;
    template <class BookOf>
    static void look_ahead(const MirrorStore& store, BookOf&& book_of,
                           std::span<const BookMessage> coming) noexcept;

    // A witness is told which order a message is about.
    template <class Witness>
    BookStatus change(MirrorStore& store, const BookMessage& message, Witness&& witness) noexcept;
    template <class Witness>
    BookStatus add(MirrorStore& store, OrderIndex::Probe probe, const BookMessage& message,
                   Witness&& witness) noexcept;
    /// Reduce, execute and delete.
    template <class Witness>
    BookStatus remove(MirrorStore& store, OrderIndex::Probe probe, const BookMessage& message,
                      Witness&& witness) noexcept;
    template <class Witness>
    BookStatus replace(MirrorStore& store, const BookMessage& message, Witness&& witness) noexcept;
    template <class Witness>
    BookStatus apply_rare(MirrorStore& store, const BookMessage& message,
                          Witness&& witness) noexcept;
    void clear(MirrorStore& store) noexcept;
    LevelSlot make_level(MirrorStore& store, PriceLadder& side, Price price) noexcept;
    void drop_level(MirrorStore& store, PriceLadder& side, LevelSlot slot) noexcept;

    [[nodiscard]] OrderKey key(std::uint64_t order_id) const noexcept {
        return {.id = OrderId{order_id}, .scope = instrument_};
    }
    [[nodiscard]] PriceLadder& ladder(Side side) noexcept {
        return ladders_[side == Side::bid ? 0 : 1];
    }
    [[nodiscard]] const PriceLadder& ladder(Side side) const noexcept {
        return ladders_[side == Side::bid ? 0 : 1];
    }

    std::array<PriceLadder, 2> ladders_{PriceLadder{Side::bid}, PriceLadder{Side::ask}};
    OrderFlow flow_;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
    std::uint32_t order_count_ = 0;
    std::uint16_t instrument_;
};

}  // namespace swarmcore::book
