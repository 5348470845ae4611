#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "swarmcore/core/math.hpp"
#include "swarmcore/sim/random_numbers.hpp"

namespace swarmcore::sim {

/// The largest modulus of an eigenvalue of a square matrix of numbers of 0 or more, given by rows.
///
/// Source: I. M. Gelfand's formula, the limit of |A^n|^(1/n), at n = 2^50 by repeated squaring.
[[nodiscard]] double spectral_radius(std::span<const double> matrix, std::size_t size);

/// What a Hawkes process of `Types` types of events is made of.
template <std::size_t Types>
struct HawkesParameters {
    /// Events a second that nothing causes, by type; 0 or more, their sum above 0.
    std::array<double, Types> baseline{};
    /// [caused][cause]: how many events of one type an event of another causes in the mean,
    /// directly; 0 to 1e6. The spectral radius is below 1, or the number of events would explode.
    std::array<std::array<double, Types>, Types> branching{};
    /// How fast an excitation fades, a second; above 0.
    double decay = 1.0;
};

/// Throws std::invalid_argument naming what is out of range.
void check_hawkes(std::span<const double> baseline, std::span<const double> branching,
                  double decay);

/// An event of a Hawkes process: the seconds since the one before it, and its type.
struct Arrival {
    double seconds;
    std::size_t type;
};

/// A multivariate Hawkes process: the intensity of type i at time t is
///
///     baseline[i] + sum over past events (at s, of type j) of
///         branching[i][j] * decay * exp(-decay * (t - s)).
///
/// With one decay, what the past left behind is one number a type, and the next event is the
/// earlier of two: of the baseline, exponential, and of the fading rest, whose integral is
/// inverted. Nothing is proposed and thrown away: simulation is exact, at one logarithm or
/// exponential an event.
///
/// Units: seconds. Cost: O(Types) an event; allocation-free.
/// Threads: one.
/// Source: A. G. Hawkes, Spectra of some self-exciting and mutually exciting point processes,
/// Biometrika 58 (1971); Y. Ogata, On Lewis' simulation method for point processes, IEEE
/// Transactions on Information Theory 27 (1981), for exactness by thinning; A. Dassios and H. Zhao,
/// Exact simulation of Hawkes process with exponentially decaying intensity, Electronic
/// Communications in Probability 18 (2013), algorithm 3.1, for the two candidates.
template <std::size_t Types>
class Hawkes {
  public:
    /// Throws std::invalid_argument where a parameter is out of range.
    explicit Hawkes(const HawkesParameters<Types>& parameters)
        : decay_{parameters.decay}, baseline_{parameters.baseline} {
        std::array<double, Types * Types> matrix{};
        for (std::size_t i = 0; i < Types; ++i) {
            for (std::size_t j = 0; j < Types; ++j) {
                matrix[i * Types + j] = parameters.branching[i][j];
                jumps_[j][i] = parameters.branching[i][j] * decay_;
            }
        }
        check_hawkes(parameters.baseline, matrix, decay_);
        for (const double rate : baseline_) baseline_sum_ += rate;
    }

    [[nodiscard]] Arrival next(RandomNumbers& random) noexcept {
        double excited = 0.0;
        for (const double rate : excitation_) excited += rate;
        double seconds = random.exponential() / baseline_sum_;
        const double threshold = random.exponential() * decay_;
        // What fades has a finite integral: nothing may come of it any more. A quotient that is
        // rounded to 1 counts as that.
        double fading = excited > threshold ? 1.0 - threshold / excited : 0.0;
        bool from_baseline = true;
        if (fading > 0.0) {
            const double candidate = -math::log_unchecked(fading) / decay_;
            from_baseline = candidate >= seconds;
            if (!from_baseline) seconds = candidate;
        }
        if (from_baseline) fading = math::exp(-decay_ * seconds);
        // Which type it is, is chance, so that no branch could be foretold: counted, not sought.
        const std::array<double, Types>& rates = from_baseline ? baseline_ : excitation_;
        const double level = fraction_of(random.word()) * (from_baseline ? baseline_sum_ : excited);
        std::size_t type = 0;
        std::size_t last = 0;
        double sum = 0.0;
        for (std::size_t i = 0; i < Types; ++i) {
            sum += rates[i];
            type += sum <= level ? 1U : 0U;
            last = rates[i] > 0.0 ? i : last;
        }
        type = type < last ? type : last;
        for (std::size_t i = 0; i < Types; ++i) {
            excitation_[i] = excitation_[i] * fading + jumps_[type][i];
        }
        return {.seconds = seconds, .type = type};
    }

  private:
    double decay_;
    std::array<double, Types> baseline_;
    double baseline_sum_ = 0.0;
    std::array<std::array<double, Types>, Types> jumps_{};  ///< [cause][caused]
    std::array<double, Types> excitation_{};                ///< after the last event, a second
};

}  // namespace swarmcore::sim
