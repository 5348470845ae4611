#include "entry.hpp"
#include "swarmcore/indicators/math_operator.hpp"
#include "swarmcore/indicators/math_transform.hpp"
#include "swarmcore/indicators/rank.hpp"

namespace swarmcore::indicators {

void append_math(Entries& entries) {
    append<Add, Sub, Mult, Div, Cumsum, WindowSum, Max, Min, Minmax, Maxindex, Minindex,
           Minmaxindex>(entries);
    append<Acos, Asin, Atan, Ceil, Cos, Cosh, Exp, Floor, Ln, Log10, Sin, Sinh, Sqrt, Tan, Tanh>(
        entries);
}

}  // namespace swarmcore::indicators
