#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/itch_format.hpp"

/// Writes recordings of ITCH 5.0, for tests and benchmarks of whoever reads them.
namespace swarmcore::feed {

/// Messages one after the other. Every call appends one, at the time that was last set.
class ItchEncoder {
  public:
    /// Whether each message is behind its length, or behind 0.
    explicit ItchEncoder(bool with_lengths = true) : with_lengths_{with_lengths} {}

    [[nodiscard]] const std::vector<std::byte>& bytes() const { return bytes_; }
    [[nodiscard]] std::vector<std::byte>& bytes() { return bytes_; }
    /// Nanoseconds since midnight.
    void at(std::uint64_t time) { time_ = time; }

    void system_event(char code) { begin('S', 0).text({&code, 1}, 1); }
    void directory(std::uint16_t locate, std::string_view symbol) {
        begin('R', locate).text(symbol, 8).fill();
    }
    void trading_action(std::uint16_t locate, std::string_view symbol, char state,
                        std::string_view reason = "") {
        begin('H', locate).text(symbol, 8).text({&state, 1}, 1).text("", 1).text(reason, 4);
    }
    void add(std::uint16_t locate, std::string_view symbol, std::uint64_t order, char side,
             std::uint32_t shares, std::uint32_t price) {
        begin('A', locate).number<8>(order).text({&side, 1}, 1).number<4>(shares);
        text(symbol, 8).number<4>(price);
    }
    void add_attributed(std::uint16_t locate, std::string_view symbol, std::uint64_t order,
                        char side, std::uint32_t shares, std::uint32_t price) {
        begin('F', locate).number<8>(order).text({&side, 1}, 1).number<4>(shares);
        text(symbol, 8).number<4>(price).text("MMKR", 4);
    }
    void execute(std::uint16_t locate, std::uint64_t order, std::uint32_t shares) {
        begin('E', locate).number<8>(order).number<4>(shares).number<8>(++match_);
    }
    void execute_at(std::uint16_t locate, std::uint64_t order, std::uint32_t shares, char printable,
                    std::uint32_t price) {
        begin('C', locate).number<8>(order).number<4>(shares).number<8>(++match_);
        text({&printable, 1}, 1).number<4>(price);
    }
    void cancel(std::uint16_t locate, std::uint64_t order, std::uint32_t shares) {
        begin('X', locate).number<8>(order).number<4>(shares);
    }
    void remove(std::uint16_t locate, std::uint64_t order) { begin('D', locate).number<8>(order); }
    void replace(std::uint16_t locate, std::uint64_t order, std::uint64_t new_order,
                 std::uint32_t shares, std::uint32_t price) {
        begin('U', locate).number<8>(order).number<8>(new_order).number<4>(shares).number<4>(price);
    }
    void trade(std::uint16_t locate, std::string_view symbol, std::uint64_t order, char side,
               std::uint32_t shares, std::uint32_t price) {
        begin('P', locate).number<8>(order).text({&side, 1}, 1).number<4>(shares);
        text(symbol, 8).number<4>(price).number<8>(++match_);
    }
    void cross(std::uint16_t locate, std::string_view symbol, std::uint64_t shares,
               std::uint32_t price) {
        begin('Q', locate).number<8>(shares).text(symbol, 8).number<4>(price);
        number<8>(++match_).text("O", 1);
    }
    /// A message of any type and locate with nothing else in it.
    void other(char type, std::uint16_t locate = 1) { begin(type, locate).fill(); }

    /// What a book message says, as a venue would send it; a trade or a clear is not written.
    void message(const book::BookMessage& message, std::uint16_t locate, std::string_view symbol) {
        using book::MessageKind;
        const auto shares = static_cast<std::uint32_t>(message.quantity);
        const auto price = static_cast<std::uint32_t>(message.price);
        switch (message.kind) {
            case MessageKind::add:
                add(locate, symbol, message.order_id, message.side == Side::bid ? 'B' : 'S', shares,
                    price);
                break;
            case MessageKind::reduce:
                cancel(locate, message.order_id, shares);
                break;
            case MessageKind::delete_:
                remove(locate, message.order_id);
                break;
            case MessageKind::execute:
                execute(locate, message.order_id, shares);
                break;
            case MessageKind::replace:
                replace(locate, message.order_id, message.new_order_id, shares, price);
                break;
            default:
                break;
        }
    }

  private:
    ItchEncoder& begin(char type, std::uint16_t locate) {
        const std::size_t length = itch::message_lengths[static_cast<unsigned char>(type)];
        end_ = bytes_.size() + itch::prefix_length + length;
        number<2>(with_lengths_ ? length : 0);
        return text({&type, 1}, 1).number<2>(locate).number<2>(0).number<6>(time_);
    }
    template <std::size_t Width>
    ItchEncoder& number(std::uint64_t value) {
        for (std::size_t at = Width; at-- > 0;) {
            bytes_.push_back(static_cast<std::byte>(value >> (8 * at)));
        }
        return *this;
    }
    ItchEncoder& text(std::string_view text, std::size_t width) {
        for (std::size_t at = 0; at < width; ++at) {
            bytes_.push_back(static_cast<std::byte>(at < text.size() ? text[at] : ' '));
        }
        return *this;
    }
    /// Zeros up to the length of the message's type.
    void fill() { bytes_.resize(end_); }

    bool with_lengths_;
    std::vector<std::byte> bytes_;
    std::size_t end_ = 0;
    std::uint64_t time_ = 0;
    std::uint64_t match_ = 0;
};

}  // namespace swarmcore::feed
