#include "swarmcore/indicators/price.hpp"

#include "entry.hpp"

namespace swarmcore::indicators {

void append_price(Entries& entries) {
    append<Avgprice, Medprice, Typprice, Wclprice, Avgdev, Ha>(entries);
}

}  // namespace swarmcore::indicators
