package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.PortFinding.State;

/** A port being tried. The loop's alone, but for closing. */
interface Trial extends AutoCloseable {

  /**
   * Looks whether it has come to an end by now.
   *
   * @param now the loop's time, in nanoseconds
   */
  boolean isOver(long now);

  /** What it came to. */
  State state();

  /** The same in words. */
  String detail();

  /** Ends what is still under way; what it came to stays. */
  @Override
  void close();
}
