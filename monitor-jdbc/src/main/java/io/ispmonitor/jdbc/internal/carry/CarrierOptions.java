package io.ispmonitor.jdbc.internal.carry;

import java.time.Duration;

/**
 * How much is carried at a time.
 *
 * @param name of the spool; it stands in the database beside the position
 * @param maxRecords the most records of a batch
 * @param maxBytes the most bytes of a batch
 * @param patience how old the oldest record becomes before a batch that is not full is carried
 */
public record CarrierOptions(String name, int maxRecords, long maxBytes, Duration patience) {}
