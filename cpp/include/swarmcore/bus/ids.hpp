#pragma once

#include <cstdint>

namespace swarmcore::bus {

enum class TopicId : std::uint32_t {};
enum class SubscriptionId : std::uint32_t {};
enum class PublisherId : std::uint32_t {};
enum class ConsumerId : std::uint32_t {};

}  // namespace swarmcore::bus
