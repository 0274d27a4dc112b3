package io.ispmonitor.app.site;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How often single devices are asked, where somebody has said otherwise than the configuration. A
 * change is kept in a file, holds over restarts, and goes before what the configuration says for
 * the device. Thread-safe.
 */
public final class Intervals {

  /** The shortest that may be set, 5 s: a device has other things to do. */
  public static final Duration SHORTEST = Duration.ofSeconds(5);

  /** The longest that may be set, a day. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /** The label of a device with an interval of its own by configuration: seconds. */
  public static final String LABEL = "interval";

  /** The label by which the schedule hears of a change: seconds, or empty. */
  private static final String CHANGED = "interval.changed";

  private final Map<String, Duration> set = new ConcurrentHashMap<>();
  private final Inventory inventory;
  private final @Nullable Path file;

  private Intervals(Inventory inventory, @Nullable Path file) {
    this.inventory = inventory;
    this.file = file;
  }

  /**
   * Reads what was set before.
   *
   * @param inventory whose devices these are
   * @param file where it is kept; null to forget it at the end
   * @throws IOException when the file is there and cannot be read
   */
  static Intervals of(Inventory inventory, @Nullable Path file) throws IOException {
    Intervals intervals = new Intervals(inventory, file);
    if (file != null && Files.exists(file)) {
      intervals.read(file);
    }
    return intervals;
  }

  /** How often this device is asked; null for as often as the others. */
  @Nullable Duration of(Device device) {
    Duration changed = set.get(device.id());
    String configured = device.labels().get(LABEL);
    if (changed != null || configured == null) {
      return changed;
    }
    return Duration.ofSeconds(Long.parseLong(configured));
  }

  /** What was set for this device; empty for none. */
  public Optional<Duration> changed(String device) {
    return Optional.ofNullable(set.get(device));
  }

  /**
   * Asks this device that often from now on.
   *
   * @throws IllegalArgumentException beyond {@link #SHORTEST} and {@link #LONGEST}, or when there
   *     is no such device
   * @throws UncheckedIOException when it cannot be kept; it holds all the same
   */
  public synchronized void set(String device, Duration interval) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "device %s: the interval must be from %d s to %d s, was %d s"
              .formatted(device, SHORTEST.toSeconds(), LONGEST.toSeconds(), interval.toSeconds()));
    }
    Device known = find(device);
    set.put(device, interval);
    inventory.change(known.toBuilder().label(CHANGED, Long.toString(interval.toSeconds())).build());
    keep();
  }

  /**
   * Asks this device again as often as the others.
   *
   * @throws IllegalArgumentException when there is no such device
   * @throws UncheckedIOException when it cannot be kept; it holds all the same
   */
  public synchronized void reset(String device) {
    Device known = find(device);
    if (set.remove(device) != null) {
      inventory.change(known.toBuilder().label(CHANGED, "").build());
      keep();
    }
  }

  private Device find(String device) {
    return inventory
        .find(device)
        .orElseThrow(
            () -> new IllegalArgumentException("device " + device + ": there is no such device"));
  }

  private void read(Path from) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(from, StandardCharsets.UTF_8)) {
      lines.load(reader);
    }
    for (String device : lines.stringPropertyNames()) {
      String seconds = lines.getProperty(device);
      if (!seconds.matches("[1-9][0-9]{0,4}")) {
        throw new IOException(
            "%s: the interval of device %s must be seconds such as 60, was '%s'; mend or remove the line"
                .formatted(from, device, seconds));
      }
      set.put(device, Duration.ofSeconds(Long.parseLong(seconds)));
    }
  }

  private void keep() {
    if (file == null) {
      return;
    }
    Properties lines = new Properties();
    set.forEach((device, interval) -> lines.setProperty(device, "" + interval.toSeconds()));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        lines.store(writer, "How often devices are asked, in seconds, as set in the console");
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the interval holds, but could not be kept in " + file, e);
    }
  }
}
