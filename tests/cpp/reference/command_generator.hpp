#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "naive_checks.hpp"
#include "naive_order.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/core/philox.hpp"

namespace swarmcore::book::reference {

/// Draws that are a function of the seed.
class Random {
  public:
    explicit Random(std::uint64_t seed) : seed_{seed} {}

    std::uint64_t word() {
        const Philox::Words words = Philox::block({draws_++, 0, 0, 0}, seed_);
        return words[0] << 32U | words[1];
    }
    /// 0 to count - 1.
    std::uint64_t below(std::uint64_t count) { return word() % count; }

  private:
    std::uint64_t seed_;
    std::uint64_t draws_ = 0;
};

/// What a stream of commands is made of. Weights count against their sum, chances in percent.
struct Profile {
    std::string_view name;
    /// new, cancel, replace, link, release, phase, bands, clock, garbage.
    std::array<std::uint64_t, 9> kinds{};
    /// limit, market, stop, stop_limit, trailing_stop.
    std::array<std::uint64_t, 5> types{};
    /// gtc, ioc, fok, gtd, at_open, at_close.
    std::array<std::uint64_t, 6> tifs{};
    std::uint64_t post_only = 0;
    std::uint64_t reduce_only = 0;
    std::uint64_t self_trade = 0;
    std::uint64_t held = 0;
    std::uint64_t display = 0;
    std::uint64_t owners = 4;
    std::uint64_t ids = 32;
    std::int64_t prices = 8;      ///< limits are 97 to 96 + prices
    std::int64_t quantities = 9;  ///< 1 to quantities
    bool extremes = false;        ///< prices and quantities at the ends of 64 bits, too
};

// clang-format off
inline constexpr std::array profiles{
    Profile{.name = "plain",
            .kinds = {60, 14, 20, 0, 0, 0, 0, 1, 1}, .types = {9, 1, 0, 0, 0},
            .tifs = {8, 3, 3, 1, 0, 0}, .post_only = 15},
    Profile{.name = "stops",
            .kinds = {60, 8, 14, 0, 2, 2, 1, 2, 1}, .types = {8, 1, 4, 4, 5},
            .tifs = {8, 2, 1, 3, 0, 0}, .held = 5, .display = 5},
    Profile{.name = "groups",
            .kinds = {50, 7, 10, 30, 14, 5, 1, 2, 1}, .types = {8, 1, 2, 2, 1},
            .tifs = {8, 1, 1, 2, 0, 0}, .self_trade = 10, .held = 45, .owners = 3},
    Profile{.name = "auctions",
            .kinds = {60, 6, 10, 6, 3, 9, 2, 2, 1}, .types = {8, 2, 1, 1, 1},
            .tifs = {8, 1, 1, 2, 4, 4}, .post_only = 3, .reduce_only = 5, .held = 10,
            .display = 15},
    Profile{.name = "icebergs",
            .kinds = {60, 8, 16, 3, 1, 2, 0, 1, 1}, .types = {9, 1, 0, 1, 0},
            .tifs = {8, 2, 2, 1, 0, 0}, .post_only = 5, .self_trade = 15, .held = 5,
            .display = 60, .quantities = 40},
    Profile{.name = "self-trade",
            .kinds = {60, 8, 14, 8, 4, 2, 0, 1, 1}, .types = {9, 2, 1, 1, 0},
            .tifs = {8, 2, 3, 1, 0, 0}, .self_trade = 80, .held = 10, .display = 20, .owners = 3},
    Profile{.name = "reduce-only",
            .kinds = {60, 6, 12, 8, 4, 3, 0, 1, 1}, .types = {9, 2, 2, 2, 1},
            .tifs = {8, 2, 2, 1, 1, 1}, .reduce_only = 40, .self_trade = 15, .held = 10,
            .display = 20, .owners = 3},
    Profile{.name = "everything",
            .kinds = {60, 8, 14, 10, 6, 3, 2, 2, 2}, .types = {8, 2, 2, 2, 2},
            .tifs = {8, 2, 2, 3, 1, 1}, .post_only = 15, .reduce_only = 15, .self_trade = 25,
            .held = 15, .display = 20},
    Profile{.name = "extremes",
            .kinds = {60, 8, 14, 10, 6, 4, 2, 2, 4}, .types = {8, 2, 2, 2, 2},
            .tifs = {8, 2, 2, 3, 1, 1}, .post_only = 15, .reduce_only = 15, .self_trade = 25,
            .held = 15, .display = 20, .extremes = true},
};
// clang-format on

/// What the generator knows of the engine when it draws the next command.
struct Market {
    std::vector<OrderView> live;
    std::vector<TradingPhase> phases;  ///< by instrument
};

/// Commands that mostly make sense, so that they go deep, and sometimes do not. `Source` has
/// `word()` and `below(count)`.
template <class Source>
class CommandGenerator {
  public:
    explicit CommandGenerator(Source& source, const Profile& profile)
        : source_{source}, profile_{profile} {}

