#include "swarmcore/risk/flux.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>

#include "swarmcore/core/math.hpp"

namespace swarmcore::risk {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

[[noreturn]] void refuse(const char* name, const char* expected, double value) {
    throw std::invalid_argument{std::string{name} + ": expected " + expected + ", was " +
                                std::to_string(value)};
}

// Comparisons written so that NaN fails them.
FluxParameters checked(const FluxParameters& given) {
    const auto decays = [](double decay) { return decay > 0.0 && decay < 1.0; };
    if (!decays(given.fast_decay)) refuse("fast_decay", "above 0 and below 1", given.fast_decay);
    if (!decays(given.slow_decay)) refuse("slow_decay", "above 0 and below 1", given.slow_decay);
    if (!(given.fast_decay < given.slow_decay)) {
        refuse("slow_decay", "more than fast_decay", given.slow_decay);
    }
    if (!(given.start >= 0.0 && given.start <= 1.0)) refuse("start", "0 to 1", given.start);
    if (!(given.step > 0.0 && given.step <= 1.0)) {
        refuse("step", "above 0 and at most 1", given.step);
    }
    if (!(given.dead_band >= 0.0 && given.dead_band < 1.0)) {
        refuse("dead_band", "0 or more and below 1", given.dead_band);
    }
    return given;
}

}  // namespace

FluxMeter::FluxMeter(const FluxParameters& parameters)
    : parameters_{checked(parameters)},
      squares_{parameters.fast_decay, parameters.slow_decay},
      volumes_{parameters.fast_decay, parameters.slow_decay},
      flux_{parameters.start} {}

double FluxMeter::update(double close, double volume) noexcept {
    if (!(close > 0.0 && close < infinity && volume >= 0.0 && volume < infinity)) return flux_;
    // A difference of logarithms, since a quotient of prices can overflow.
    const double log_close = math::log(close);
    if (started_) {
        const double log_return = log_close - last_log_;
        squares_.add(log_return * log_return);
    }
    started_ = true;
    last_log_ = log_close;
    volumes_.add(volume);

    // A recent mean is at most (1 - fast_decay) / (1 - slow_decay) times its history, which holds
    // the same values: the activity is finite.
    const double activity = squares_.ratio() * volumes_.ratio();
    turbulence_ = activity / (1.0 + activity);
    const double difference = turbulence_ - flux_;
    if (std::fabs(difference) > parameters_.dead_band) flux_ += parameters_.step * difference;
    return flux_;
}

double FluxMeter::volatility() const noexcept {
    return std::sqrt(squares_.ratio());
}

void FluxMeter::reset() noexcept {
    squares_ = RelativeMean{parameters_.fast_decay, parameters_.slow_decay};
    volumes_ = squares_;
    started_ = false;
    turbulence_ = 0.5;
    flux_ = parameters_.start;
}

void flux_series(FluxMeter meter, std::span<const double> close, std::span<const double> volume,
                 std::span<double> flux) noexcept {
    for (std::size_t bar = 0; bar < flux.size(); ++bar) {
        flux[bar] = meter.update(close[bar], volume[bar]);
    }
}

}  // namespace swarmcore::risk
