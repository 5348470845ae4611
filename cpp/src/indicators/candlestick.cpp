#include "entry.hpp"

namespace swarmcore::indicators {

void append_candlestick(Entries& entries) {
    append<>(entries);
}

}  // namespace swarmcore::indicators
