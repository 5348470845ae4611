#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "swarmcore/core/crc32.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/registry.hpp"
#include "swarmcore/indicators/state.hpp"

/// Makes the registry's entries of classes: a family is a header of classes and a source file
///
///     void append_momentum(Entries& entries) { append<Rsi, Macd>(entries); }
///
/// that registry.cpp calls.
namespace swarmcore::indicators {

using Entries = std::vector<Entry>;

namespace detail {

template <Indicator I>
class Held final : public AnyIndicator {
  public:
    explicit Held(I indicator) : stream_{std::move(indicator)} {}
    explicit Held(const Stream<I>& stream) : stream_{stream} {}

    [[nodiscard]] std::size_t warm_up() const noexcept override { return stream_.warm_up(); }
    const double* update(const double* row) noexcept override {
        return [&]<std::size_t... in>(std::index_sequence<in...>) {
            return numbers(stream_.update(row[in]...));
        }(inputs_);
    }
    void peek(const double* row, double* result) override {
        const OutputOf<I> output = [&]<std::size_t... in>(std::index_sequence<in...>) {
            return stream_.peek(row[in]...);
        }(inputs_);
        for (std::size_t n = 0; n < output_count<I>; ++n) result[n] = numbers(output)[n];
    }
    [[nodiscard]] const double* value() const noexcept override { return numbers(stream_.value()); }
    void reset() override { stream_.reset(); }
    [[nodiscard]] std::unique_ptr<AnyIndicator> clone() const override {
        return std::make_unique<Held>(stream_);
    }

    // A checksum goes before the state: a damaged one would be read into places in arrays.
    [[nodiscard]] std::string save() override {
        std::string bytes(sizeof(std::uint32_t), '\0');
        StateWriter writer{bytes};
        exchange_state(writer, stream_);
        const std::uint32_t sum = sum_of(std::string_view{bytes}.substr(sizeof sum));
        std::memcpy(bytes.data(), &sum, sizeof sum);
        return bytes;
    }
    void restore(std::string_view bytes) override {
        std::uint32_t sum = 0;
        StateReader header{bytes};
        header.bytes(&sum, sizeof sum);
        const std::string_view state = bytes.substr(sizeof sum);
        if (sum != sum_of(state)) {
            throw std::invalid_argument{"state: expected an undamaged one, was damaged"};
        }
        Stream<I> read{stream_.initial()};
        StateReader reader{state};
        exchange_state(reader, read);
        reader.finish();
        stream_ = std::move(read);
    }

    void series(const double* const* inputs, double* const* outputs, std::size_t rows,
                bool fast) const override {
        Inputs<I> in;
        for (std::size_t n = 0; n < in.size(); ++n) in[n] = {inputs[n], rows};
        Outputs<I> out;
        for (std::size_t n = 0; n < out.size(); ++n) out[n] = {outputs[n], rows};
        indicators::series(stream_.initial(), in, out, fast);
    }

  private:
    static constexpr std::make_index_sequence<input_count<I>> inputs_{};

    static const double* numbers(const OutputOf<I>& output) noexcept {
        if constexpr (std::is_same_v<OutputOf<I>, double>) {
            return &output;
        } else {
            return output.data();
        }
    }
    static std::uint32_t sum_of(std::string_view bytes) noexcept {
        Crc32 crc;
        crc.update(bytes);
        return crc.value();
    }

    Stream<I> stream_;
};

template <class Number>
[[nodiscard]] Number number_of(Value value) noexcept {
    if constexpr (std::is_same_v<Number, double>) {
        return value.number;
    } else {
        return value.integer;
    }
}

template <Indicator I, class... Values, std::size_t... n>
[[nodiscard]] std::unique_ptr<AnyIndicator> make_held(
    const std::tuple<Parameter<Values>...>& /*types*/, std::index_sequence<n...>,
    [[maybe_unused]] const Value* values) {
    return std::make_unique<Held<I>>(I(number_of<Values>(values[n])...));
}

template <Indicator I>
inline constexpr std::size_t parameter_count =
    std::tuple_size_v<std::remove_cvref_t<decltype(I::declaration.parameters)>>;

template <Indicator I>
inline constexpr auto parameter_infos = std::apply(
    [](const auto&... each) {
        return std::array<ParameterInfo, sizeof...(each)>{
            ParameterInfo{each.name, each.kind, static_cast<double>(each.least),
                          static_cast<double>(each.most), static_cast<double>(each.standard)}...};
    },
    I::declaration.parameters);

}  // namespace detail

template <Indicator I>
[[nodiscard]] Entry entry() {
    return {.text = &I::declaration.text,
            .inputs = I::declaration.inputs,
            .parameters = detail::parameter_infos<I>,
            .outputs = I::declaration.outputs,
            .has_fast = HasFastSeries<I>,
            .make = [](const Value* values) {
                return detail::make_held<I>(I::declaration.parameters,
                                            std::make_index_sequence<detail::parameter_count<I>>{},
                                            values);
            }};
}

template <Indicator... I>
void append([[maybe_unused]] Entries& entries) {
    (entries.push_back(entry<I>()), ...);
}

/// The families, a source file each.
void append_beyond_talib(Entries& entries);
void append_candlestick(Entries& entries);
void append_longer_candlestick(Entries& entries);  ///< called by the one above
void append_cycle(Entries& entries);
void append_math(Entries& entries);
void append_momentum(Entries& entries);
void append_overlap(Entries& entries);
void append_price(Entries& entries);
void append_statistics(Entries& entries);
void append_volatility(Entries& entries);
void append_volume(Entries& entries);

}  // namespace swarmcore::indicators
