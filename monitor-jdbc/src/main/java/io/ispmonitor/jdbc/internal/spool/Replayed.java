package io.ispmonitor.jdbc.internal.spool;

/**
 * What a replay has handed over.
 *
 * @param records how many
 * @param through everything durable through this position was looked at
 * @param isWhole whether that was all that was ever appended behind the position asked for and had
 *     become durable; false when some of it is not there any more or cannot be read, and the log
 *     says what
 */
public record Replayed(long records, long through, boolean isWhole) {}
