#pragma once

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

/// The state of an indicator as bytes, so that it can be pickled. A class that is trivially
/// copyable is its own bytes; any other has a member
///
///     auto state() noexcept { return std::tie(window_, average_, rows_); }
///
/// of all its members that change. A state is read into an indicator that was built with the same
/// parameters, on a machine of the same kind.
namespace swarmcore::indicators {

/// Appends a state to a text.
class StateWriter {
  public:
    explicit StateWriter(std::string& target) noexcept : target_{target} {}
    void bytes(void* data, std::size_t size) {
        target_.append(static_cast<const char*>(data), size);
    }

  private:
    std::string& target_;
};

/// Reads a state back; throws std::invalid_argument where it is too short or too long.
class StateReader {
  public:
    explicit StateReader(std::string_view source) noexcept : source_{source} {}
    void bytes(void* data, std::size_t size) {
        if (source_.size() < size) refuse();
        if (size != 0) std::memcpy(data, source_.data(), size);
        source_.remove_prefix(size);
    }
    void finish() const {
        if (!source_.empty()) refuse();
    }

  private:
    [[noreturn]] static void refuse() {
        throw std::invalid_argument{
            "state: expected that of an indicator with the same parameters, was another"};
    }
    std::string_view source_;
};

template <class Archive, class T>
void exchange_state(Archive& archive, T& value);

namespace detail {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;

template <class T>
concept HasState = requires(T& value) { value.state(); };

}  // namespace detail

/// Writes `value` to a StateWriter, or reads it from a StateReader.
template <class Archive, class T>
void exchange_state(Archive& archive, T& value) {
    if constexpr (detail::HasState<T>) {
        std::apply([&archive](auto&... members) { (exchange_state(archive, members), ...); },
                   value.state());
    } else if constexpr (detail::is_vector<T>) {
        using Element = typename T::value_type;
        if constexpr (std::is_trivially_copyable_v<Element>) {
            archive.bytes(static_cast<void*>(value.data()), value.size() * sizeof(Element));
        } else {
            for (Element& element : value) exchange_state(archive, element);
        }
    } else if constexpr (detail::is_variant<T>) {
        std::visit([&archive](auto& alternative) { exchange_state(archive, alternative); }, value);
    } else {
        static_assert(std::is_trivially_copyable_v<T>, "what is not its bytes needs a state()");
        archive.bytes(static_cast<void*>(&value), sizeof(T));
    }
}

}  // namespace swarmcore::indicators
