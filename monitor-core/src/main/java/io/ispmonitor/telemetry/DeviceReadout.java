package io.ispmonitor.telemetry;

import java.util.List;

/**
 * What was read of devices.
 *
 * @param meters their states and last values
 * @param leftOut how many series were left out because they were more than the export's limit
 */
public record DeviceReadout(List<Meter> meters, long leftOut) {

  /** Copies the list. */
  public DeviceReadout {
    meters = List.copyOf(meters);
  }
}
