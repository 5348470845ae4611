#pragma once

#include <string_view>

namespace swarmcore::bus {

/// True where `pattern` matches the whole of `topic`; `*` stands for any run of characters, dots
/// included, because symbols hold dots ("bar.*" matches "bar.BRK.B").
///
/// Cost: O(pattern × topic) at worst, linear with at most one `*`.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view topic) noexcept;

/// Throws std::invalid_argument for an empty name or one that holds `*`, a blank or a control
/// character.
void check_topic(std::string_view name);

/// Throws std::invalid_argument for an empty pattern or one with a blank or control character.
void check_pattern(std::string_view pattern);

}  // namespace swarmcore::bus
