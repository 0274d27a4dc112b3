package io.ispmonitor.jdbc.internal.checkpoint;

import java.io.IOException;

/** Takes the records of a checkpoint. */
public interface CheckpointSink {
  /**
   * Adds a record; the payload may be used again when this returns.
   *
   * @param type what it is, 1 to 255
   * @param payload at most 16 MB
   */
  void put(int type, byte[] payload) throws IOException;
}
