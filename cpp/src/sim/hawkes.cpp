#include "swarmcore/sim/hawkes.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "swarmcore/core/math.hpp"

namespace swarmcore::sim {

namespace {

std::string text(double value) {
    std::string digits = std::to_string(value);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits.back() == '.' ? digits + '0' : digits;
}

[[noreturn]] void refuse(const std::string& name, const std::string& expected, double was) {
    throw std::invalid_argument{name + ": expected " + expected + ", was " + text(was)};
}

}  // namespace

double spectral_radius(std::span<const double> matrix, std::size_t size) {
    std::vector<double> power{matrix.begin(), matrix.end()};
    std::vector<double> square(power.size());
    double log_radius = 0.0;
    double weight = 1.0;
    for (int squaring = 0; squaring < 50; ++squaring) {
        double norm = 0.0;
        for (std::size_t i = 0; i < size; ++i) {
            double sum = 0.0;
            for (std::size_t j = 0; j < size; ++j) sum += power[i * size + j];
            norm = std::max(norm, sum);
        }
        if (norm == 0.0) return 0.0;
        log_radius += weight * math::log(norm);
        weight *= 0.5;
        for (double& element : power) element /= norm;
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < size; ++j) {
                double sum = 0.0;
                for (std::size_t k = 0; k < size; ++k) {
                    sum += power[i * size + k] * power[k * size + j];
                }
                square[i * size + j] = sum;
            }
        }
        power.swap(square);
    }
    return math::exp(log_radius);
}

void check_hawkes(std::span<const double> baseline, std::span<const double> branching,
                  double decay) {
    double sum = 0.0;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        if (!(std::isfinite(baseline[i]) && baseline[i] >= 0.0)) {
            refuse("baseline: type " + std::to_string(i), "a finite rate of 0 or more",
                   baseline[i]);
        }
        sum += baseline[i];
    }
    if (!(sum > 0.0 && sum <= 1e9)) refuse("baseline", "a sum above 0 and at most 1e9", sum);
    for (std::size_t i = 0; i < branching.size(); ++i) {
        // So that no power of the matrix overflows or underflows on the way to its radius.
        if (!(branching[i] >= 0.0 && branching[i] <= 1e6)) {
            refuse("branching: element " + std::to_string(i), "0 to 1e6", branching[i]);
        }
    }
    if (!(decay >= 1e-9 && decay <= 1e9)) refuse("decay", "1e-9 to 1e9", decay);
    const double radius = spectral_radius(branching, baseline.size());
    if (!(radius < 1.0)) {
        refuse("branching", "a spectral radius below 1, or the number of events explodes", radius);
    }
}

}  // namespace swarmcore::sim
