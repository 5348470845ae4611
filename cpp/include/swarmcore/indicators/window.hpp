#pragma once

#include <concepts>
#include <cstddef>
#include <limits>
#include <tuple>
#include <type_traits>
#include <vector>

#include "swarmcore/indicators/arithmetic.hpp"

namespace swarmcore::indicators {

/// An associative operation on samples: `lift` makes the fold of one sample, `combine` joins the
/// folds of two neighbouring stretches, the older first, and `identity` is the fold of none. The
/// window calls `anchor` with a sample that all windows hold until it calls it again.
template <class F>
concept Fold = requires(F fold, const typename F::Sample& sample, const typename F::State& state) {
    fold.anchor(sample);
    { fold.lift(sample) } -> std::same_as<typename F::State>;
    { F::combine(state, state) } -> std::same_as<typename F::State>;
    { F::identity() } -> std::same_as<typename F::State>;
};

/// The fold of the last `length` samples.
///
/// Samples come in blocks of `length`. A window is the end of one block and the beginning of the
/// next: the folds of all ends of a block are made when the next block begins, and the fold of the
/// beginning grows with every sample. Nothing is ever taken out of a fold, so nothing stays of a
/// sample that has left, be it 1e300, infinite or NaN, and errors do not add up: a sum of n samples
/// errs by at most n * 2^-53 of the sum of their magnitudes, however many samples went before.
///
/// Cost: on average four combinations a step; one step in `length` makes all ends of a block.
/// Source: van Herk, Pattern Recognition Letters 13 (1992); Gil and Werman, IEEE PAMI 15 (1993).
template <Fold F>
class Window {
  public:
    using Sample = typename F::Sample;
    using State = typename F::State;

    explicit Window(std::size_t length)
        : samples_(length), ends_(length + 1, F::identity()), position_{length} {}

    /// Takes a sample; gives the fold of the last `length` samples, of all while there are fewer.
    State step(const Sample& sample) noexcept {
        if (position_ == samples_.size()) [[unlikely]]
            turn(sample);
        samples_[position_] = sample;
        beginning_ = F::combine(beginning_, fold_.lift(sample));
        ++position_;
        return F::combine(ends_[position_], beginning_);
    }

    [[nodiscard]] const F& fold() const noexcept { return fold_; }
    [[nodiscard]] std::size_t length() const noexcept { return samples_.size(); }
    [[nodiscard]] auto state() noexcept {
        return std::tie(samples_, ends_, beginning_, position_, fold_, started_);
    }

  private:
    void turn(const Sample& first) noexcept {
        fold_.anchor(first);
        if (started_) make_ends();
        started_ = true;
        position_ = 0;
        beginning_ = F::identity();
    }

    void make_ends() noexcept {
        constexpr std::size_t group = 4;
        State later = F::identity();
        std::size_t first = samples_.size();
        while (first >= group) {
            first -= group;
            later = make_ends_of(first, std::integral_constant<std::size_t, group>{}, later);
        }
        make_ends_of(0, first, later);
    }

    // Within a group the folds do not wait for those of later samples, so that the CPU works on
    // several groups at a time. Count is a type of its own where it is known, to unroll the loop.
    template <class Count>
    State make_ends_of(std::size_t first, Count count, State later) noexcept {
        State part = F::identity();
        for (std::size_t i = count; i-- > 0;) {
            part = F::combine(fold_.lift(samples_[first + i]), part);
            ends_[first + i] = F::combine(part, later);
        }
        return ends_[first];
    }

    std::vector<Sample> samples_;
    std::vector<State> ends_;  ///< ends_[i]: the fold of the last block from its sample i on
    State beginning_ = F::identity();
    std::size_t position_;
    F fold_{};
    bool started_ = false;
};

/// A fold that needs no anchor.
struct Unanchored {
    template <class Sample>
    static void anchor(const Sample&) noexcept {}
};

/// The sum of a window.
struct Sum : Unanchored {
    using Sample = double;
    using State = double;
    static State identity() noexcept { return 0.0; }
    static State lift(double sample) noexcept { return sample; }
    static State combine(State older, State newer) noexcept { return older + newer; }
};

/// The sum of a window, and the sum weighted 1, 2, ... from its oldest sample on.
struct WeightedSum : Unanchored {
    using Sample = double;
    struct State {
        double sum, weighted, count;
    };
    static State identity() noexcept { return {.sum = 0.0, .weighted = 0.0, .count = 0.0}; }
    static State lift(double sample) noexcept {
        return {.sum = sample, .weighted = sample, .count = 1.0};
    }
    static State combine(const State& older, const State& newer) noexcept {
        return {.sum = older.sum + newer.sum,
                .weighted = older.weighted + (newer.weighted + older.count * newer.sum),
                .count = older.count + newer.count};
    }
};

/// The sums of two flows.
struct SumOfPairs : Unanchored {
    using Sample = Pair;
    using State = Pair;
    static State identity() noexcept { return {}; }
    static State lift(Sample sample) noexcept { return sample; }
    static State combine(State older, State newer) noexcept { return older + newer; }
};

/// The largest of each side of a pair; NaN where the window holds one.
struct LargestOfPairs : Unanchored {
    using Sample = Pair;
    using State = Pair;
    static State identity() noexcept {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return {-infinity, -infinity};
    }
    static State lift(Sample sample) noexcept { return sample; }
    static State combine(State older, State newer) noexcept { return larger_or_nan(older, newer); }
};

/// The sum of a window's differences from a sample in it, and of their squares.
///
/// Squares of the samples themselves would cancel away the variance of prices far from zero. With
/// the anchor in the window, its squared distance from the mean is at most n - 1 times the
/// variance, so that n samples lose at most a factor of n, whatever their offset.
class Deviations {
  public:
    using Sample = double;
    using State = Pair;
    void anchor(double sample) noexcept { anchor_ = sample; }
    [[nodiscard]] double anchor() const noexcept { return anchor_; }
    static State identity() noexcept { return {}; }
    [[nodiscard]] State lift(double sample) const noexcept {
        const double difference = sample - anchor_;
        return {difference, difference * difference};
    }
    static State combine(State older, State newer) noexcept { return older + newer; }

  private:
    double anchor_ = 0.0;
};

}  // namespace swarmcore::indicators
