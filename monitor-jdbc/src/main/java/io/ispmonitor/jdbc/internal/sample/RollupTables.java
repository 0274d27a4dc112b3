package io.ispmonitor.jdbc.internal.sample;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** How one kind of database keeps roll-ups. Used by one thread at a time. */
interface RollupTables {

  /**
   * The days before one, in their order, that have chunks, no readings that are still to become
   * chunks, and no mark.
   */
  List<Long> due(long before) throws SQLException;

  /** Whether there are roll-ups of a day, marked or not. */
  boolean hasRollups(long day) throws SQLException;

  /** Begins an attempt at a day; returns whether it may, since nobody else is at it. */
  boolean begin(long day, UUID attempt) throws SQLException;

  /** The first series from a number on that has chunks on a day. */
  OptionalInt nextSeries(long day, int from) throws SQLException;

  /**
   * Rolls up some series in a transaction of its own.
   *
   * @param from the first series
   * @param to the first that is left for later
   * @return whether the attempt goes on; otherwise nothing was written
   */
  boolean roll(long day, UUID attempt, int from, long to) throws SQLException;

  /** Marks a day; returns whether that was done: samples may have come meanwhile. */
  boolean finish(long day, UUID attempt) throws SQLException;

  /** Gives an attempt up, so that another one may begin at once. */
  void giveUp(long day, UUID attempt) throws SQLException;

  /**
   * Removes what is from before these days, as whole partitions or files where it is.
   *
   * @return how many of them went
   */
  int purge(long fineBefore, long hourlyBefore) throws SQLException;

  /** Forgets what is known of the database: it may be another one by now. */
  void forget();
}
