package io.ispmonitor.testkit.leadership;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.leadership.lease.Candidate;
import io.ispmonitor.leadership.lease.InMemoryLeaseStore;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseLeadershipBuilder;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.leadership.FaultyLeaseStore.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Several instances that want one lease, each with a time and a line of its own. */
abstract class LeaseRig {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration STEP = Duration.ofMillis(250);

  @TempDir Path directory;
  final ManualTime clock = ManualTime.startingAt(NOON);
  final LeaseStore store = new InMemoryLeaseStore(clock::instant);
  final List<One> all = new ArrayList<>();

  /** An instance with a way of its own to the leases. */
  final class One implements Candidate {
    final String id;
    final ManualTime time = ManualTime.startingAt(NOON);
    final FaultyLeaseStore line = new FaultyLeaseStore(store);
    final LeaseLeadership leadership;
    Optional<String> unfit = Optional.empty();
    @Nullable RuntimeException failure;
    boolean isIdle = true;
    boolean isStopped;
    int changes;

    One(String id, Consumer<LeaseLeadershipBuilder> more) {
      this.id = id;
      LeaseLeadershipBuilder builder =
          LeaseLeadership.builder(id, line).host("host-" + id).time(time).candidate(this);
      more.accept(builder);
      leadership = builder.build();
      leadership.start();
      all.add(this);
    }

    @Override
    public Optional<String> unfit() {
      if (failure != null) {
        throw failure;
      }
      return unfit;
    }

    @Override
    public boolean isIdle() {
      return isIdle;
    }

    @Override
    public void changed() {
      changes++;
    }

    Standing standing() {
      return leadership.standing(Leadership.ALL);
    }

    Standing.Leading leading() {
      return assertInstanceOf(Standing.Leading.class, standing(), () -> standing().toString());
    }

    String waits() {
      return assertInstanceOf(Standing.Following.class, standing(), () -> standing().toString())
          .reason();
    }

    /** Its process is gone: nothing of it works, and nobody hears of that. */
    void die() {
      line.is(Fault.CUT);
      leadership.close();
      isStopped = true;
    }

    void resumeAfter(Duration missed) {
      time.pause(missed);
      isStopped = false;
    }
  }

  One active(String id) {
    return new One(id, any -> {});
  }

  One standby(String id) {
    return new One(id, is -> is.mode(InstanceMode.STANDBY));
  }

  void pass(Duration duration) {
    for (long steps = duration.dividedBy(STEP); steps > 0; steps--) {
      clock.advance(STEP);
      all.stream().filter(is -> !is.isStopped).forEach(is -> is.time.advance(STEP));
    }
  }
}
