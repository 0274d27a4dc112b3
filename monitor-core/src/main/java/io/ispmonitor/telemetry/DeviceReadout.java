package io.ispmonitor.telemetry;

import java.util.List;

/**
 * What was read of devices.
 *
 * @param meters their states and last values
 * @param leftOut how many series were left out because they were more than the export's limit
 * @param clashing how many were left out because their name reads the same as that of another
 *     metric of the same device: {@code if.in} in bytes and {@code if.in.bytes}
 */
public record DeviceReadout(List<Meter> meters, long leftOut, long clashing) {

  /** Copies the list. */
  public DeviceReadout {
    meters = List.copyOf(meters);
  }
}
