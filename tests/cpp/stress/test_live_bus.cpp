#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "stress/stress.hpp"
#include "swarmcore/bus/live_bus.hpp"

namespace swarmcore::bus {
namespace {

using namespace std::chrono_literals;

/// Longer than anything here waits for: what reaches it has been lost.
constexpr auto never = 120s;

constexpr std::size_t producers = 3;

std::vector<TopicId> make_topics(LiveBus& bus) {
    std::vector<TopicId> topics;
    for (const char* name : {"bar.A", "bar.B", "quote.A", "order.A", "vote.A", "risk.update"}) {
        topics.push_back(bus.topics().topic(name));
    }
    return topics;
}

/// Producers that publish numbered events on all lanes, singly and in runs, until all are taken.
class Producers {
  public:
    Producers(LiveBus& bus, std::uint64_t count) : bus_{bus}, topics_{make_topics(bus)} {
        for (std::size_t i = 0; i < producers; ++i) {
            Publisher& publisher = bus.open_publisher();
            publishers_.push_back(publisher.id());
            threads_.emplace_back([this, i, count, &publisher] { run(publisher, i, count); });
        }
    }
    ~Producers() { join(); }

    void join() {
        for (std::thread& thread : threads_) {
            if (thread.joinable()) thread.join();
        }
    }
    [[nodiscard]] bool have_ended() const { return running_ == 0; }
    [[nodiscard]] std::uint64_t refused() const { return refused_; }
    [[nodiscard]] std::uint64_t given_up() const { return given_up_; }

    /// True where the ledger ends where all rings do.
    [[nodiscard]] bool all_reached(const Ledger& ledger) const {
        for (const PublisherId publisher : publishers_) {
            for (const Lane lane : all_lanes) {
                const std::uint64_t head = bus_.publisher(publisher).ring(lane).head();
                if (ledger.end({publisher, lane}) != head) return false;
            }
        }
        return true;
    }

  private:
    void run(Publisher& publisher, std::size_t seed, std::uint64_t count) {
        std::minstd_rand random{static_cast<unsigned>(seed) + 1};
        std::vector<Event> run;
        for (std::uint64_t number = 0; number < count;) {
            run.clear();
            const std::uint64_t length = 1 + (random() % 4 == 0 ? random() % 9 : 0);
            for (std::uint64_t i = 0; i < length && number < count; ++i) {
                run.push_back(numbered(topics_[random() % topics_.size()], number++));
            }
            for (std::span<const Event> rest = run; !rest.empty();) {
                const PublishResult result = publisher.publish_for(rest, never);
                rest = rest.subspan(result.published);
                if (result.status == PublishStatus::published) break;
                // Refused at once, by a consumer that errs, or after `never`.
                const auto patience = bus_.ports().patience(result.holder, result.lane);
                if (patience > 0s) {
                    given_up_ += rest.size();
                    break;
                }
                ++refused_;
                std::this_thread::yield();
            }
        }
        --running_;
    }