    OrderCommand next(const Market& market) {
        if (chance(70)) ts_ += static_cast<std::int64_t>(source_.below(3));
        OrderCommand command = sensible(market);
        command.ts = ts_;
        if (chance(3)) spoil(command);
        return command;
    }

  private:
    OrderCommand sensible(const Market& market) {
        const std::size_t instruments = market.phases.size();
        OrderCommand command;
        command.instrument = static_cast<std::uint16_t>(source_.below(instruments));
        command.owner = static_cast<std::uint32_t>(source_.below(profile_.owners));
        command.order_id = 1 + source_.below(profile_.ids);
        const std::size_t drawn = pick(profile_.kinds);
        if (drawn == 8) return garbage(command);
        command.kind = static_cast<CommandKind>(drawn + 1);
        // Instruments do not stay out of continuous trading for ever.
        if (market.phases[command.instrument] != TradingPhase::continuous && chance(10)) {
            command.kind = CommandKind::phase;
        }
        switch (command.kind) {
            case CommandKind::new_:
                for (int tries = 0; tries < 20; ++tries) {
                    fill_new(command, market);
                    if (reference::fault_of_new(command) == RejectReason::none) break;
                }
                break;
            case CommandKind::cancel:
                aim(command, market.live, [](const OrderView&) { return true; });
                break;
            case CommandKind::replace: {
                // Few ever wait, and fewer than two have no order among them.
                const auto waits = [](const OrderView& order) {
                    return order.status == OrderStatus::waiting;
                };
                const bool rare = chance(50) && std::ranges::any_of(market.live, waits);
                aim(command, market.live,
                    [&](const OrderView& order) { return !rare || waits(order); });
                fill_replace(command, market);
                break;
            }
            case CommandKind::link:
                fill_link(command, market);
                break;
            case CommandKind::release:
                aim(command, market.live,
                    [](const OrderView& order) { return order.status == OrderStatus::held; });
                break;
            case CommandKind::phase:
                command.flags = static_cast<std::uint16_t>(chance(50) ? 1 : 1 + source_.below(4));
                command.price = chance(50) ? 0 : price();
                break;
            case CommandKind::bands:
                if (chance(60)) {
                    command.price = price();
                    command.trigger = price();
                    if (command.price > command.trigger) std::swap(command.price, command.trigger);
                }
                break;
            case CommandKind::clock:
                break;
        }
        return command;
    }

