package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What routers of one kind have: the system group (RFC 3418), their interfaces (RFC 2863), and what
 * else they are given. Any number of simulated routers share one model, which costs each of them
 * next to nothing. Immutable; any thread.
 *
 * <pre>{@code
 * RouterModel tower = RouterModel.named("tower")
 *     .with(InterfaceModel.of(1, "ether1").alias("to core").traffic(80e6, 20e6))
 *     .with(InterfaceModel.of(2, "sfp1").speed(10_000_000_000L).countingFrom(-1_000_000))
 *     .build();
 * SimulatedRouter router = agents.add(tower, "tower-7");
 * }</pre>
 */
public final class RouterModel {
  private final String name;
  private final String description;
  private final Oid objectId;
  private final List<InterfaceModel> interfaces;
  private final ObjectTable more;
  private final Map<Integer, ObjectTable> tables = new ConcurrentHashMap<>();

  private RouterModel(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.objectId = builder.objectId;
    this.interfaces = List.copyOf(builder.interfaces);
    this.more = builder.more;
  }

  /** Begins a model of routers that have this name unless they are given another one. */
  public static Builder named(String name) {
    return new Builder(Objects.requireNonNull(name, "name"));
  }

  /** The name of routers that are given none. */
  public String name() {
    return name;
  }

  /** Its interfaces, in the order they were given. */
  public List<InterfaceModel> interfaces() {
    return interfaces;
  }

  String description() {
    return description;
  }

  Oid objectId() {
    return objectId;
  }

  /** The {@code ifIndex} of an interface when all have gone on by so many places. */
  int index(int place, int shift) {
    return interfaces.get((place + shift) % interfaces.size()).index();
  }

  /** Where an interface is in the model. */
  int place(String interfaceName) {
    for (int i = 0; i < interfaces.size(); i++) {
      if (interfaces.get(i).name().equals(interfaceName)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "router model '%s': there is no interface '%s'; there are %s"
            .formatted(
                name, interfaceName, interfaces.stream().map(InterfaceModel::name).toList()));
  }

  /** All objects, when the indexes of interfaces have gone on by so many places. */
  ObjectTable table(int shift) {
    return tables.computeIfAbsent(shift, by -> RouterObjects.of(this, by).plus(more));
  }

  /** Gathers what a model has. Not for several threads at once. */
  public static final class Builder {
    private final String name;
    private String description = "simulated router";
    private Oid objectId = Oid.of("0.0");
    private final List<InterfaceModel> interfaces = new ArrayList<>();
    private final Set<Object> taken = new HashSet<>();
    private ObjectTable more = ObjectTable.empty();

    private Builder(String name) {
      this.name = name;
    }

    /** Its {@code sysDescr}. */
    public Builder description(String text) {
      description = Objects.requireNonNull(text, "text");
      return this;
    }

    /** Its {@code sysObjectID}; 0.0 unless it is named. */
    public Builder objectId(Oid id) {
      objectId = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * An interface more.
     *
     * @throws IllegalArgumentException when there is one of its index or name already
     */
    public Builder with(InterfaceModel one) {
      if (!taken.add(one.index()) || !taken.add(one.name())) {
        throw new IllegalArgumentException(
            "router model '%s': index %d or name '%s' of an interface is there already"
                .formatted(name, one.index(), one.name()));
      }
      interfaces.add(one);
      return this;
    }

    /** Objects more, such as those of a vendor; they win over what is there of itself. */
    public Builder with(ObjectTable objects) {
      more = more.plus(objects);
      return this;
    }

    /** The model. */
    public RouterModel build() {
      return new RouterModel(this);
    }
  }
}
