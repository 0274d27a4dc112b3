package io.ispmonitor.jdbc.internal.checkpoint;

import java.io.IOException;

/** Gives what a checkpoint is to hold, record by record. */
@FunctionalInterface
public interface CheckpointSource {
  /**
   * Puts all records, in the order in which they are to be read; what it throws is no checkpoint.
   */
  void writeTo(CheckpointSink sink) throws IOException;
}