    void fill_new(OrderCommand& command, const Market& market) {
        if (chance(95)) command.order_id = free_id(market.live);
        command.side = chance(50) ? Side::bid : Side::ask;
        command.type = static_cast<OrderType>(1 + pick(profile_.types));
        command.tif = static_cast<TimeInForce>(1 + pick(profile_.tifs));
        command.price = price();
        command.quantity = quantity();
        command.trigger = command.expires = 0;
        command.display = 0;
        command.flags = 0;
        if (command.type == OrderType::stop || command.type == OrderType::stop_limit) {
            command.trigger = price();
        }
        if (command.type == OrderType::trailing_stop) {
            command.trigger = 1 + static_cast<std::int64_t>(source_.below(4));
            if (chance(40)) {
                command.flags |= trail_percent_flag;
                command.trigger *= chance(5) ? 2'000 : 100;
            } else if (profile_.extremes && chance(20)) {
                command.trigger = price();
            }
        }
        if (command.tif == TimeInForce::gtd) {
            command.expires = ts_ + 1 + static_cast<std::int64_t>(source_.below(30));
        }
        if (chance(profile_.display)) {
            command.display = 1 + static_cast<std::uint32_t>(source_.below(6));
            if (profile_.extremes && chance(30)) {
                command.display = std::numeric_limits<std::uint32_t>::max();
            }
        }
        if (chance(profile_.post_only)) {
            command.flags |= post_only_flag;
            if (chance(50)) command.flags |= slide_flag;
        }
        if (chance(profile_.reduce_only)) command.flags |= reduce_only_flag;
        if (chance(profile_.self_trade)) {
            const std::uint64_t mode = 1 + source_.below(4);
            command.flags |= static_cast<std::uint16_t>(mode << self_trade_shift);
        }
        if (chance(profile_.held)) command.flags |= held_flag;
    }

    void fill_replace(OrderCommand& command, const Market& market) {
        command.price = price();
        command.quantity = quantity();
        const OrderView* order = find(market.live, command.order_id);
        if (order == nullptr) return;
        if (chance(50)) command.price = order->price;
        if (chance(30)) command.quantity = std::max<std::int64_t>(1, order->open / 2);
        if (order->trigger != 0 && chance(30)) command.trigger = price();
    }

    void fill_link(OrderCommand& command, const Market& market) {
        const bool bracket = chance(50);
        if (bracket) command.flags = bracket_flag;
        // The older order first would link few: most live orders are linked already.
        aim(command, market.live,
            [&](const OrderView& order) { return bracket || order.partner == 0; });
        command.trigger = static_cast<std::int64_t>(1 + source_.below(profile_.ids));
        if (chance(5)) return;
        std::vector<std::uint64_t> others;
        for (const OrderView& order : market.live) {
            if (order.instrument != command.instrument || order.owner != command.owner) continue;
            if (order.id == command.order_id) continue;
            if (bracket && order.status != OrderStatus::held) continue;
            others.push_back(order.id);
        }
        if (others.empty()) return;
        command.trigger = static_cast<std::int64_t>(others[source_.below(others.size())]);
    }

    /// Lets a command mean a live order that the predicate likes.
    template <class Predicate>
    void aim(OrderCommand& command, const std::vector<OrderView>& live, Predicate likes) {
        if (chance(5)) return;
        std::vector<const OrderView*> liked;
        for (const OrderView& order : live) {
            if (likes(order)) liked.push_back(&order);
        }
        if (liked.empty()) return;
        const OrderView& order = *liked[source_.below(liked.size())];
        command.order_id = order.id;
        command.instrument = order.instrument;
        if (!chance(3)) command.owner = order.owner;
    }

