#include "swarmcore/sim/order_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "swarmcore/core/math.hpp"

namespace swarmcore::sim {

namespace {

using book::BookMessage;
using book::CommandKind;
using book::DepthLevel;
using book::DepthMessage;
using book::DepthMessageKind;
using book::Execution;
using book::ExecutionKind;
using book::MessageKind;
using book::OrderCommand;
using book::OrderType;
using book::TimeInForce;

template <class Value>
void expect(bool fact, const char* name, const char* expected, Value was) {
    if (fact) return;
    throw std::invalid_argument{std::string{name} + ": expected " + expected + ", was " +
                                std::to_string(was)};
}

/// 12 of 64 random bits, from `shift` on.
std::size_t part(std::uint64_t word, unsigned shift) {
    return (word >> shift) & 0xfffU;
}

/// The middle of the `index`-th of `count` equal parts of the unit interval.
double middle(std::size_t index, std::size_t count) {
    return (static_cast<double>(index) + 0.5) / static_cast<double>(count);
}

/// True with a chance, given up to 1 or beyond 0, by the lowest 20 of 64 random bits.
bool happens(double chance, std::uint64_t word) {
    return static_cast<double>(word & 0xfffffU) < chance * 0x1p20;
}

}  // namespace

ArrivalParameters balanced_arrivals(double rate, double branching_ratio, double decay) {
    expect(rate > 0.0 && rate <= 1e9, "rate", "above 0 and at most 1e9", rate);
    expect(branching_ratio >= 0.0 && branching_ratio < 1.0, "branching_ratio",
           "0 or more and below 1", branching_ratio);
    constexpr std::array<double, arrival_types> shares{0.225, 0.225, 0.225, 0.225, 0.05, 0.05};
    // Limit bids, cancelled asks and buys push the price up, the others down.
    constexpr std::array<bool, arrival_types> up{true, false, false, true, true, false};
    constexpr double own = 0.4;
    constexpr double same_way = 0.3;
    constexpr double any = 0.3;
    ArrivalParameters result;
    result.decay = decay;
    // Each column sums to the branching ratio, which is therefore the spectral radius, and the
    // shares are its eigenvector: what causes nothing has the same shares.
    for (std::size_t i = 0; i < arrival_types; ++i) {
        result.baseline[i] = rate * shares[i] * (1.0 - branching_ratio);
        for (std::size_t j = 0; j < arrival_types; ++j) {
            const double typical = (i == j ? own : 0.0) +
                                   (up[i] == up[j] ? same_way * 2.0 * shares[i] : 0.0) +
                                   any * shares[i];
            result.branching[i][j] = branching_ratio * typical;
        }
    }
    return result;
}

void OrderFlowModel::check() const {
    expect(price >= 2 && price <= (std::int64_t{1} << 53), "price", "2 to 2^53 ticks", price);
    expect(orders >= 1 && orders <= 1'000'000, "orders", "1 to 1000000", orders);
    expect(placement >= 0.0 && placement <= 100.0, "placement", "0 to 100", placement);
    expect(reach >= 1 && reach <= 1'000'000, "reach", "1 to 1000000 ticks", reach);
    expect(quantity >= 1 && quantity <= 1'000'000, "quantity", "1 to 1000000 lots", quantity);
    expect(tail >= 1.1 && tail <= 100.0, "tail", "1.1 to 100", tail);
    expect(reduce_share >= 0.0 && reduce_share <= 1.0, "reduce_share", "0 to 1", reduce_share);
    expect(replace_share >= 0.0 && reduce_share + replace_share <= 1.0, "replace_share",
           "0 or more and with reduce_share at most 1", replace_share);
}

OrderFlow::OrderFlow(const OrderFlowModel& model, std::uint64_t seed, Nanos start,
                     std::uint16_t instrument)
    : model_{model},
      instrument_{instrument},
      random_{seed, instrument},
      hawkes_{model.arrivals},
      last_best_{model.price - 1, model.price},
      now_{start.count()} {
    model_.check();
    std::vector<double> chances(static_cast<std::size_t>(model_.reach));
    double sum = 0.0;
    for (std::size_t i = 0; i < chances.size(); ++i) {
        sum += math::exp(-model_.placement * math::log(static_cast<double>(i + 1)));
        chances[i] = sum;
    }
    for (std::size_t k = 0; k < distances_.size(); ++k) {
        const double level = middle(k, distances_.size()) * sum;
        const auto above = std::lower_bound(chances.begin(), chances.end(), level);
        distances_[k] = 1 + (above - chances.begin());
    }
    for (std::size_t k = 0; k < quantities_.size(); ++k) {
        const double level = middle(k, quantities_.size());
        const double times = math::exp(math::log(level / (1.0 - level)) / model_.tail);
        const double lots = std::floor(static_cast<double>(model_.quantity) * times + 0.5);
        quantities_[k] = static_cast<std::int64_t>(std::max(1.0, lots));
    }
}

void OrderFlow::fill(std::span<OrderCommand> records) {
    write(records, waiting_commands_, Form::commands);
}

void OrderFlow::fill(std::span<BookMessage> records) {
    write(records, waiting_messages_, Form::messages);
}

void OrderFlow::fill(std::span<DepthMessage> records) {
    if (form_ == Form::open) {
        form_ = Form::depth;
        append_snapshot();
    }
    write(records, waiting_depth_, Form::depth);
}

template <class Record>
void OrderFlow::write(std::span<Record> records, std::vector<Record>& waiting, Form form) {
    if (form_ != Form::open && form_ != form) {
        throw std::invalid_argument{
            "order flow: expected to be written in the form of its first call, was asked for "
            "another (make a second flow of the same seed)"};
    }
    form_ = form;
    std::size_t written = 0;
    while (true) {
        // A market order makes several messages; what does not fit waits for the next call.
        const std::size_t count =
            std::min(waiting.size() - next_waiting_, records.size() - written);
        std::copy_n(waiting.begin() + static_cast<std::ptrdiff_t>(next_waiting_), count,
                    records.begin() + static_cast<std::ptrdiff_t>(written));
        written += count;
        next_waiting_ += count;
        if (written == records.size()) return;
        waiting.clear();
        next_waiting_ = 0;
        step();
        append(waiting);
    }
}

void OrderFlow::append(std::vector<OrderCommand>& waiting) {
    waiting.push_back(command_);
    waiting.back().instrument = instrument_;
}

void OrderFlow::append(std::vector<BookMessage>& waiting) {
    for (const Execution& execution : executions_) {
        MessageKind kind{};  // NOLINT(bugprone-invalid-enum-default-initialization)
        std::int64_t quantity = execution.quantity;
        switch (execution.kind) {
            case ExecutionKind::accepted:
                if (command_.type == OrderType::market) continue;
                kind = MessageKind::add;
                break;
            case ExecutionKind::filled:
                if (execution.flags != book::maker_flag) continue;
                kind = MessageKind::execute;
                break;
            case ExecutionKind::cancelled:
                if (command_.type == OrderType::market) continue;
                kind = MessageKind::delete_;
                break;
            case ExecutionKind::replaced:
                kind = reduced_ != 0 ? MessageKind::reduce : MessageKind::replace;
                if (reduced_ != 0) quantity = reduced_;
                break;
            default:
                continue;
        }
        waiting.push_back({.ts = execution.ts,
                           .ts_local = execution.ts,
                           .sequence = ++sequence_,
                           .order_id = execution.order_id,
                           .price = execution.price,
                           .quantity = quantity,
                           .instrument = instrument_,
                           .kind = kind,
                           .side = execution.side});
    }
}

void OrderFlow::append_snapshot() {
    while (!is_filled()) step();
    ++sequence_;
    DepthMessage row{.ts = now_,
                     .ts_local = now_,
                     .last_update = sequence_,
                     .instrument = instrument_,
                     .flags = book::snapshot_flag,
                     .kind = DepthMessageKind::clear};
    waiting_depth_.push_back(row);
    row.kind = DepthMessageKind::set;
    for (const Side side : {Side::bid, Side::ask}) {
        row.side = side;
        for (const DepthLevel& level : engine_.depth(0, side, live(side).size())) {
            row.price = level.price.count();
            row.quantity = level.quantity.count();
            waiting_depth_.push_back(row);
        }
    }
    waiting_depth_.back().flags |= book::last_row_flag;
}

void OrderFlow::append(std::vector<DepthMessage>& waiting) {
    ++sequence_;
    DepthMessage row{.ts = now_,
                     .ts_local = now_,
                     .first_update = sequence_,
                     .last_update = sequence_,
                     .previous_update = sequence_ - 1,
                     .instrument = instrument_,
                     .kind = DepthMessageKind::trade};
    for (const Execution& execution : executions_) {
        if (execution.flags != book::maker_flag) continue;
        row.side = execution.side;
        row.price = execution.price;
        row.quantity = execution.quantity;
        waiting.push_back(row);
    }
    row.kind = DepthMessageKind::set;
    row.side = touched_side_;
    for (const DepthLevel& level : touched_) {
        row.price = level.price.count();
        row.quantity = level.quantity.count();
        waiting.push_back(row);
    }
    waiting.back().flags = book::last_row_flag;
}

void OrderFlow::step() {
    command_ = {};
    reduced_ = 0;
    touched_.clear();
    const std::uint64_t marks = random_.word();
    // The book fills first, both sides in turn.
    if (!is_filled()) {
        limit(next_id_ % 2 == 1 ? Side::bid : Side::ask, marks);
        process();
        return;
    }
    const Arrival arrival = hawkes_.next(random_);
    ++arrivals_[arrival.type];
    advance(arrival.seconds);
    const Side side = arrival.type % 2 == 0 ? Side::bid : Side::ask;
    auto kind = static_cast<ArrivalKind>(arrival.type & ~std::size_t{1});
    const auto wanted = static_cast<double>(model_.orders);
    const double excess = static_cast<double>(live(side).size()) - wanted;
    if (kind == ArrivalKind::limit && happens(excess / wanted, marks)) {
        kind = ArrivalKind::cancel;
    } else if (kind == ArrivalKind::cancel && happens(-excess / wanted, marks)) {
        kind = ArrivalKind::limit;
    }
    if (kind == ArrivalKind::market && !live(opposite(side)).empty()) {
        market(side, marks);
    } else if (kind == ArrivalKind::cancel && !live(side).empty()) {
        cancel(side, marks);
    } else {
        limit(side, marks);
    }
    process();
}

void OrderFlow::limit(Side side, std::uint64_t marks) {
    command_.kind = CommandKind::new_;
    command_.order_id = next_id_++;
    command_.side = side;
    command_.type = OrderType::limit;
    command_.tif = TimeInForce::gtc;
    command_.price = placed(side, marks);
    command_.quantity = quantities_[part(marks, 32)];
}

void OrderFlow::cancel(Side side, std::uint64_t marks) {
    const std::vector<Live>& orders = live(side);
    // The upper half of a product of 32 bits with the count: as even as 32 bits allow.
    const std::uint64_t drawn = random_.word();
    const Live& order = orders[((drawn & 0xffffffffU) * orders.size()) >> 32U];
    command_.order_id = order.id;
    const double which = static_cast<double>(drawn >> 32U) * 0x1p-32;
    if (which < model_.reduce_share && order.quantity > 1) {
        command_.kind = CommandKind::replace;
        command_.price = order.price;
        reduced_ = 1 + static_cast<std::int64_t>(part(marks, 44)) % (order.quantity - 1);
        command_.quantity = order.quantity - reduced_;
    } else if (which >= 1.0 - model_.replace_share) {
        command_.kind = CommandKind::replace;
        command_.price = placed(side, marks);
        command_.quantity = order.quantity;
    } else {
        command_.kind = CommandKind::cancel;
    }
}

void OrderFlow::market(Side side, std::uint64_t marks) {
    command_.kind = CommandKind::new_;
    command_.order_id = next_id_++;
    command_.side = side;
    command_.type = OrderType::market;
    command_.tif = TimeInForce::ioc;
    command_.quantity = quantities_[part(marks, 32)];
}

std::int64_t OrderFlow::placed(Side side, std::uint64_t marks) const {
    // Beyond the opposite side's last price, even where that side is empty: nothing crosses.
    const std::int64_t distance = distances_[part(marks, 20)];
    if (side == Side::bid) return std::max<std::int64_t>(1, last_best_[1] - distance);
    return last_best_[0] + distance;
}

void OrderFlow::process() {
    command_.ts = now_;
    executions_.clear();
    engine_.process(command_, executions_);
    for (const Execution& execution : executions_) keep(execution);
    if (const auto bid = engine_.best_bid(0)) last_best_[0] = bid->price.count();
    if (const auto ask = engine_.best_ask(0)) last_best_[1] = ask->price.count();
}

void OrderFlow::keep(const Execution& execution) {
    std::vector<Live>& orders = live(execution.side);
    if (execution.kind == ExecutionKind::accepted) {
        if (command_.type == OrderType::market) return;
        positions_[execution.order_id] = orders.size();
        orders.push_back(
            {.id = execution.order_id, .price = execution.price, .quantity = execution.quantity});
        change_level(execution.price, execution.side, execution.quantity);
        return;
    }
    const std::size_t* const position = positions_.find(execution.order_id);
    if (position == nullptr) return;  // the taker's own executions
    Live& order = orders[*position];
    const bool moved = execution.kind == ExecutionKind::replaced;
    change_level(order.price, execution.side, moved ? -order.quantity : -execution.quantity);
    if (moved) change_level(execution.price, execution.side, execution.remaining);
    order.price = execution.price;
    order.quantity = execution.remaining;
    if (execution.remaining != 0) return;
    const std::size_t gap = *position;
    order = orders.back();
    *positions_.find(order.id) = gap;
    positions_.erase(execution.order_id);
    orders.pop_back();
}

void OrderFlow::change_level(std::int64_t price, Side side, std::int64_t lots) {
    if (form_ != Form::depth) return;
    std::int64_t& quantity = levels_[static_cast<std::uint64_t>(price)];
    quantity += lots;
    touched_side_ = side;
    // A command walks through levels one after the other: only the last one can come again.
    if (touched_.empty() || touched_.back().price != Price{price}) {
        touched_.push_back({.price = Price{price}, .quantity = Quantity{}});
    }
    touched_.back().quantity = Quantity{quantity};
    if (quantity == 0) levels_.erase(static_cast<std::uint64_t>(price));
}

void OrderFlow::advance(double seconds) {
    part_of_nanosecond_ += seconds * 1e9;
    const double whole = std::floor(part_of_nanosecond_);
    part_of_nanosecond_ -= whole;
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    const std::int64_t step = whole < 0x1p62 ? static_cast<std::int64_t>(whole) : last;
    now_ = now_ > 0 && step > last - now_ ? last : now_ + step;
}

}  // namespace swarmcore::sim
