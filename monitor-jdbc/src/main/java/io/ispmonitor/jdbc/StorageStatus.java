package io.ispmonitor.jdbc;

import io.ispmonitor.jdbc.database.DatabaseOutage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How storage is doing. Counts are since it was opened.
 *
 * @param outage why the database cannot be used at present; null when it can
 * @param spools what waits for it on local disk
 * @param calls how calls to the database went, by their names
 * @param replica how the replica is doing whose lag has a limit; null when there is none
 * @param upkeep whether the tables are kept in order
 */
public record StorageStatus(
    @Nullable DatabaseOutage outage,
    List<SpoolStatus> spools,
    List<CallStatus> calls,
    @Nullable ReplicaStatus replica,
    UpkeepStatus upkeep) {

  /** Copies the lists. */
  public StorageStatus {
    spools = List.copyOf(spools);
    calls = List.copyOf(calls);
  }

  /** How many records wait in all spools. */
  public long waiting() {
    return spools.stream().mapToLong(SpoolStatus::waitingRecords).sum();
  }

  /**
   * What waits on local disk for the database.
   *
   * @param name what is in it: events, polls or pings
   * @param waitingRecords how many records wait
   * @param waitingBytes what these take
   * @param oldest how long the oldest has waited
   * @param diskBytes what its files take that are still needed for the database
   * @param maxDiskBytes what they may take
   * @param refused how many records found no room
   * @param lost how many records were taken and lost, as far as that can be known
   * @param carried how many records were carried into the database
   * @param rejected how many records the database refused for good
   * @param stale how many records were left out, since another instance had been in charge by then
   * @param lastFsync how long the disk took the last time
   * @param trouble what keeps it from writing to disk or to the database; null for nothing
   */
  public record SpoolStatus(
      String name,
      long waitingRecords,
      long waitingBytes,
      Duration oldest,
      long diskBytes,
      long maxDiskBytes,
      long refused,
      long lost,
      long carried,
      long rejected,
      long stale,
      Duration lastFsync,
      @Nullable String trouble) {}

  /**
   * How calls of one name went.
   *
   * @param name what they were for
   * @param count how many there were
   * @param failed how many of them failed
   * @param slow how many of them were slow
   * @param total how long they took together
   * @param longest how long the longest took
   */
  public record CallStatus(
      String name, long count, long failed, long slow, Duration total, Duration longest) {}

  /**
   * How the replica is doing that history is read from.
   *
   * @param behind how far it was behind when it was asked last; null while that is not known
   * @param fallbacks how many reads went to the primary in its place
   * @param since since when they do; null when they do not
   * @param trouble why they do; null when they do not
   */
  public record ReplicaStatus(
      @Nullable Duration behind,
      long fallbacks,
      @Nullable Instant since,
      @Nullable String trouble) {}

  /**
   * How the tables are kept in order: hours compacted, days rolled up, what is too old removed.
   *
   * @param doneAt when all that was due was done the last time; when it was opened, before that
   * @param trouble what was not done the last time, and why; null for nothing
   */
  public record UpkeepStatus(Instant doneAt, @Nullable String trouble) {}
}
