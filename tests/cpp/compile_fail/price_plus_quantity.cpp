#include "swarmcore/core/units.hpp"

swarmcore::Price sum() {
#if MISUSE
    return swarmcore::Price{1} + swarmcore::Quantity{1};
#else
    return swarmcore::Price{1} + swarmcore::Price{1};
#endif
}
