package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a device has said in one turn, by the slots of its plan. */
final class Taken {
  final Plan plan;
  private final @Nullable SnmpValue[] values;
  private final int[] stamps;

  Taken(Plan plan) {
    this.plan = plan;
    this.values = new SnmpValue[plan.slots()];
    this.stamps = new int[plan.slots()];
  }

  void put(int slot, SnmpValue value, int stamp) {
    values[slot] = value;
    stamps[slot] = stamp;
  }

  /** What it said; null when it did not come to that. */
  @Nullable SnmpValue value(int slot) {
    return values[slot];
  }

  /** When it was so. */
  int stamp(int slot) {
    return stamps[slot];
  }

  /** The same by another plan, as far as the objects are the same. */
  Taken by(Plan other) {
    Map<Oid, Integer> slots = new HashMap<>();
    for (Part part : plan.parts()) {
      for (int i = 0; i < part.size(); i++) {
        slots.put(part.slot(i).oid(), part.overall(i));
      }
    }
    Taken taken = new Taken(other);
    for (Part part : other.parts()) {
      for (int i = 0; i < part.size(); i++) {
        Integer before = slots.get(part.slot(i).oid());
        SnmpValue value = before == null ? null : values[before];
        if (before != null && value != null) {
          taken.put(part.overall(i), value, stamps[before]);
        }
      }
    }
    return taken;
  }
}
