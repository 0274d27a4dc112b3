package io.ispmonitor.device;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that is watched: a tower, a router, a radio, a power supply.
 *
 * @param id what identifies it for ever; at most 200 printable characters
 * @param name what people call it; the id where nothing else was given
 * @param kind what sort of thing it is
 * @param address where it is asked; null when it is known by host name, or is not asked at all
 * @param hostName the name to resolve when it is asked; null when it has an address or none
 * @param labels the host's own facts about it, such as a region
 * @param location where it stands, where that is known
 * @param dependencies what it cannot be reached without; all of them must hold
 */
public record Device(
    String id,
    String name,
    DeviceKind kind,
    @Nullable InetAddress address,
    @Nullable String hostName,
    Map<String, String> labels,
    @Nullable Location location,
    List<Dependency> dependencies) {

  private static final int MAX_NAME = 200;
  private static final int MAX_HOST_NAME = 253;

  /** Copies the collections and checks every value. */
  public Device {
    checkId(id);
    Names.check("name of device '" + id + "'", name, MAX_NAME);
    if (hostName != null) {
      Names.check("host name of device '" + id + "'", hostName, MAX_HOST_NAME);
    }
    labels = labels.isEmpty() ? Map.of() : Map.copyOf(labels);
    dependencies = List.copyOf(dependencies);
    for (Dependency dependency : dependencies) {
      if (dependency.anyOf().contains(id)) {
        throw new IllegalArgumentException("device '" + id + "' names itself as its parent");
      }
    }
  }

  /** A device with an address and nothing else known of it. */
  public static Device of(String id, InetAddress address) {
    return named(id).address(address).build();
  }

  /** Starts a device with this id. */
  public static Builder named(String id) {
    return new Builder(id);
  }

  /** The ids of all parents, in the order given, whatever group they belong to. */
  public Set<String> parents() {
    Set<String> parents = new LinkedHashSet<>();
    dependencies.forEach(dependency -> parents.addAll(dependency.anyOf()));
    return parents;
  }

  /** Whether there is anything to send a question to. */
  public boolean isAddressed() {
    return address != null || hostName != null;
  }

  /** A builder that starts from this device. */
  public Builder toBuilder() {
    Builder builder = new Builder(id).name(name).kind(kind);
    builder.address = address;
    builder.hostName = hostName;
    builder.labels.putAll(labels);
    builder.location = location;
    builder.dependencies.addAll(dependencies);
    return builder;
  }

  /** This device with the address its host name has at present. */
  public Device resolvedTo(InetAddress resolved) {
    return new Device(id, name, kind, resolved, hostName, labels, location, dependencies);
  }

  static void checkId(String id) {
    Names.check("device id", id, MAX_NAME);
  }

  /** Collects what is known of a device. Not for use by several threads. */
  public static final class Builder {
    private final String id;
    private String name;
    private DeviceKind kind = DeviceKind.OTHER;
    private @Nullable InetAddress address;
    private @Nullable String hostName;
    private final Map<String, String> labels = new TreeMap<>();
    private @Nullable Location location;
    private final List<Dependency> dependencies = new ArrayList<>();

    private Builder(String id) {
      checkId(id);
      this.id = id;
      this.name = id;
    }

    /** What people call it. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** What sort of thing it is; {@link DeviceKind#OTHER} by default. */
    public Builder kind(DeviceKind kind) {
      this.kind = kind;
      return this;
    }

    /** Where it is asked; takes the place of a host name. */
    public Builder address(InetAddress address) {
      this.address = address;
      this.hostName = null;
      return this;
    }

    /** The name to ask it by, resolved while it is watched; takes the place of an address. */
    public Builder hostName(String hostName) {
      this.hostName = hostName;
      this.address = null;
      return this;
    }

    /** A fact of the host's own. */
    public Builder label(String key, String value) {
      Names.check("label key of device '" + id + "'", key, MAX_NAME);
      labels.put(key, value);
      return this;
    }

    /** Where it stands. */
    public Builder location(Location location) {
      this.location = location;
      return this;
    }

    /** Cannot be reached without this parent. */
    public Builder parent(String parentId) {
      dependencies.add(Dependency.on(parentId));
      return this;
    }

    /** Cannot be reached unless one of these parents is up. */
    public Builder anyParentOf(String... parentIds) {
      dependencies.add(Dependency.onAnyOf(parentIds));
      return this;
    }

    /** Replaces all dependencies. */
    public Builder dependencies(List<Dependency> replacement) {
      dependencies.clear();
      dependencies.addAll(replacement);
      return this;
    }

    /** The device. */
    public Device build() {
      return new Device(id, name, kind, address, hostName, labels, location, dependencies);
    }
  }
}
