package io.ispmonitor.jdbc;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.jdbc.StorageStatus.ReplicaStatus;
import io.ispmonitor.jdbc.StorageStatus.SpoolStatus;
import io.ispmonitor.jdbc.StorageStatus.UpkeepStatus;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings the state of a storage into a monitor's health report, from which alerting tells of it.
 * Any thread.
 */
final class StorageHealth implements MonitorExtension {
  private static final double NEARLY_FULL = 0.9;
  private static final double FILLING = 0.5;

  /** So long a loss is worth a look. */
  private static final long REMEMBERED = Duration.ofMinutes(10).toNanos();

  private static final Duration LATE = Duration.ofHours(2);
  private static final Duration TOO_LATE = Duration.ofDays(1);

  private final Supplier<StorageStatus> status;
  private final Supplier<Optional<String>> observing;
  private final TimeSource time;
  private final Map<String, Losses> losses = new HashMap<>();

  /**
   * Health.
   *
   * @param observing what to say of a storage that stores nothing; empty for any other
   */
  StorageHealth(
      Supplier<StorageStatus> status, Supplier<Optional<String>> observing, TimeSource time) {
    this.status = status;
    this.observing = observing;
    this.time = time;
  }

  /** How many records were lost, and when that was more than before. */
  private record Losses(long count, long sinceNanos) {}

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public void attach(MonitorContext monitor) {}

  @Override
  public List<HealthCheck> health() {
    StorageStatus now = status.get();
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(database(now));
    for (SpoolStatus spool : now.spools()) {
      checks.add(spool(spool));
    }
    if (now.replica() != null) {
      checks.add(replica(now.replica()));
    }
    observing.get().ifPresent(it -> checks.add(HealthCheck.degraded("storage", it)));
    checks.add(upkeep(now.upkeep(), now.outage() != null));
    return List.copyOf(checks);
  }

  private HealthCheck database(StorageStatus now) {
    String waiting = "%d records wait for it".formatted(now.waiting());
    DatabaseOutage outage = now.outage();
    if (outage == null) {
      return HealthCheck.healthy("database", waiting);
    }
    return HealthCheck.failing(
        "database",
        "%s for %d s: %s; %s; %s"
            .formatted(
                outage.cause(),
                outage.lasting(time.instant()).toSeconds(),
                outage.cause().advice(),
                outage.message(),
                waiting));
  }

  private static HealthCheck replica(ReplicaStatus replica) {
    String name = "history replica";
    String reads = "%d reads went to the primary".formatted(replica.fallbacks());
    if (replica.trouble() != null) {
      return HealthCheck.degraded(
          name,
          "it %s, since %s; look at its replication; %s"
              .formatted(replica.trouble(), replica.since(), reads));
    }
    Duration behind = replica.behind();
    String lag = behind == null ? "not measured yet" : "%d s behind".formatted(behind.toSeconds());
    return HealthCheck.healthy(name, lag + "; " + reads);
  }

  /** What is not done for hours costs room, and for days the disk. */
  private HealthCheck upkeep(UpkeepStatus upkeep, boolean isAway) {
    String name = "storage upkeep";
    if (isAway) {
      return HealthCheck.healthy(name, "it waits for the database"); // whose check tells
    }
    Duration age = Duration.between(upkeep.doneAt(), time.instant());
    String trouble = upkeep.trouble();
    if (trouble == null || age.compareTo(LATE) < 0) {
      return HealthCheck.healthy(name, "all was done at " + upkeep.doneAt());
    }
    String detail =
        "not all was done since %s: %s; the tables grow meanwhile"
            .formatted(upkeep.doneAt(), trouble);
    return age.compareTo(TOO_LATE) < 0
        ? HealthCheck.degraded(name, detail)
        : HealthCheck.failing(name, detail);
  }

  private HealthCheck spool(SpoolStatus spool) {
    String name = "spool " + spool.name();
    double share = (double) spool.diskBytes() / spool.maxDiskBytes();
    String room =
        "%d records wait, the oldest for %d s; %d MB of %d MB on disk"
            .formatted(
                spool.waitingRecords(),
                spool.oldest().toSeconds(),
                spool.diskBytes() >> 20,
                spool.maxDiskBytes() >> 20);
    String lost = hasLost(spool) ? "; lost: " + losses(spool) : "";
    String trouble = spool.trouble() == null ? "" : "; " + spool.trouble();
    HealthStatus is =
        share >= NEARLY_FULL
            ? HealthStatus.FAILING
            : share >= FILLING || !lost.isEmpty() || !trouble.isEmpty()
                ? HealthStatus.DEGRADED
                : HealthStatus.HEALTHY;
    String stale =
        spool.stale() == 0
            ? ""
            : "; %d left out, since another instance had been in charge".formatted(spool.stale());
    return new HealthCheck(name, is, room + lost + stale + trouble);
  }

  private static String losses(SpoolStatus spool) {
    return "%d found no room, %d went on disk, %d were refused by the database"
        .formatted(spool.refused(), spool.lost(), spool.rejected());
  }

  /** Whether more was lost in the last minutes. */
  private synchronized boolean hasLost(SpoolStatus spool) {
    long count = spool.refused() + spool.lost() + spool.rejected();
    long now = time.nanoTime();
    Losses before = losses.get(spool.name());
    if (count > 0 && (before == null || before.count() < count)) {
      losses.put(spool.name(), new Losses(count, now));
      return true;
    }
    return before != null && now - before.sinceNanos() < REMEMBERED;
  }
}
