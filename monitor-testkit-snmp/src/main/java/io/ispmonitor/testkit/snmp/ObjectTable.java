package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Objects in their order, to be shared by any number of agents. Immutable; any thread.
 *
 * <pre>{@code
 * ObjectTable tower = ObjectTable.builder()
 *     .put(Oid.of("1.3.6.1.2.1.1.3.0"), Moment::upTicks)
 *     .put(Oid.of("1.3.6.1.2.1.1.5.0"), new SnmpValue.Text(Octets.ofText("tower-7")))
 *     .build();
 * }</pre>
 */
public final class ObjectTable {
  private static final ObjectTable EMPTY = builder().build();

  private final Oid[] oids;
  private final AgentObject[] objects;

  private ObjectTable(SortedMap<Oid, AgentObject> of) {
    this.oids = of.keySet().toArray(Oid[]::new);
    this.objects = of.values().toArray(AgentObject[]::new);
  }

  /** One without any object. */
  public static ObjectTable empty() {
    return EMPTY;
  }

  /** Begins a table. */
  public static Builder builder() {
    return new Builder();
  }

  /** The objects of this one and of another, which wins where both have one. */
  public ObjectTable plus(ObjectTable other) {
    return builder().putAll(this).putAll(other).build();
  }

  /** How many objects there are. */
  public int size() {
    return oids.length;
  }

  /** Which objects there are, in their order. */
  public List<Oid> oids() {
    return List.of(oids);
  }

  Oid oid(int index) {
    return oids[index];
  }

  AgentObject object(int index) {
    return objects[index];
  }

  /** Where an object is; negative when it is not there. */
  int find(Oid oid) {
    return Arrays.binarySearch(oids, oid);
  }

  /** Where the first object behind this identifier is; the size when there is none. */
  int after(Oid oid) {
    int found = find(oid);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Gathers objects. Not for several threads at once. */
  public static final class Builder {
    private final TreeMap<Oid, AgentObject> objects = new TreeMap<>();

    private Builder() {}

    /** An object that always holds the same. */
    public Builder put(Oid oid, SnmpValue value) {
      Objects.requireNonNull(value, "value");
      return put(oid, moment -> value);
    }

    /** An object that holds what the moment makes of it. */
    public Builder put(Oid oid, AgentObject object) {
      objects.put(Objects.requireNonNull(oid, "oid"), Objects.requireNonNull(object, "object"));
      return this;
    }

    /** An object that a {@code Set} may change, for one agent alone. */
    public Builder putWritable(Oid oid, SnmpValue first) {
      return put(oid, new WritableObject(Objects.requireNonNull(first, "first")));
    }

    /** All objects of a table. */
    public Builder putAll(ObjectTable table) {
      for (int i = 0; i < table.size(); i++) {
        objects.put(table.oids[i], table.objects[i]);
      }
      return this;
    }

    /** The table; the builder may be used on. */
    public ObjectTable build() {
      return new ObjectTable(objects);
    }
  }
}
