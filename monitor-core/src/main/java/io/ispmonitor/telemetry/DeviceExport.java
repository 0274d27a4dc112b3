package io.ispmonitor.telemetry;

import io.ispmonitor.device.Device;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which values of which devices are wanted. Every series costs whoever takes it, so an export is
 * bounded: ten thousand series unless another limit is set.
 */
public final class DeviceExport {
  private static final int DEFAULT_SERIES = 10_000;

  private final Set<String> metrics;
  private final @Nullable Set<String> only;
  private final Predicate<Device> devices;
  private final int mostSeries;

  private DeviceExport(
      Set<String> metrics, @Nullable Set<String> only, Predicate<Device> devices, int mostSeries) {
    this.metrics = metrics;
    this.only = only;
    this.devices = devices;
    this.mostSeries = mostSeries;
  }

  /**
   * The state of all devices and the last values of these metrics.
   *
   * @param metrics names such as {@code ping.rtt}; none for the states alone
   */
  public static DeviceExport of(String... metrics) {
    return new DeviceExport(new TreeSet<>(List.of(metrics)), null, any -> true, DEFAULT_SERIES);
  }

  /** Only of devices that this lets pass; it is called once for each device, by whoever reads. */
  public DeviceExport where(Predicate<Device> devices) {
    return new DeviceExport(metrics, only, Objects.requireNonNull(devices, "devices"), mostSeries);
  }

  /**
   * Only of these devices, which is as quick with a hundred thousand others as with none.
   *
   * @param ids of devices; one that nobody knows is left out
   */
  public DeviceExport only(String... ids) {
    return new DeviceExport(metrics, new TreeSet<>(List.of(ids)), devices, mostSeries);
  }

  /**
   * With another limit.
   *
   * @param series how many series there are at most, 1 or more; a device's state is up to two
   */
  public DeviceExport atMost(int series) {
    if (series < 1) {
      throw new IllegalArgumentException(
          "an export must allow for a series at least, was limited to " + series);
    }
    return new DeviceExport(metrics, only, devices, series);
  }

  /** Whether values of this metric are wanted. */
  public boolean wants(String metric) {
    return metrics.contains(metric);
  }

  /** Whether anything of this device is wanted. */
  public boolean wants(Device device) {
    return (only == null || only.contains(device.id())) && devices.test(device);
  }

  /** The ids of the only devices of which anything is wanted; empty when it may be any. */
  public Optional<Set<String>> onlyThese() {
    return Optional.ofNullable(only).map(Collections::unmodifiableSet);
  }

  /** How many series there are at most. */
  public int mostSeries() {
    return mostSeries;
  }
}
