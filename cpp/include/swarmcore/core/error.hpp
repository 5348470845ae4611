#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

/// Errors that leave the core. Constructors throw `std::invalid_argument` naming the parameter as
/// Python spells it ("timeperiod: expected 2 or more, was 1"); hot calls return a small enum; a
/// batch that meets a bad row throws one of these, carrying the row.
namespace swarmcore {

/// A row of a market data feed that cannot be applied; rows before it were applied.
class BookError : public std::runtime_error {
  public:
    BookError(std::size_t row, const std::string& what) : std::runtime_error{what}, row_{row} {}
    [[nodiscard]] std::size_t row() const noexcept { return row_; }

  private:
    std::size_t row_;
};

/// The bus cannot take an event or a subscription.
class BusError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A lane stayed full past the time-out of whoever holds it up; events before were published.
class LaneFullError : public BusError {
  public:
    LaneFullError(std::size_t published, const std::string& what)
        : BusError{what}, published_{published} {}
    [[nodiscard]] std::size_t published() const noexcept { return published_; }

  private:
    std::size_t published_;
};

}  // namespace swarmcore
