#include "swarmcore/indicators/registry.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "entry.hpp"

namespace swarmcore::indicators {

std::span<const Entry> registry() {
    static const Entries entries = [] {
        Entries made;
        append_overlap(made);
        append_momentum(made);
        append_volume(made);
        append_volatility(made);
        append_price(made);
        append_statistics(made);
        append_math(made);
        append_cycle(made);
        append_candlestick(made);
        append_beyond_talib(made);
        return made;
    }();
    return entries;
}

namespace {

/// The threads worth starting: `wanted`, or all that the machine has where it is 0, but no more
/// than have about half a millisecond of work each.
std::size_t useful_threads(std::size_t wanted, std::size_t symbols, std::size_t rows) noexcept {
    if (wanted != 0) return std::min(wanted, symbols);
    constexpr std::size_t worth_a_thread = std::size_t{1} << 18U;
    const std::size_t hardware = std::max(std::thread::hardware_concurrency(), 1U);
    return std::min({hardware, symbols, symbols * rows / worth_a_thread + 1});
}

}  // namespace

void series_of_symbols(const AnyIndicator& indicator, std::span<const double* const> inputs,
                       std::span<double* const> outputs, std::size_t symbols, std::size_t rows,
                       bool fast, std::size_t threads) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failing;
    const auto compute = [&] {
        std::vector<const double*> in(inputs.size());
        std::vector<double*> out(outputs.size());
        for (std::size_t symbol = next.fetch_add(1, std::memory_order_relaxed); symbol < symbols;
             symbol = next.fetch_add(1, std::memory_order_relaxed)) {
            const std::size_t first = symbol * rows;
            std::ranges::transform(inputs, in.begin(), [=](auto* base) { return base + first; });
            std::ranges::transform(outputs, out.begin(), [=](auto* base) { return base + first; });
            indicator.series(in.data(), out.data(), rows, fast);
        }
    };
    // A copy of the indicator may find no memory.
    const auto work = [&]() noexcept {
        try {
            compute();
        } catch (...) {
            const std::scoped_lock lock{failing};
            failure = std::current_exception();
        }
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = useful_threads(threads, symbols, rows);
    helpers.reserve(wanted);
    while (helpers.size() + 1 < wanted) {
        // Where the system refuses a thread, the work is done by those it gave.
        try {
            helpers.emplace_back(work);
        } catch (const std::system_error&) {
            break;
        }
    }
    work();
    for (std::jthread& helper : helpers) helper.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace swarmcore::indicators
