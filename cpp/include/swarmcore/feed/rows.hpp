#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/decimal.hpp"
#include "swarmcore/feed/decoding.hpp"

/// Recordings of text: a row a line, fields between commas, no quotes.
namespace swarmcore::feed {

/// Cuts chunks of text into lines, and keeps the part of a line that a chunk ends with.
///
/// A line ends with \n or \r\n; the last one may end with the text. Cost: O(bytes); allocates once.
class LineReader {
  public:
    /// Longer lines are cut to this and one character.
    static constexpr std::size_t longest = 4'096;

    LineReader() { carry_.reserve(longest + 1); }

    /// Sets `line` to the next line of `chunk` from `used` on, without its end; false where the
    /// chunk ends before it. The line is valid until the next call.
    bool next(std::string_view chunk, std::size_t& used, std::string_view& line) noexcept {
        const std::string_view rest = chunk.substr(used);
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        used += std::min(end + 1, rest.size());
        if (taken_) carry_.clear();
        taken_ = end < rest.size();
        if (taken_ && carry_.empty()) {
            line = trimmed(rest.substr(0, end));
            return true;
        }
        carry_.append(rest.substr(0, std::min(end, longest + 1 - carry_.size())));
        line = trimmed(carry_);
        return taken_;
    }
    /// Sets `line` to what the last chunk left without an end; false where that is nothing.
    bool rest(std::string_view& line) noexcept {
        if (taken_) return false;
        line = trimmed(carry_);
        taken_ = true;
        return !line.empty();
    }

  private:
    static std::string_view trimmed(std::string_view line) noexcept {
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line.substr(0, longest + 1);
    }

    std::string carry_;
    bool taken_ = true;  // what is carried was given out as a line
};

/// Cuts a line at its commas and returns how many fields it has, or one more than there is room.
template <std::size_t Columns>
std::size_t split(std::string_view line, std::array<std::string_view, Columns>& fields) noexcept {
    for (std::size_t column = 0; column < Columns; ++column) {
        const std::size_t comma = line.find(',');
        fields[column] = line.substr(0, comma);
        if (comma == std::string_view::npos) return column + 1;
        line.remove_prefix(comma + 1);
    }
    return Columns + 1;
}

/// Reads plain digits; false for anything else, or beyond 64 bits.
[[nodiscard]] inline bool read_unsigned(std::string_view text, std::uint64_t& value) noexcept {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

/// What a row gave: a fault with what was expected and came, or a message where `emitted`.
struct RowOutcome {
    DecodeStatus status = DecodeStatus::decoded;
    bool emitted = false;
    std::string what{};

    /// The fault of a column: "price: expected a number, was 'x'".
    static RowOutcome fault(DecodeStatus status, std::string_view column, std::string_view what) {
        return {.status = status, .what = std::string{column} + ": " + std::string{what}};
    }
    static RowOutcome columns(std::size_t expected, std::size_t was) {
        return fault(DecodeStatus::wrong_length, "columns",
                     "expected " + std::to_string(expected) + ", was " +
                         (was > expected ? "more" : std::to_string(was)));
    }
    /// The fault of a column that should have been something else.
    static RowOutcome unexpected(DecodeStatus status, std::string_view column,
                                 std::string_view expected, std::string_view was) {
        return fault(status, column,
                     "expected " + std::string{expected} + ", was '" + shown(was) + "'");
    }
};

/// Reads a column as a number on a grid; a fault of `bad`, or off_grid, otherwise.
inline RowOutcome read_number(const DecimalGrid& grid, std::string_view text,
                              std::string_view column, DecodeStatus bad, std::int64_t& count) {
    const DecimalStatus status = grid.parse(text, count);
    if (status == DecimalStatus::parsed) return {};
    return RowOutcome::fault(status == DecimalStatus::off_grid ? DecodeStatus::off_grid : bad,
                             column, grid.describe(status, text));
}

/// Reads a column as a number on a grid, above 0.
inline RowOutcome read_positive(const DecimalGrid& grid, std::string_view text,
                                std::string_view column, DecodeStatus bad, std::int64_t& count) {
    RowOutcome outcome = read_number(grid, text, column, bad, count);
    if (outcome.status != DecodeStatus::decoded || count > 0) return outcome;
    return RowOutcome::unexpected(bad, column, "more than 0", text);
}

/// Leads the rows of a recording to a decoder and keeps account of those that fault.
class RowReader {
  public:
    /// `header` is the line that comes before the rows; empty where none does.
    explicit RowReader(OnFault on_fault, std::string_view header = {})
        : header_{header}, faults_{on_fault} {}

    /// As `decode` of the decoders; `decode_row(line, row, message)` gives the outcome of a row.
    template <class DecodeRow>
    Progress decode(std::span<const std::byte> chunk, std::span<book::BookMessage> messages,
                    DecodeRow&& decode_row) noexcept {
        const std::string_view text{reinterpret_cast<const char*>(chunk.data()), chunk.size()};
        Progress progress;
        std::string_view line;
        while (progress.bytes < text.size() && progress.messages < messages.size() &&
               !faults_.stopped()) {
            if (!lines_.next(text, progress.bytes, line)) break;
            if (!header_.empty()) {
                read_header(line);
                continue;
            }
            progress.messages += take(line, messages[progress.messages], decode_row) ? 1U : 0U;
        }
        return progress;
    }
    /// Decodes a last row that has no end of line; whether it gave a message.
    template <class DecodeRow>
    bool finish(book::BookMessage& message, DecodeRow&& decode_row) noexcept {
        std::string_view line;
        if (faults_.stopped()) return false;
        const bool more = lines_.rest(line);
        if (header_.empty()) return more && take(line, message, decode_row);
        read_header(line);
        return false;
    }

    [[nodiscard]] const FaultLog& faults() const noexcept { return faults_; }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

  private:
    void read_header(std::string_view line) {
        if (line != header_) {
            faults_.stop({.status = DecodeStatus::wrong_length,
                          .row = rows_,
                          .text = "header: expected " + std::string{header_} + ", was '" +
                                  shown(line) + "'"});
        }
        header_ = {};
    }
    template <class DecodeRow>
    bool take(std::string_view line, book::BookMessage& message, DecodeRow&& decode_row) {
        const RowOutcome outcome =
            line.size() > LineReader::longest
                ? RowOutcome::fault(DecodeStatus::wrong_length, "line",
                                    "expected at most " + std::to_string(LineReader::longest) +
                                        " characters, was longer")
                : decode_row(line, rows_, message);
        if (outcome.status != DecodeStatus::decoded) [[unlikely]] {
            faults_.leave_out({.status = outcome.status,
                               .row = rows_,
                               .text = "row " + std::to_string(rows_) + ": " + outcome.what});
        }
        ++rows_;
        return outcome.emitted;
    }

    LineReader lines_;
    std::string_view header_;  // until it was read
    FaultLog faults_;
    std::uint64_t rows_ = 0;
};

}  // namespace swarmcore::feed
