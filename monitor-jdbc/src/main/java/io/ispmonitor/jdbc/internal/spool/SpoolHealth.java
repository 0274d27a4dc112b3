package io.ispmonitor.jdbc.internal.spool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a spool can say of itself. Counts are since it was opened.
 *
 * @param waitingRecords appended and not carried away yet, on disk and in memory
 * @param waitingBytes what these take, definitions included
 * @param diskBytes what all segments take
 * @param keptBytes what those of them take that were carried away and are kept for a replay
 * @param keptDropped how many of such went to the disk bound; a replay from before them is not
 *     whole
 * @param memoryBytes what is held in memory for the disk
 * @param oldestAge how long the oldest waiting record has waited, to within some seconds; zero when
 *     none waits
 * @param acceptedThrough the last position that is durable
 * @param refusedRecords were not taken
 * @param losses what was taken and is lost
 * @param lastFsync how long the last one took
 * @param longestFsync how long the longest one took
 * @param diskBusy for how long the disk has been at what it is doing now; zero when nothing
 * @param error what keeps the spool from writing or else from handing out, or null
 */
public record SpoolHealth(
    long waitingRecords,
    long waitingBytes,
    long diskBytes,
    long keptBytes,
    long keptDropped,
    long memoryBytes,
    Duration oldestAge,
    long acceptedThrough,
    long refusedRecords,
    Lost losses,
    Duration lastFsync,
    Duration longestFsync,
    Duration diskBusy,
    @Nullable Failure error) {

  /**
   * Counts of losses.
   *
   * @param droppedRecords fell to the disk bound
   * @param tornBytes cut off behind the last whole record when the spool was opened
   * @param damagedSegments with something else in them than was written
   * @param damagedRecords lost in them, as far as that can be known
   * @param missingSegments not where they should be
   * @param missingRecords lost with them, as far as that can be known
   */
  public record Lost(
      long droppedRecords,
      long tornBytes,
      long damagedSegments,
      long damagedRecords,
      long missingSegments,
      long missingRecords) {}

  /**
   * What the disk refused.
   *
   * @param what a sentence with the file and what the system said
   * @param since when it began
   * @param times how often in a row
   */
  public record Failure(String what, Instant since, long times) {}
}
