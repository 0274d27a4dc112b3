package io.ispmonitor.leadership.lease;

import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Describes a {@link LeaseLeadership}. For one thread. */
public final class LeaseLeadershipBuilder {
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_TEXT = 200;

  private final String id;
  private final LeaseStore store;
  private InstanceMode mode = InstanceMode.ACTIVE;
  private LeaseTimes times = LeaseTimes.usual();
  private WhenAway whenAway = WhenAway.KEEP_SENDING;
  private String scope = Leadership.ALL;
  private @Nullable Path place;
  private String version = "";
  private @Nullable String host;
  private TimeSource time = TimeSource.system();
  private ThreadFactory threads = LeaseLeadershipBuilder::daemon;
  private Candidate candidate = new Candidate() {};

  LeaseLeadershipBuilder(String id, LeaseStore store) {
    Objects.requireNonNull(store, "store");
    boolean isClean = !id.isBlank() && id.chars().noneMatch(Character::isISOControl);
    if (!isClean || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "instance id '%s': it needs 1 to %d characters that can be seen"
              .formatted(id.replaceAll("\\p{Cntrl}", "?"), LONGEST_ID));
    }
    this.id = id;
    this.store = store;
  }

  /** What this instance is for; {@link InstanceMode#ACTIVE} by default. */
  public LeaseLeadershipBuilder mode(InstanceMode mode) {
    this.mode = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /** How long leases are; the same for all instances. {@link LeaseTimes#usual()} by default. */
  public LeaseLeadershipBuilder times(LeaseTimes times) {
    this.times = Objects.requireNonNull(times, "times");
    return this;
  }

  /** What to do while the place of leases is away; {@link WhenAway#KEEP_SENDING} by default. */
  public LeaseLeadershipBuilder whenAway(WhenAway policy) {
    this.whenAway = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /** What the lease is for; {@link Leadership#ALL} by default. */
  public LeaseLeadershipBuilder scope(String scope) {
    this.scope = Objects.requireNonNull(scope, "scope");
    return this;
  }

  /**
   * A directory on local disk of this instance's own, which it keeps locked while it runs: so the
   * next run need not wait to see that this one has ended, and a second program that is started by
   * mistake is refused at once. None by default.
   */
  public LeaseLeadershipBuilder place(Path place) {
    this.place = Objects.requireNonNull(place, "place");
    return this;
  }

  /** The version of the host's program, for {@link LeaseLeadership#instances()}. */
  public LeaseLeadershipBuilder version(String version) {
    this.version = Objects.requireNonNull(version, "version");
    return this;
  }

  /** The name of this machine; what the machine says by default. */
  public LeaseLeadershipBuilder host(String host) {
    this.host = Objects.requireNonNull(host, "host");
    return this;
  }

  /** The time to live by; the machine's by default. */
  public LeaseLeadershipBuilder time(TimeSource time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /** Makes the threads of the two loops; daemon threads by default. */
  public LeaseLeadershipBuilder threads(ThreadFactory threads) {
    this.threads = Objects.requireNonNull(threads, "threads");
    return this;
  }

  /** Who wants the lease; by default one that is always fit and idle. */
  public LeaseLeadershipBuilder candidate(Candidate candidate) {
    this.candidate = Objects.requireNonNull(candidate, "candidate");
    return this;
  }

  /** The leadership, not started yet. */
  public LeaseLeadership build() {
    Instant now = time.instant();
    Place ours = place == null ? null : Place.in(place);
    InstanceStatus me =
        new InstanceStatus(
            id,
            UUID.randomUUID().toString(),
            ours == null ? null : ours.id(),
            mode,
            seen(host == null ? machine() : host),
            ProcessHandle.current().pid(),
            seen(version),
            times.lease(),
            now,
            now,
            0,
            false,
            false);
    return new LeaseLeadership(
        new LeaseSettings(store, scope, me, times, whenAway, time, threads, ours), candidate);
  }

  /** What people and databases can read. */
  private static String seen(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) : clean;
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
