#include "swarmcore/bus/waker.hpp"

#include <algorithm>

#if !defined(_WIN32)
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#if defined(__linux__)
#include <sys/eventfd.h>
#else
#include <sys/socket.h>
#endif
#endif

namespace swarmcore::bus {

namespace {

/// No system waits longer, and no clock's sum overflows.
constexpr std::chrono::milliseconds longest_wait{1'000'000'000};

}  // namespace

#if defined(_WIN32)

Waker::Waker() = default;
Waker::~Waker() = default;

void Waker::signal() noexcept {
    const std::scoped_lock lock{mutex_};
    is_signalled_ = true;
    signals_.notify_one();
}

void Waker::clear() noexcept {
    const std::scoped_lock lock{mutex_};
    is_signalled_ = false;
}

bool Waker::wait(std::chrono::nanoseconds timeout) noexcept {
    std::unique_lock lock{mutex_};
    const auto time = std::min<std::chrono::nanoseconds>(timeout, longest_wait);
    return signals_.wait_for(lock, time, [this] { return is_signalled_; });
}

#else

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

#if defined(__linux__)

Waker::Waker() : read_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)}, write_{read_} {
    if (read_ < 0) fail("eventfd");
}

Waker::~Waker() {
    close(read_);
}

#else

Waker::Waker() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) fail("socketpair");
    for (const int end : ends) {
        fcntl(end, F_SETFL, O_NONBLOCK);
        fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    read_ = ends[0];
    write_ = ends[1];
}

Waker::~Waker() {
    close(read_);
    close(write_);
}

#endif

// Both directions may find the descriptor not ready: then it is signalled already, or cleared.
void Waker::signal() noexcept {
    const std::uint64_t one = 1;
    while (write(write_, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void Waker::clear() noexcept {
    std::uint64_t signals = 0;
    while (read(read_, &signals, sizeof signals) > 0 || errno == EINTR) {
    }
}

bool Waker::wait(std::chrono::nanoseconds timeout) noexcept {
    using std::chrono::ceil, std::chrono::milliseconds;
    const auto time = std::min(ceil<milliseconds>(timeout), longest_wait);
    pollfd waited{read_, POLLIN, 0};
    return ::poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

#endif

}  // namespace swarmcore::bus
