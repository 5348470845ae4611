#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "swarmcore/indicators/declaration.hpp"

/// Every indicator behind one interface, for those who choose by name: the bindings, tools.
/// C++ that knows its indicator includes its header and pays for no virtual call.
namespace swarmcore::indicators {

/// The value of a parameter: a double where its kind is `number`, else an integer.
union Value {
    std::int64_t integer;
    double number;
};

struct ParameterInfo {
    const char* name;
    ParameterKind kind;
    double least;
    double most;
    double standard;
};

/// An indicator with its parameters, as stream and as series. Rows are one double per input,
/// results one per output.
///
/// Cost: a virtual call more than `Stream` and `series`.
/// Threads: one at a time for the stream; `series` may run on any number.
class AnyIndicator {
  public:
    AnyIndicator() = default;
    AnyIndicator(const AnyIndicator&) = delete;
    AnyIndicator& operator=(const AnyIndicator&) = delete;
    virtual ~AnyIndicator() = default;

    [[nodiscard]] virtual std::size_t warm_up() const noexcept = 0;
    /// As Stream's; the result stays where it is until the next call.
    virtual const double* update(const double* row) noexcept = 0;
    virtual void peek(const double* row, double* result) = 0;
    [[nodiscard]] virtual const double* value() const noexcept = 0;
    virtual void reset() = 0;
    [[nodiscard]] virtual std::unique_ptr<AnyIndicator> clone() const = 0;

    /// What was taken so far, as bytes. `restore` throws std::invalid_argument, and leaves all as
    /// it was, where they are not such of an indicator with the same parameters.
    [[nodiscard]] virtual std::string save() = 0;
    virtual void restore(std::string_view bytes) = 0;

    /// The results of a series, whatever the stream has seen; a pointer per input and output.
    virtual void series(const double* const* inputs, double* const* outputs, std::size_t rows,
                        bool fast) const = 0;
};

/// An indicator's declaration with its types taken away.
struct Entry {
    const Description* text;
    std::span<const Input> inputs;
    std::span<const ParameterInfo> parameters;
    std::span<const Output> outputs;
    bool has_fast;  ///< whether `fast` makes a difference
    /// One value per parameter; throws std::invalid_argument naming one out of its range.
    std::unique_ptr<AnyIndicator> (*make)(const Value* values);
};

/// All indicators, family by family.
[[nodiscard]] std::span<const Entry> registry();

/// Calls `series` for every one of `symbols` series that lie one after the other, `rows` each, on
/// `threads` threads or, where it is 0, on as many as are worth starting.
void series_of_symbols(const AnyIndicator& indicator, std::span<const double* const> inputs,
                       std::span<double* const> outputs, std::size_t symbols, std::size_t rows,
                       bool fast, std::size_t threads);

}  // namespace swarmcore::indicators
