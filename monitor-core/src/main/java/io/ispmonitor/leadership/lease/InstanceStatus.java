package io.ispmonitor.leadership.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of several programs, as all of them see it.
 *
 * @param id its name, which no two have at once
 * @param incarnation which run of it this is: unique for ever
 * @param place the id of the directory that it keeps locked; null when it has none. One that has
 *     the place of another knows that the other has ended.
 * @param mode what it is for
 * @param host the machine it runs on
 * @param process its process on that machine
 * @param version of the host's program
 * @param lease for how long it takes its lease to last
 * @param startedAt when it started, by its own clock
 * @param seenAt when it last said that it lives, by the clock of the place of leases; for people
 * @param beats how often it has said that it lives
 * @param isReady whether it has been well for so long that it may have its lease back
 * @param hasLeft whether it has ended, and said so
 */
public record InstanceStatus(
    String id,
    String incarnation,
    @Nullable String place,
    InstanceMode mode,
    String host,
    long process,
    String version,
    Duration lease,
    Instant startedAt,
    Instant seenAt,
    long beats,
    boolean isReady,
    boolean hasLeft) {

  /** The same after one more sign of life. */
  public InstanceStatus seen(Instant at, long count) {
    return new InstanceStatus(
        id,
        incarnation,
        place,
        mode,
        host,
        process,
        version,
        lease,
        startedAt,
        at,
        count,
        isReady,
        hasLeft);
  }

  /** The same, ready or not. */
  public InstanceStatus ready(boolean ready) {
    return new InstanceStatus(
        id,
        incarnation,
        place,
        mode,
        host,
        process,
        version,
        lease,
        startedAt,
        seenAt,
        beats,
        ready,
        hasLeft);
  }

  /** The same after it has said that it ends. */
  public InstanceStatus left() {
    return new InstanceStatus(
        id,
        incarnation,
        place,
        mode,
        host,
        process,
        version,
        lease,
        startedAt,
        seenAt,
        beats,
        false,
        true);
  }

  /**
   * Where it stores what waits for the database: its place, which no other instance has; one
   * without a place stores where no other run does.
   */
  public String origin() {
    return place == null ? incarnation : place;
  }

  /** Where it runs, in words. */
  public String whereabouts() {
    return "process %d on %s".formatted(process, host);
  }
}
