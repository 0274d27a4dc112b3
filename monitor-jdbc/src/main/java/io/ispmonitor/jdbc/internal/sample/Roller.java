package io.ispmonitor.jdbc.internal.sample;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Rolls up days, some series at a time, each part in a transaction of its own. Readers take the
 * samples themselves until the day is marked, so it matters to nobody how far this came. One
 * thread.
 */
final class Roller {
  private static final int SERIES_AT_ONCE = 2_000;

  private final RollupTables tables;
  private final BooleanSupplier isStopped;
  private final int atOnce;

  Roller(RollupTables tables, BooleanSupplier isStopped) {
    this(tables, isStopped, SERIES_AT_ONCE);
  }

  /**
   * A roller.
   *
   * @param isStopped asked between transactions
   * @param atOnce so many numbers of series make a transaction
   */
  Roller(RollupTables tables, BooleanSupplier isStopped, int atOnce) {
    this.tables = tables;
    this.isStopped = isStopped;
    this.atOnce = atOnce;
  }

  /**
   * Rolls a day up and marks it.
   *
   * @return whether it did: another program may be at it, or samples may have come meanwhile
   */
  boolean roll(long day) throws SQLException {
    UUID attempt = UUID.randomUUID();
    if (!tables.begin(day, attempt)) {
      return false;
    }
    try {
      if (rollSeries(day, attempt)) {
        return tables.finish(day, attempt);
      }
      tables.giveUp(day, attempt);
      return false;
    } catch (SQLException | RuntimeException e) {
      giveUp(day, attempt, e);
      throw e;
    }
  }

  private boolean rollSeries(long day, UUID attempt) throws SQLException {
    OptionalInt next = tables.nextSeries(day, Integer.MIN_VALUE);
    while (next.isPresent()) {
      int from = next.getAsInt();
      long to = (long) from + atOnce;
      if (isStopped.getAsBoolean() || !tables.roll(day, attempt, from, to)) {
        return false;
      }
      next = to > Integer.MAX_VALUE ? OptionalInt.empty() : tables.nextSeries(day, (int) to);
    }
    return true;
  }

  private void giveUp(long day, UUID attempt, Exception reason) {
    try {
      tables.giveUp(day, attempt);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e); // the next attempt begins when this one has not been heard of
    }
  }
}
