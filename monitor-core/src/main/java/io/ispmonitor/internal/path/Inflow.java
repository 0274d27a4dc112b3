package io.ispmonitor.internal.path;

import java.util.concurrent.atomic.LongAdder;

/** What has become of observations that were not taken in. */
final class Inflow {
  /** Those of devices that are not watched. */
  final LongAdder strangers = new LongAdder();

  /** Those that found the queue full. */
  final LongAdder refused = new LongAdder();
}
