package io.ispmonitor.jdbc.internal.spool;

import java.util.ArrayList;
import java.util.List;

/**
 * What is meant to go into one segment. Should the segment have to be written anew, the new one
 * begins with all these definitions.
 */
final class Volume {
  /** From 1 on. */
  final long number;

  /** Those that were put into it so far; guarded by the intake. */
  final List<SpoolDefinition> definitions = new ArrayList<>();

  /** Whether some of it was written already; used by the writing loop alone. */
  boolean isBegun;

  Volume(long number) {
    this.number = number;
  }
}