    LiveBus& bus_;
    std::vector<TopicId> topics_;
    std::vector<PublisherId> publishers_;
    std::vector<std::thread> threads_;
    std::atomic<std::uint64_t> refused_{0};
    std::atomic<std::uint64_t> given_up_{0};
    std::atomic<std::size_t> running_{producers};
};

/// Polls, asleep in between, until the producers have ended and nothing is left.
template <class Visitor>
void consume(Consumer& consumer, const Producers& producers_of, Visitor& visitor,
             std::chrono::microseconds pause = 0us) {
    while (true) {
        const bool last = producers_of.have_ended();
        const std::size_t taken = consumer.poll(97, visitor);
        if (taken == 0 && last) return;
        if (pause > 0us) std::this_thread::sleep_for(pause);
        if (taken == 0) consumer.wait(1ms);
    }
}

}  // namespace

TEST_CASE("many producers, quick, batching and slow consumers that block: nothing is lost") {
    for (const std::size_t capacity : {2UL, 8UL, 256UL}) {
        LiveBus bus{capacity};
        const auto quick = bus.open_consumer();
        const auto batching = bus.open_consumer();
        const auto slow = bus.open_consumer();
        quick->subscribe("*", {.timeout = never});
        batching->subscribe("*", {.timeout = never, .batch = true});
        slow->subscribe("*", {.timeout = never});
        Producers made{bus, stress_events() / (capacity < 64 ? 10 : 1)};
        std::array<Ledger, 3> ledgers;
        std::thread second{[&] { consume(*batching, made, ledgers[1]); }};
        std::thread third{[&] { consume(*slow, made, ledgers[2], 20us); }};
        consume(*quick, made, ledgers[0]);
        second.join();
        third.join();
        made.join();
        for (const Ledger& ledger : ledgers) {
            CHECK(ledger.wrong() == 0);
            CHECK(ledger.missed() == 0);
            CHECK(made.all_reached(ledger));
        }
        CHECK(made.given_up() == 0);
    }
}

TEST_CASE("a consumer that drops gets or misses every event, and holds nobody up") {
    for (const std::size_t capacity : {2UL, 64UL}) {
        LiveBus bus{capacity};
        const auto quick = bus.open_consumer();
        const auto slow = bus.open_consumer();
        quick->subscribe("*", {.overflow = Overflow::drop_oldest});
        slow->subscribe("*", {.overflow = Overflow::drop_oldest, .batch = true});
        Producers made{bus, stress_events()};
        std::array<Ledger, 2> ledgers;
        std::thread second{[&] { consume(*slow, made, ledgers[1], 200us); }};
        consume(*quick, made, ledgers[0]);
        second.join();
        made.join();
        for (const Ledger& ledger : ledgers) {
            CHECK(ledger.wrong() == 0);
            CHECK(ledger.events() + ledger.missed() == producers * stress_events());
            CHECK(made.all_reached(ledger));
        }
        CHECK(made.refused() == 0);
    }
}

TEST_CASE("a consumer that errs refuses what it has no room for, and gets all that was taken") {
    LiveBus bus{16};
    const auto consumer = bus.open_consumer();
    consumer->subscribe("*", {.overflow = Overflow::error});
    Producers made{bus, stress_events()};
    Ledger ledger;
    consume(*consumer, made, ledger);
    made.join();
    CHECK(ledger.wrong() == 0);
    CHECK(ledger.events() == producers * stress_events());
    CHECK(made.all_reached(ledger));
}

TEST_CASE("consumers that die and come late hold nobody up for good, and lose nothing in between") {
    LiveBus bus{16};
    const auto steady = bus.open_consumer();
    steady->subscribe("*", {.timeout = never});
    Producers made{bus, stress_events()};
    std::atomic<std::uint64_t> wrong{0};
    std::vector<std::thread> mortals;
    for (unsigned seed = 1; seed <= 2; ++seed) {
        mortals.emplace_back([&, seed] {
            std::minstd_rand random{seed};
            while (!made.have_ended()) {
                const auto mortal = bus.open_consumer();
                const bool batch = random() % 2 == 0;
                mortal->subscribe("*", {.timeout = never, .batch = batch});
                Ledger ledger{true};
                const std::uint64_t life = random() % 300;
                while (ledger.events() < life && !made.have_ended()) {
                    if (mortal->poll(13, ledger) == 0) mortal->wait(1ms);
                }
                wrong += ledger.wrong();
            }
        });
    }
    Ledger ledger;
    consume(*steady, made, ledger);
    for (std::thread& mortal : mortals) mortal.join();
    made.join();
    CHECK(wrong == 0);
    CHECK(ledger.wrong() == 0);
    CHECK(made.all_reached(ledger));
    CHECK(made.given_up() == 0);
}

namespace {

/// The latest event of each topic of each publisher; none may be older than the one before it.
struct LatestByTopic {
    void event(SubscriptionId, const Event& event, Origin origin, bool) {
        std::int64_t& last = seen.try_emplace({origin.publisher, event.topic}, -1).first->second;
        if (event.ts <= last || !is_whole(event)) ++wrong;
        last = event.ts;
        ++events;
    }
    void batch(SubscriptionId subscription, std::span<const Event> run, Origin origin, bool) {
        for (const Event& each : run) event(subscription, each, origin, true);
    }
    void gap(SubscriptionId, std::uint64_t, Origin) { ++wrong; }

