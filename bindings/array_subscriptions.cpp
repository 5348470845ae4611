#include "array_subscriptions.hpp"

#include <algorithm>
#include <utility>

namespace swarmcore::bindings {

namespace {

py::object read_only(py::array rows) {
    py::detail::array_proxy(rows.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
    return rows;
}

/// Of the same memory, which it keeps.
py::object read_only_view(const RecordArray& records, std::span<const Event> events) {
    return read_only(py::array(py::dtype::of<Event>(), {static_cast<py::ssize_t>(events.size())},
                               {static_cast<py::ssize_t>(sizeof(Event))}, events.data(), records));
}

/// Calls `visit(topic, rows)` for each run of records of one topic.
template <class Visit>
void for_each_run(std::span<const Event> events, Visit&& visit) {
    for (std::size_t row = 0; row < events.size();) {
        const std::uint32_t topic = events[row].topic;
        std::size_t end = row + 1;
        while (end < events.size() && events[end].topic == topic) ++end;
        visit(topic, events.subspan(row, end - row));
        row = end;
    }
}

}  // namespace

std::size_t ArraySubscriptions::add(std::string_view pattern, py::object handler) {
    auto found = groups_by_pattern_.find(pattern);
    if (found == groups_by_pattern_.end()) {
        const auto group = static_cast<std::size_t>(router_.subscribe(pattern));
        groups_.push_back({std::string{pattern}});
        found = groups_by_pattern_.emplace(pattern, group).first;
    }
    ++groups_[found->second].members;
    members_.push_back({std::move(handler), found->second});
    return members_.size() - 1;
}

py::object ArraySubscriptions::remove(std::size_t index) {
    const std::size_t group = members_[index].group;
    if (--groups_[group].members == 0) {
        router_.unsubscribe(static_cast<bus::SubscriptionId>(group));
        groups_by_pattern_.erase(groups_[group].pattern);
    }
    return std::exchange(members_[index].handler, {});
}

std::vector<py::object> ArraySubscriptions::gather(const RecordArray& records,
                                                   const bus::Router& topics) {
    for (std::size_t next = router_.topic_count(); next < topics.topic_count(); ++next) {
        router_.topic(topics.topic_name(static_cast<bus::TopicId>(next)));
    }
    const auto events = view<Event>(records, "records");
    std::vector<std::size_t> counts(groups_.size());
    for_each_run(events, [&](std::uint32_t topic, std::span<const Event> rows) {
        for (const auto group : groups_of(topic)) {
            counts[static_cast<std::size_t>(group)] += rows.size();
        }
    });
    std::vector<py::object> result(groups_.size());
    std::vector<std::span<Event>> left(groups_.size());  // to be filled
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        if (counts[group] == 0) continue;
        if (counts[group] == events.size()) {
            result[group] = read_only_view(records, events);
            continue;
        }
        py::array_t<Event> rows(static_cast<py::ssize_t>(counts[group]));
        left[group] = {rows.mutable_data(), counts[group]};
        result[group] = read_only(std::move(rows));
    }
    for_each_run(events, [&](std::uint32_t topic, std::span<const Event> rows) {
        for (const auto group : groups_of(topic)) {
            std::span<Event>& to = left[static_cast<std::size_t>(group)];
            if (to.size() < rows.size()) continue;
            std::copy(rows.begin(), rows.end(), to.begin());
            to = to.subspan(rows.size());
        }
    });
    return result;
}

}  // namespace swarmcore::bindings
