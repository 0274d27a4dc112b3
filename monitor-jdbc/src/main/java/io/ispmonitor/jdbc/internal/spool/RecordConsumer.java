package io.ispmonitor.jdbc.internal.spool;

/** Takes records one after the other. */
@FunctionalInterface
public interface RecordConsumer {
  /** Is handed a record; what it throws ends the handing over. */
  void accept(SpoolRecord handed);
}
