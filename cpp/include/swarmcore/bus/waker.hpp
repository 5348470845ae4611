#pragma once

#include <chrono>
#if defined(_WIN32)
#include <condition_variable>
#include <mutex>
#endif

namespace swarmcore::bus {

/// Wakes a thread that waits for a file descriptor, as event loops do: eventfd on Linux, a pair of
/// sockets elsewhere. On Windows, whose event loops wait for other things, there is no descriptor
/// and `wait` is the one way to sleep.
///
/// Cost: `signal` is one system call.
/// Threads: any may signal; one waits and clears.
class Waker {
  public:
    /// Throws std::system_error where the process has no descriptor left.
    Waker();
    ~Waker();
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

    /// Readable after `signal` until `clear`; -1 on Windows.
    [[nodiscard]] int fd() const noexcept { return read_; }

    void signal() noexcept;
    void clear() noexcept;

    /// Waits for a signal, which it leaves; false after the time.
    bool wait(std::chrono::nanoseconds timeout) noexcept;

  private:
    int read_ = -1;
    int write_ = -1;
#if defined(_WIN32)
    std::mutex mutex_;
    std::condition_variable signals_;
    bool is_signalled_ = false;
#endif
};

}  // namespace swarmcore::bus
