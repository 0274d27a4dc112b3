package io.ispmonitor.alerting.rule;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which devices a rule is for by what a device says of itself, so that it can be decided for
 * one device alone, and be stored. Filters may be nested 8 deep.
 */
public sealed interface DeviceFilter {
  /** Whether a device is meant. */
  boolean matches(Device device);

  /** How deep it is nested, 1 for what holds no other. */
  default int depth() {
    return 1;
  }

  /** Every device. */
  record Every() implements DeviceFilter {
    @Override
    public boolean matches(Device device) {
      return true;
    }
  }

  /**
   * The devices with these ids.
   *
   * @param ids 1 to 10,000
   */
  record Ids(Set<String> ids) implements DeviceFilter {
    private static final int MOST = 10_000;

    /** Copies and checks. */
    public Ids {
      ids = Collections.unmodifiableSet(new TreeSet<>(ids));
      if (ids.isEmpty() || ids.size() > MOST) {
        throw new IllegalArgumentException(
            "a filter names 1 to %d devices, not %d".formatted(MOST, ids.size()));
      }
    }

    @Override
    public boolean matches(Device device) {
      return ids.contains(device.id());
    }
  }

  /**
   * The devices of a kind.
   *
   * @param kind which
   */
  record Kind(DeviceKind kind) implements DeviceFilter {
    /** Refuses null at once. */
    public Kind {
      Objects.requireNonNull(kind, "kind");
    }

    @Override
    public boolean matches(Device device) {
      return device.kind().equals(kind);
    }
  }

  /**
   * The devices that carry this label with exactly this value.
   *
   * @param key the label's key
   * @param value its value
   */
  record Label(String key, String value) implements DeviceFilter {
    /** Refuses null at once. */
    public Label {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public boolean matches(Device device) {
      return value.equals(device.labels().get(key));
    }
  }

  /**
   * What at least one of the parts means.
   *
   * @param parts at least one
   */
  record AnyOf(List<DeviceFilter> parts) implements DeviceFilter {
    /** Copies and checks. */
    public AnyOf {
      parts = FilterBounds.checked(parts);
    }

    @Override
    public boolean matches(Device device) {
      return parts.stream().anyMatch(part -> part.matches(device));
    }

    @Override
    public int depth() {
      return FilterBounds.depth(parts);
    }
  }

  /**
   * What every one of the parts means.
   *
   * @param parts at least one
   */
  record AllOf(List<DeviceFilter> parts) implements DeviceFilter {
    /** Copies and checks. */
    public AllOf {
      parts = FilterBounds.checked(parts);
    }

    @Override
    public boolean matches(Device device) {
      return parts.stream().allMatch(part -> part.matches(device));
    }

    @Override
    public int depth() {
      return FilterBounds.depth(parts);
    }
  }

  /**
   * What another does not mean.
   *
   * @param part the other
   */
  record Not(DeviceFilter part) implements DeviceFilter {
    /** Checks the depth. */
    public Not {
      FilterBounds.checked(List.of(part));
    }

    @Override
    public boolean matches(Device device) {
      return !part.matches(device);
    }

    @Override
    public int depth() {
      return FilterBounds.depth(List.of(part));
    }
  }

  /** Every device. */
  static DeviceFilter every() {
    return new Every();
  }

  /** The devices with these ids. */
  static DeviceFilter ids(String... ids) {
    return new Ids(Set.of(ids));
  }

  /** The devices of a kind. */
  static DeviceFilter kind(DeviceKind kind) {
    return new Kind(kind);
  }

  /** The devices that carry this label with exactly this value. */
  static DeviceFilter label(String key, String value) {
    return new Label(key, value);
  }

  /** What both this and the other mean. */
  default DeviceFilter and(DeviceFilter other) {
    return new AllOf(List.of(this, other));
  }

  /** What this or the other means. */
  default DeviceFilter or(DeviceFilter other) {
    return new AnyOf(List.of(this, other));
  }

  /** What this does not mean. */
  default DeviceFilter negated() {
    return new Not(this);
  }
}
