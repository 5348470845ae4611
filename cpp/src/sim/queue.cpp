#include "swarmcore/sim/queue.hpp"

#include <stdexcept>
#include <string>

#include "swarmcore/core/math.hpp"

namespace swarmcore::sim {

QueueModel QueueModel::power(double exponent) {
    if (!(exponent > 0.0 && exponent <= 100.0)) {
        throw std::invalid_argument{"exponent: expected above 0 and at most 100, was " +
                                    std::to_string(exponent)};
    }
    QueueModel model;
    model.kind_ = Kind::power;
    model.exponent_ = exponent;
    return model;
}

QueueModel QueueModel::logarithm() noexcept {
    QueueModel model;
    model.kind_ = Kind::logarithm;
    return model;
}

QueueModel QueueModel::square() noexcept {
    QueueModel model;
    model.kind_ = Kind::power;
    model.exponent_ = 2.0;
    return model;
}

double QueueModel::ahead_share(double ahead, double behind) const noexcept {
    if (kind_ == Kind::risk_averse || ahead <= 0.0) return 0.0;
    if (behind <= 0.0) return 1.0;
    if (kind_ == Kind::logarithm) {
        const double front = math::log(1.0 + ahead);
        return front / (front + math::log(1.0 + behind));
    }
    // By the ratio: the powers themselves could pass the range of a double.
    if (exponent_ == 1.0) return ahead / (ahead + behind);
    const double ratio = behind / ahead;
    if (exponent_ == 2.0) return 1.0 / (1.0 + ratio * ratio);
    return 1.0 / (1.0 + math::exp(exponent_ * math::log(ratio)));
}

}  // namespace swarmcore::sim
