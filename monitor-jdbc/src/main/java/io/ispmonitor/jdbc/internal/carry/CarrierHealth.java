package io.ispmonitor.jdbc.internal.carry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How carrying goes. Counts are since it began.
 *
 * @param carriedThrough the position through which everything is in the database; 0 while that is
 *     not known
 * @param records how many records were carried
 * @param batches in how many batches
 * @param repeated how many batches the database had already
 * @param refused how many records it refused for good
 * @param lastAt when a batch was carried last
 * @param failures how many attempts in a row failed
 * @param error what keeps it from carrying
 */
public record CarrierHealth(
    long carriedThrough,
    long records,
    long batches,
    long repeated,
    long refused,
    @Nullable Instant lastAt,
    long failures,
    @Nullable String error) {
  static final CarrierHealth BEGINNING = new CarrierHealth(0, 0, 0, 0, 0, null, 0, null);

  CarrierHealth resumed(long position) {
    return new CarrierHealth(
        position, records, batches, repeated, refused, lastAt, failures, error);
  }

  CarrierHealth carried(long through, int count, boolean isRepeated, int refusedNow, Instant at) {
    return new CarrierHealth(
        through,
        records + (isRepeated ? 0 : count - refusedNow),
        batches + 1,
        repeated + (isRepeated ? 1 : 0),
        refused + refusedNow,
        at,
        0,
        null);
  }

  CarrierHealth answered() {
    return new CarrierHealth(carriedThrough, records, batches, repeated, refused, lastAt, 0, null);
  }

  CarrierHealth failed(String reason) {
    return new CarrierHealth(
        carriedThrough, records, batches, repeated, refused, lastAt, failures + 1, reason);
  }
}
