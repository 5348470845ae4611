#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "byte_source.hpp"

namespace swarmcore::fuzz {

/// The choices for one column of a table.
using Column = std::span<const std::string_view>;

/// A table whose cells the bytes choose, now and then damaged.
inline std::string table(ByteSource& source, std::string_view header,
                         std::span<const Column> columns) {
    std::string text{header};
    while (!source.empty()) {
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (column > 0) text += ',';
            text += columns[column][source.below(columns[column].size())];
        }
        text += source.below(8) == 1 ? "\r\n" : "\n";
        if (source.below(64) == 1) {
            text[source.below(text.size())] = static_cast<char>(source.bytes(1));
        }
    }
    if (source.below(2) == 1 && !text.empty()) text.pop_back();
    return text;
}

}  // namespace swarmcore::fuzz
