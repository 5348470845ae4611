#include "entry.hpp"

namespace swarmcore::indicators {

void append_cycle(Entries& entries) {
    append<>(entries);
}

}  // namespace swarmcore::indicators
