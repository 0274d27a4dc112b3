package io.ispmonitor.capacity;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.SeriesKey;
import java.util.OptionalDouble;

/** A figure that the host knows of a series, such as a contract's bandwidth. */
@FunctionalInterface
public interface LimitOf {

  /** The figure, a finite number; empty when it is not known. */
  OptionalDouble of(Device device, SeriesKey series);
}
