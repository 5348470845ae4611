#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "swarmcore/core/math.hpp"
#include "swarmcore/core/philox.hpp"

namespace swarmcore::sim {

/// Random numbers of one stream, made in blocks: exponential ones of mean 1 and plain words.
///
/// Cost: O(1), a few nanoseconds a number.
/// Threads: one.
class RandomNumbers {
  public:
    /// `stream` sets apart what is drawn with one seed for different ends.
    RandomNumbers(std::uint64_t seed, std::uint64_t stream);

    [[nodiscard]] double exponential() noexcept {
        if (next_exponential_ == block) refill_exponentials();
        return exponentials_[next_exponential_++];
    }
    /// 64 random bits.
    [[nodiscard]] std::uint64_t word() noexcept {
        if (next_word_ == block) refill_words();
        return words_[next_word_++];
    }

  private:
    static constexpr std::size_t block = 512;

    void refill_exponentials() noexcept;
    void refill_words() noexcept;

    std::uint64_t seed_;
    std::uint64_t stream_;
    std::uint64_t exponential_blocks_ = 0;
    std::uint64_t word_blocks_ = 0;
    std::size_t next_exponential_ = block;
    std::size_t next_word_ = block;
    std::vector<double> exponentials_;
    std::vector<std::uint64_t> words_;
};

/// The fraction in [0, 1) that the upper 52 of 64 random bits are.
[[nodiscard]] inline double fraction_of(std::uint64_t word) noexcept {
    constexpr std::uint64_t one = 0x3ff0000000000000;
    return math::detail::from_bits((word >> 12U) | one) - 1.0;
}

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
    /// directly; 0 or more. The spectral radius is below 1, or the number of events would explode.
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
    explicit Hawkes(const HawkesParameters<Types>& parameters) : decay_{parameters.decay} {
        std::array<double, Types * Types> matrix{};
        for (std::size_t i = 0; i < Types; ++i) {
            for (std::size_t j = 0; j < Types; ++j) {
                matrix[i * Types + j] = parameters.branching[i][j];
                jumps_[j][i] = parameters.branching[i][j] * decay_;
            }
        }
        check_hawkes(parameters.baseline, matrix, decay_);
        for (const double rate : parameters.baseline) baseline_ += rate;
        double sum = 0.0;
        for (std::size_t i = 0; i < Types; ++i) {
            sum += parameters.baseline[i];
            shares_[i] = sum / baseline_;
        }
    }

    [[nodiscard]] Arrival next(RandomNumbers& random) noexcept {
        double excited = 0.0;
        for (const double rate : excitation_) excited += rate;
        double seconds = random.exponential() / baseline_;
        // What fades has a finite integral: nothing may come of it any more.
        const double threshold = random.exponential() * decay_;
        const std::uint64_t word = random.word();
        std::size_t type = 0;
        double fading = 0.0;
        bool from_baseline = true;
        if (threshold < excited) {
            fading = 1.0 - threshold / excited;
            // The quotient may have been rounded to 1.
            if (fading > 0.0) {
                const double candidate = -math::log_unchecked(fading) / decay_;
                if (candidate < seconds) {
                    seconds = candidate;
                    from_baseline = false;
                }
            }
        }
        if (from_baseline) {
            fading = math::exp(-decay_ * seconds);
            const double fraction = fraction_of(word);
            while (type + 1 < Types && fraction >= shares_[type]) ++type;
        } else {
            double left = fraction_of(word) * excited;
            std::size_t last = 0;
            for (std::size_t i = 0; i < Types; ++i) {
                if (excitation_[i] <= 0.0) continue;
                last = i;
                left -= excitation_[i];
                if (left < 0.0) break;
            }
            type = last;
        }
        for (std::size_t i = 0; i < Types; ++i) {
            excitation_[i] = excitation_[i] * fading + jumps_[type][i];
        }
        return {.seconds = seconds, .type = type};
    }

  private:
    double decay_;
    double baseline_ = 0.0;
    std::array<double, Types> shares_{};                    ///< of the baseline, cumulated
    std::array<std::array<double, Types>, Types> jumps_{};  ///< [cause][caused]
    std::array<double, Types> excitation_{};                ///< after the last event, a second
};

}  // namespace swarmcore::sim
