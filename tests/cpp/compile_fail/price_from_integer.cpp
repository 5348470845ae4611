#include "swarmcore/core/units.hpp"

swarmcore::Price price() {
#if MISUSE
    return 100;
#else
    return swarmcore::Price{100};
#endif
}
