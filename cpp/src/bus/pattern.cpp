#include "swarmcore/bus/pattern.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace swarmcore::bus {

namespace {

void check_name(std::string_view name, const char* what, bool wildcard) {
    const auto is_bad = [wildcard](char character) {
        const auto code = static_cast<unsigned char>(character);
        return code <= ' ' || code == 0x7f || (character == '*' && !wildcard);
    };
    if (name.empty() || std::any_of(name.begin(), name.end(), is_bad)) {
        throw std::invalid_argument{
            std::string{what} + ": expected a name without blanks or control characters" +
            (wildcard ? "" : " or *") + ", was \"" + std::string{name} + "\""};
    }
}

}  // namespace

// Greedy matching with one point of return: where a later part fails, only the last `*` need give
// way, by one more character.
bool matches(std::string_view pattern, std::string_view topic) noexcept {
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (at < topic.size()) {
        if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            resume = at;
        } else if (in < pattern.size() && pattern[in] == topic[at]) {
            ++in;
            ++at;
        } else if (star != std::string_view::npos) {
            in = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

void check_topic(std::string_view name) {
    check_name(name, "topic", false);
}

void check_pattern(std::string_view pattern) {
    check_name(pattern, "pattern", true);
}

}  // namespace swarmcore::bus