    std::map<std::pair<PublisherId, std::uint32_t>, std::int64_t> seen;
    std::uint64_t wrong = 0;
    std::uint64_t events = 0;
};

}  // namespace

TEST_CASE("conflating consumers, however slow, end with the newest event of every topic") {
    LiveBus bus{16};
    const auto quick = bus.open_consumer();
    const auto slow = bus.open_consumer();
    const auto reference = bus.open_consumer();
    const auto first = quick->subscribe("*", {.overflow = Overflow::conflate});
    const auto second = slow->subscribe("*", {.overflow = Overflow::conflate, .batch = true});
    reference->subscribe("*", {.timeout = never});
    Producers made{bus, stress_events()};
    std::array<LatestByTopic, 3> latest;
    std::thread one{[&] { consume(*quick, made, latest[0]); }};
    std::thread two{[&] { consume(*slow, made, latest[1], 500us); }};
    consume(*reference, made, latest[2]);
    one.join();
    two.join();
    made.join();
    for (const LatestByTopic& each : latest) {
        CHECK(each.wrong == 0);
        CHECK(each.seen == latest[2].seen);
    }
    const std::uint64_t total = producers * stress_events();
    CHECK(latest[2].events == total);
    CHECK(latest[0].events + quick->subscriptions().counts(first).conflated == total);
    CHECK(latest[1].events + slow->subscriptions().counts(second).conflated == total);
}

TEST_CASE("a consumer that blocks sees late publishers from their first event on") {
    LiveBus bus{8};
    const auto consumer = bus.open_consumer();
    consumer->subscribe("*", {.timeout = never});
    const std::vector<TopicId> topics = make_topics(bus);
    std::atomic<bool> done{false};
    std::thread opener{[&] {
        for (std::uint64_t i = 0; i < 100; ++i) {
            Publisher& publisher = bus.open_publisher();
            for (std::uint64_t number = 0; number < 20; ++number) {
                publisher.publish_for(numbered(topics[number % topics.size()], number), never);
            }
        }
        done = true;
    }};
    Ledger ledger;
    while (true) {
        const bool last = done;
        if (consumer->poll(50, ledger) > 0) continue;
        if (last) break;
        consumer->wait(1ms);
    }
    opener.join();
    CHECK(ledger.wrong() == 0);
    CHECK(ledger.events() == 2000);
}

TEST_CASE("no armed consumer sleeps through an event") {
    LiveBus bus{64};
    const std::uint64_t rounds = stress_events() / 4;
    const TopicId there = bus.topics().topic("order.there");
    const TopicId back = bus.topics().topic("bar.back");
    Publisher& ping = bus.open_publisher();
    Publisher& pong = bus.open_publisher();
    const auto near = bus.open_consumer();
    const auto far = bus.open_consumer();
    near->subscribe("bar.back", {.timeout = never});
    far->subscribe("order.*", {.overflow = Overflow::conflate});
    std::uint64_t overslept = 0;
    // Waits without end would hang where a wake-up is lost; this long one is counted instead.
    const auto await = [](Consumer& consumer, std::uint64_t& late) {
        Ledger ledger{true};
        while (consumer.poll(10, ledger) == 0) {
            if (!consumer.wait(10s)) ++late;
        }
    };
    std::uint64_t far_overslept = 0;
    std::thread answering{[&] {
        for (std::uint64_t i = 0; i < rounds; ++i) {
            await(*far, far_overslept);
            pong.publish(numbered(back, i));
        }
    }};
    for (std::uint64_t i = 0; i < rounds; ++i) {
        ping.publish(numbered(there, i));
        await(*near, overslept);
    }
    answering.join();
    CHECK(overslept == 0);
    CHECK(far_overslept == 0);
}

}  // namespace swarmcore::bus