    /// One field as it should not be, or every field from a few words or from any.
    void spoil(OrderCommand& command) {
        constexpr std::array<std::int64_t, 6> odd{0, -1, 1, largest, smallest, 10'000};
        const std::int64_t value = odd.at(source_.below(odd.size()));
        switch (source_.below(15)) {
            case 0:
                command.ts -= 1 + static_cast<std::int64_t>(source_.below(3));
                break;
            case 1:
                command.kind = static_cast<CommandKind>(source_.below(11));
                break;
            case 2:
                command.instrument = static_cast<std::uint16_t>(source_.below(5));
                break;
            case 3:
                command.flags ^= static_cast<std::uint16_t>(1U << source_.below(16));
                break;
            case 4:
                command.side = static_cast<Side>(source_.below(256));
                break;
            case 5:
                command.type = static_cast<OrderType>(source_.below(8));
                break;
            case 6:
                command.tif = static_cast<TimeInForce>(source_.below(9));
                break;
            case 7:
                command.quantity = value;
                break;
            case 8:
                command.price = value;
                break;
            case 9:
                command.trigger = value;
                break;
            case 10:
                command.expires = chance(50) ? value : ts_;
                break;
            case 11:
                command.display = static_cast<std::uint32_t>(value);
                break;
            case 12:
                to_most_parts(command);
                break;
            case 13:
                command.trigger = 9'998 + static_cast<std::int64_t>(source_.below(3));
                break;
            default:
                command.owner = static_cast<std::uint32_t>(value);
                break;
        }
    }

    /// As many parts as an iceberg may have, one fewer or one more.
    void to_most_parts(OrderCommand& command) {
        const auto display = 1 + static_cast<std::int64_t>(source_.below(6));
        command.quantity =
            max_iceberg_parts * display - 1 + static_cast<std::int64_t>(source_.below(3));
        if (command.kind == CommandKind::new_ && command.type == OrderType::limit) {
            command.display = static_cast<std::uint32_t>(display);
        }
    }

    OrderCommand garbage(const OrderCommand& command) {
        std::array<std::uint64_t, 8> words{};
        for (std::uint64_t& word : words) word = chance(30) ? source_.word() : source_.below(4);
        auto bytes = std::bit_cast<OrderCommand>(words);
        // Nearly no random word is a kind, and none of the rest would be looked at.
        if (chance(70)) bytes.kind = static_cast<CommandKind>(1 + source_.below(8));
        if (chance(70)) bytes.instrument = command.instrument;
        if (chance(70)) bytes.flags = static_cast<std::uint16_t>(source_.below(4));
        return bytes;
    }

    std::uint64_t free_id(const std::vector<OrderView>& live) {
        std::uint64_t id = 1 + source_.below(profile_.ids);
        for (std::uint64_t tries = 0; tries < profile_.ids; ++tries) {
            if (find(live, id) == nullptr) return id;
            id = 1 + id % profile_.ids;
        }
        return id;
    }

    static const OrderView* find(const std::vector<OrderView>& live, std::uint64_t id) {
        for (const OrderView& order : live) {
            if (order.id == id) return &order;
        }
        return nullptr;
    }

    std::int64_t price() {
        if (profile_.extremes && chance(15)) {
            constexpr std::array<std::int64_t, 5> ends{1, 2, largest, largest - 1, largest / 2};
            return ends.at(source_.below(ends.size()));
        }
        return 97 + static_cast<std::int64_t>(
                        source_.below(static_cast<std::uint64_t>(profile_.prices)));
    }

    std::int64_t quantity() {
        if (profile_.extremes && chance(25)) {
            constexpr std::array<std::int64_t, 5> ends{largest, largest - 3, largest / 2,
                                                       largest / 2 + 1, largest / 3};
            return ends.at(source_.below(ends.size()));
        }
        return 1 + static_cast<std::int64_t>(
                       source_.below(static_cast<std::uint64_t>(profile_.quantities)));
    }

    bool chance(std::uint64_t percent) { return source_.below(100) < percent; }

    template <std::size_t Count>
    std::size_t pick(const std::array<std::uint64_t, Count>& weights) {
        std::uint64_t sum = 0;
        for (const std::uint64_t weight : weights) sum += weight;
        std::uint64_t drawn = source_.below(sum);
        for (std::size_t i = 0; i < Count; ++i) {
            if (drawn < weights[i]) return i;
            drawn -= weights[i];
        }
        return 0;
    }

    Source& source_;
    const Profile& profile_;
    std::int64_t ts_ = 1'000;
};

}  // namespace swarmcore::book::reference
