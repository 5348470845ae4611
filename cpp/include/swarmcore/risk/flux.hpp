#pragma once

#include <span>

/// Flux: how turbulent the market of one instrument is, 0 (dead calm) to 1, by its own history.
namespace swarmcore::risk {

struct FluxParameters {
    double fast_decay = 0.94;  ///< of the recent averages, a bar; RiskMetrics' for daily returns
    double slow_decay = 0.99;  ///< of the history they are compared with, a bar; above the fast one
    double start = 0.5;        ///< the flux before the first bar
    double step = 0.3;         ///< the part of the way to the turbulence that a bar takes it
    double dead_band = 0.05;   ///< it stays where the turbulence is no further away than this
};

/// The mean of all that was added, each weighing `decay` times as much as the one after it. The
/// weights are divided by their sum, so that no first value has to be made up.
class DecayingMean {
  public:
    explicit DecayingMean(double decay) noexcept : decay_{decay} {}

    void add(double value) noexcept {
        weight_ = decay_ * weight_ + 1.0;
        mean_ += (value - mean_) / weight_;
    }
    /// 0 before the first value.
    [[nodiscard]] double mean() const noexcept { return mean_; }

  private:
    double decay_;
    double weight_ = 0.0;
    double mean_ = 0.0;
};

/// A recent mean over the mean of a longer history; 1, as usual, while the history is all zeros.
class RelativeMean {
  public:
    RelativeMean(double fast_decay, double slow_decay) noexcept
        : recent_{fast_decay}, history_{slow_decay} {}

    void add(double value) noexcept {
        recent_.add(value);
        history_.add(value);
    }
    [[nodiscard]] double ratio() const noexcept {
        return history_.mean() > 0.0 ? recent_.mean() / history_.mean() : 1.0;
    }

  private:
    DecayingMean recent_;
    DecayingMean history_;
};

/// The flux of one instrument, bar by bar:
///
///     activity   = (recent variance / its history) * (recent volume / its history)
///     turbulence = activity / (1 + activity), one half where both are as usual
///     flux      += step * (turbulence - flux), where they differ by more than the dead band
///
/// with exponentially weighted means of squared log returns and of volumes. The turbulence does not
/// fall when the return of a bar is larger, up or down, or its volume is.
///
/// Cost: O(1), one logarithm, 120 bytes; allocates nothing.
/// Threads: one at a time.
/// Source: the averages are those of J.P. Morgan and Reuters, RiskMetrics Technical Document, 4th
/// edition (1996), sections 5.2 and 5.3. docs/design/0008 says what was taken from where and why.
class FluxMeter {
  public:
    /// Throws std::invalid_argument that names the parameter out of its range.
    explicit FluxMeter(const FluxParameters& parameters = {});

    /// Takes a bar and gives the flux after it. A bar that cannot be right changes nothing: its
    /// close is not finite and above 0, or its volume is not finite and 0 or above.
    double update(double close, double volume) noexcept;

    [[nodiscard]] double value() const noexcept { return flux_; }
    /// What the flux follows, 0 to 1.
    [[nodiscard]] double turbulence() const noexcept { return turbulence_; }
    /// Recent volatility over that of its history; 1 is as usual.
    [[nodiscard]] double volatility() const noexcept;
    /// Recent volume over that of its history; 1 is as usual.
    [[nodiscard]] double volume() const noexcept { return volumes_.ratio(); }
    [[nodiscard]] const FluxParameters& parameters() const noexcept { return parameters_; }

    /// Forgets every bar.
    void reset() noexcept;

  private:
    FluxParameters parameters_;
    RelativeMean squares_;
    RelativeMean volumes_;
    double last_log_ = 0.0;
    double turbulence_ = 0.5;
    double flux_;
    bool started_ = false;
};

/// The flux after each bar of a whole series, equal to `update` bit for bit. All spans have the
/// same length; `meter` has seen no bar.
void flux_series(FluxMeter meter, std::span<const double> close, std::span<const double> volume,
                 std::span<double> flux) noexcept;

}  // namespace swarmcore::risk
