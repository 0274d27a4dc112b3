package io.ispmonitor.app.config;

import io.ispmonitor.app.site.Intervals;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.IpLiterals;
import io.ispmonitor.device.Location;
import io.ispmonitor.power.PowerLimits;
import io.ispmonitor.snmp.SnmpTarget;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads devices, from the file itself or from a table beside it. */
final class DeviceReader {
  private static final int MOST_SUBSCRIBERS = 100_000_000;

  private DeviceReader() {}

  /** A device; empty when it is wrong, which is a problem then. */
  static Optional<DeviceEntry> read(Fields fields) {
    AtomicReference<@Nullable OutsideEntry> outside = new AtomicReference<>();
    Optional<Device> device = device(fields, outside::set);
    int port = fields.number("snmp-port", SnmpTarget.AGENT_PORT, 1, 65_535);
    int subscribers = fields.number("subscribers", 0, 0, MOST_SUBSCRIBERS);
    Optional<PowerLimits> power = fields.read("battery", DeviceReader::battery);
    Optional<String> credentials = fields.find("snmp");
    fields.refuseUnknown();
    return device.map(
        is ->
            new DeviceEntry(
                is,
                credentials.orElse(null),
                port,
                subscribers,
                outside.get(),
                power.orElse(null),
                fields.line()));
  }

  private static Optional<Device> device(Fields fields, Consumer<OutsideEntry> outside) {
    String id = fields.text("id");
    try {
      Device.Builder device = Device.named(id.isEmpty() ? "?" : id);
      fields.find("name").ifPresent(device::name);
      device.kind(fields.read("kind", DeviceKind::of).orElse(DeviceKind.OTHER));
      address(fields, device);
      OutsideReader.read(fields, device).ifPresent(outside);
      fields.texts("parent").stream().flatMap(DeviceReader::several).forEach(device::parent);
      List<String> any =
          fields.texts("any-parent").stream().flatMap(DeviceReader::several).toList();
      if (!any.isEmpty()) {
        device.anyParentOf(any.toArray(String[]::new));
      }
      location(fields).ifPresent(device::location);
      labels(fields).forEach(device::label);
      fields
          .read("interval", text -> Durations.within(text, Intervals.SHORTEST, Intervals.LONGEST))
          .map(Duration::toSeconds)
          .ifPresent(seconds -> device.label(Intervals.LABEL, Long.toString(seconds)));
      return id.isEmpty() ? Optional.empty() : Optional.of(device.build());
    } catch (IllegalArgumentException e) {
      fields.problems().add(fields.line(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static void address(Fields fields, Device.Builder device) {
    fields
        .find("address")
        .ifPresent(
            text -> {
              try {
                InetAddress address = IpLiterals.read(text);
                if (address == null) {
                  device.hostName(text);
                } else {
                  device.address(address);
                }
              } catch (IllegalArgumentException e) {
                fields.wrong("address", "is wrong: " + e.getMessage());
              }
            });
  }

  private static Optional<Location> location(Fields fields) {
    Optional<Double> latitude = fields.decimal("latitude");
    Optional<Double> longitude = fields.decimal("longitude");
    if (latitude.isPresent() && longitude.isPresent()) {
      return Optional.of(Location.of(latitude.get(), longitude.get()));
    }
    if (latitude.isPresent() || longitude.isPresent()) {
      fields.problems().add(fields.line(), "a place needs both latitude and longitude, in degrees");
    }
    return Optional.empty();
  }

  /** Those in a field of their own, and those in columns of a table called {@code label:name}. */
  private static Map<String, String> labels(Fields fields) {
    Map<String, String> labels = fields.textsByName("labels");
    for (String name : fields.names()) {
      if (name.startsWith("label:")) {
        fields.find(name).ifPresent(text -> labels.put(name.substring("label:".length()), text));
      }
    }
    return labels;
  }

  /** In a table several are parted by semicolons. */
  private static Stream<String> several(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts.stream();
  }

  /** {@code lead-acid 24} or {@code lithium-iron 48}: chemistry and nominal voltage. */
  private static PowerLimits battery(String text) {
    String[] words = text.split("\\s+", -1);
    if (words.length == 2 && words[1].matches("[0-9]{1,3}(\\.[0-9]{1,2})?")) {
      double volts = Double.parseDouble(words[1]);
      if (words[0].equals("lead-acid")) {
        return PowerLimits.leadAcid(volts);
      } else if (words[0].equals("lithium-iron")) {
        return PowerLimits.lithiumIron(volts);
      }
    }
    throw new IllegalArgumentException(
        "must be the kind and the nominal voltage, such as 'lead-acid 24' or 'lithium-iron 48'");
  }
}
