#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "replay_publisher.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/sim/compiled_strategy.hpp"
#include "swarmcore/sim/exchange.hpp"
#include "swarmcore/sim/replay.hpp"

namespace swarmcore::bindings {

/// The terms of one instrument, as Python gives them.
struct Terms {
    PublishedInstrument published;
    sim::ExchangeInstrument exchange;
};

/// Stops a replay now and then, so that the interpreter can look for signals.
template <class S>
class Interruptible {
  public:
    explicit Interruptible(S& strategy) : strategy_{strategy} {}
    void on_event(const sim::ReplayEvent& event, sim::ReplayContext& context) {
        strategy_.on_event(event, context);
        if (--left_ != 0) return;
        left_ = period;
        interrupted_ = !context.is_stopped();
        context.stop();
    }
    /// Whether it was this alone that stopped the replay, once.
    [[nodiscard]] bool take_interrupt() noexcept { return std::exchange(interrupted_, false); }

  private:
    static constexpr std::uint32_t period = 1U << 22U;

    S& strategy_;
    std::uint32_t left_ = period;
    bool interrupted_ = false;
};

/// A replay with its Python side: the arrays that its streams are, and the bus.
class PythonReplay {
  public:
    PythonReplay(std::vector<Terms> terms, std::vector<py::object> streams,
                 const sim::ReplayOptions& options, py::object bus, std::size_t batch)
        : arrays_{std::move(streams)} {
        std::vector<sim::ExchangeInstrument> instruments;
        std::vector<PublishedInstrument> published;
        for (Terms& each : terms) {
            instruments.push_back(std::move(each.exchange));
            published.push_back(std::move(each.published));
        }
        name_kinds(instruments);
        replay_ = std::make_unique<sim::Replay>(instruments, options);
        for (std::size_t i = 0; i < arrays_.size(); ++i) {
            const std::string name = "streams[" + std::to_string(i) + "]";
            const auto array = py::reinterpret_borrow<RecordArray>(arrays_[i]);
            if (holds<book::DepthMessage>(arrays_[i])) {
                add(record_view<book::DepthMessage>(array, name.c_str()));
            } else {
                add(record_view<book::BookMessage>(array, name.c_str()));
            }
        }
        publisher_.emplace(std::move(bus), std::move(published), arrays_, batch);
    }

    /// The replay, between two events or within a handler's call.
    [[nodiscard]] sim::Replay& replay() {
        if (!released_) return *replay_;
        throw std::runtime_error{
            "replay: expected no call while a compiled strategy runs, was called"};
    }
    [[nodiscard]] ReplayPublisher& publisher() {
        return *publisher_;  // NOLINT(bugprone-unchecked-optional-access): see run
    }

    // A constructed replay has both.
    // NOLINTBEGIN(bugprone-unchecked-optional-access)
    /// Runs with the bus, to the end; or, `single`, until something was delivered. Returns whether
    /// the end was reached.
    bool run(bool single) {
        const Running scope{*this};
        ReplayPublisher& publisher = *publisher_;
        if (publisher.is_delivering()) {
            throw std::runtime_error{
                "replay: expected to be run outside a delivery of its bus, was run by a handler"};
        }
        publisher.set_single(single);
        publisher.clear_delivered();
        Interruptible strategy{publisher};
        try {
            while (!replay_->run(strategy)) {
                if (stopped_ || (single && publisher.has_delivered())) return false;
                if (PyErr_CheckSignals() != 0) throw py::error_already_set{};
            }
            publisher.flush();
        } catch (py::error_already_set& error) {
            add_note(error);
            throw;
        }
        return true;
    }

    // NOLINTEND(bugprone-unchecked-optional-access)

    /// Runs with a compiled strategy, without the GIL.
    bool run_compiled(std::uintptr_t function, std::uintptr_t user) {
        const Running scope{*this};
        // An address is a number for whoever compiled what lies there.
        // NOLINTBEGIN(performance-no-int-to-ptr)
        sim::CompiledStrategy compiled{reinterpret_cast<sim::StrategyFunction>(function),
                                       reinterpret_cast<void*>(user)};
        // NOLINTEND(performance-no-int-to-ptr)
        Interruptible strategy{compiled};
        while (true) {
            {
                released_ = true;
                const Restore restore{released_};
                const py::gil_scoped_release release;
                if (replay_->run(strategy)) return true;
            }
            if (!strategy.take_interrupt()) return false;
            if (PyErr_CheckSignals() != 0) throw py::error_already_set{};
        }
    }

    void stop() {
        stopped_ = true;
        replay().stop();
    }

    /// Ends the cycles that it may be part of.
    void clear_objects() {
        if (!publisher_) return;
        publisher_->set_answers(py::object{});
        publisher_->set_wake(py::object{});
    }
    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        if (publisher_) publisher_->visit_objects(visitor);
    }

  private:
    class Restore {
      public:
        explicit Restore(bool& flag) noexcept : flag_{flag} {}
        Restore(const Restore&) = delete;
        Restore& operator=(const Restore&) = delete;
        ~Restore() { flag_ = false; }

      private:
        bool& flag_;
    };
    /// A run, which no other may begin within.
    class Running {
      public:
        explicit Running(PythonReplay& owner) : owner_{owner} {
            if (owner.running_) {
                throw std::runtime_error{"replay: expected not to be running, was run again"};
            }
            owner.running_ = true;
            owner.stopped_ = false;
        }
        Running(const Running&) = delete;
        Running& operator=(const Running&) = delete;
        ~Running() { owner_.running_ = false; }

      private:
        PythonReplay& owner_;
    };

    /// An instrument's market data is of the kind of the first stream that has it.
    void name_kinds(std::vector<sim::ExchangeInstrument>& instruments) const {
        std::vector<bool> known(instruments.size());
        for (std::size_t i = 0; i < arrays_.size(); ++i) {
            const std::string name = "streams[" + std::to_string(i) + "]";
            const auto array = py::reinterpret_borrow<RecordArray>(arrays_[i]);
            const auto note = [&](const auto rows, sim::MarketData kind) {
                for (const auto& row : rows) {
                    if (row.instrument >= known.size() || known[row.instrument]) continue;
                    known[row.instrument] = true;
                    instruments[row.instrument].data = kind;
                }
            };
            if (holds<book::DepthMessage>(arrays_[i])) {
                note(record_view<book::DepthMessage>(array, name.c_str()),
                     sim::MarketData::by_price);
            } else {
                note(record_view<book::BookMessage>(array, name.c_str()),
                     sim::MarketData::by_order);
            }
        }
    }
    template <class Record>
    void add(std::span<const Record> rows) {
        const py::gil_scoped_release release;
        replay_->add(rows);
    }
    /// Says where in the replay a handler raised.
    void add_note(py::error_already_set& error) const {
        const py::object& value = error.value();
        if (!py::hasattr(value, "add_note")) return;
        value.attr("add_note")("in a replay, at " + std::to_string(replay_->now().count()) +
                               " ns, after " + std::to_string(replay_->row_count()) + " rows");
    }

    std::vector<py::object> arrays_;
    std::unique_ptr<sim::Replay> replay_;
    std::optional<ReplayPublisher> publisher_;
    bool running_ = false;
    bool released_ = false;  ///< a compiled strategy runs without the GIL
    bool stopped_ = false;
};

}  // namespace swarmcore::bindings
