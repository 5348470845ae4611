#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/bus/router.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bindings {

/// The subscriptions of a deterministic bus that take arrays. Those of one pattern are a group:
/// what of an array matches is looked up and gathered once for all of them.
///
/// Cost: `gather` O(records that match) a group, and a look-up for each run of one topic.
class ArraySubscriptions {
  public:
    /// Throws std::invalid_argument for a bad pattern. The index is the number of those before.
    std::size_t add(std::string_view pattern, py::object handler);
    /// Returns the handler, for its owner to let go of.
    [[nodiscard]] py::object remove(std::size_t index);

    [[nodiscard]] bool empty() const noexcept { return groups_by_pattern_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
    /// Null where it has ended.
    [[nodiscard]] const py::object& handler(std::size_t index) const noexcept {
        return members_[index].handler;
    }
    [[nodiscard]] std::size_t group(std::size_t index) const noexcept {
        return members_[index].group;
    }

    /// By group, what of the records it gets: null where nothing, else an array that is read only,
    /// since many get it. The topics are those of `topics`.
    [[nodiscard]] std::vector<py::object> gather(const RecordArray& records,
                                                 const bus::Router& topics);

    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        // NOLINTNEXTLINE(misc-const-correctness): a visitor may change them.
        for (Member& each : members_) visitor(each.handler);
    }

  private:
    struct Member {
        py::object handler;  ///< null once it has ended
        std::size_t group;
    };
    struct Group {
        std::string pattern;
        std::size_t members = 0;
    };

    /// None of an id that is no topic's any more: handlers may have written into the records.
    [[nodiscard]] std::span<const bus::SubscriptionId> groups_of(std::uint32_t topic) const {
        const auto id = static_cast<bus::TopicId>(topic);
        if (!router_.knows(id)) return {};
        return router_.route(id);
    }

    std::vector<Member> members_;  ///< in the order in which they subscribed
    std::vector<Group> groups_;    ///< by subscription of the router
    std::map<std::string, std::size_t, std::less<>> groups_by_pattern_;  ///< with members
    bus::Router router_;  ///< of groups; learns topics in the order of their ids
};

}  // namespace swarmcore::bindings
