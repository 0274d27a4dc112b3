package io.ispmonitor.instance;

import io.ispmonitor.leadership.lease.Candidate;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseLeadershipBuilder;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.leadership.lease.WhenAway;
import io.ispmonitor.time.TimeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Describes an {@link Instance}. For one thread. */
public final class InstanceBuilder {
  final String id;
  final List<InstanceListener> listeners = new ArrayList<>();
  InstanceMode mode = InstanceMode.ACTIVE;
  LeaseTimes times = LeaseTimes.usual();
  TimeSource time = TimeSource.system();
  ThreadFactory threads = InstanceBuilder::daemon;
  @Nullable Duty duty;
  @Nullable Callable<? extends AutoCloseable> whileWaiting;
  private final LeaseLeadershipBuilder lease;

  InstanceBuilder(String id, LeaseStore leases) {
    this.id = id;
    this.lease = LeaseLeadership.builder(id, leases);
  }

  /** What it does while it is in charge, or while it observes. */
  public InstanceBuilder duty(Duty duty) {
    this.duty = Objects.requireNonNull(duty, "duty");
    return this;
  }

  /**
   * What it does while it waits for the lease: such as to open its storage, without the leadership,
   * so that what its last term has left on local disk gets to the database, and its health is seen.
   * Opened on the instance's own thread, and closed before the duty begins; one that cannot be
   * opened is logged, and tried again after a minute. The lease is not taken meanwhile, so it must
   * not wait long for a database that is away: give a storage a start limit of a few seconds.
   */
  public InstanceBuilder whileWaiting(Callable<? extends AutoCloseable> what) {
    this.whileWaiting = Objects.requireNonNull(what, "what");
    return this;
  }

  /** What it is for; {@link InstanceMode#ACTIVE} by default. */
  public InstanceBuilder mode(InstanceMode mode) {
    this.mode = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /** How long leases are; the same for all instances. {@link LeaseTimes#usual()} by default. */
  public InstanceBuilder times(LeaseTimes times) {
    this.times = Objects.requireNonNull(times, "times");
    return this;
  }

  /** What to do while the place of leases is away; {@link WhenAway#KEEP_SENDING} by default. */
  public InstanceBuilder whenAway(WhenAway policy) {
    lease.whenAway(policy);
    return this;
  }

  /**
   * A directory on local disk of this instance's own, which it keeps locked while it runs; see
   * {@link LeaseLeadershipBuilder#place}. It may be that of its storage.
   */
  public InstanceBuilder place(Path place) {
    lease.place(place);
    return this;
  }

  /** The version of the host's program. */
  public InstanceBuilder version(String version) {
    lease.version(version);
    return this;
  }

  /** The name of this machine; what the machine says by default. */
  public InstanceBuilder host(String host) {
    lease.host(host);
    return this;
  }

  /** Hears how it fares. */
  public InstanceBuilder listener(InstanceListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** The time to live by; the machine's by default. */
  public InstanceBuilder time(TimeSource time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /** Makes the threads of three loops; daemon threads by default. */
  public InstanceBuilder threads(ThreadFactory threads) {
    this.threads = Objects.requireNonNull(threads, "threads");
    return this;
  }

  /**
   * The instance, not started yet.
   *
   * @throws IllegalArgumentException when it has no duty, unless it is disabled
   */
  public Instance build() {
    if (duty == null && mode != InstanceMode.DISABLED) {
      throw new IllegalArgumentException(
          "instance '%s' has no duty; say with duty(...) what it does while it is in charge"
              .formatted(id));
    }
    return new Instance(this);
  }

  LeaseLeadership leadership(Candidate candidate) {
    return lease.mode(mode).times(times).time(time).threads(threads).candidate(candidate).build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
