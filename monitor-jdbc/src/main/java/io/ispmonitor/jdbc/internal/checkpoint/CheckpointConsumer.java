package io.ispmonitor.jdbc.internal.checkpoint;

/** Takes the records of a checkpoint, in the order in which they were put. */
@FunctionalInterface
public interface CheckpointConsumer {
  /** Is handed a record, which is its own. */
  void accept(int type, byte[] payload);
}
