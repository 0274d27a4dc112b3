package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import java.util.ArrayList;
import java.util.List;

/**
 * Slots of a part that are asked for in one message, behind {@code sysUpTime}.
 *
 * @param part whose slots
 * @param slots their numbers in it
 * @param oids {@code sysUpTime.0} and then the slots' objects
 */
record Ask(Part part, List<Integer> slots, List<Oid> oids) {

  static Ask of(Part part, List<Integer> slots) {
    List<Oid> oids = new ArrayList<>(slots.size() + 1);
    oids.add(SystemGroup.UP_TIME);
    slots.forEach(slot -> oids.add(part.slot(slot).oid()));
    return new Ask(part, List.copyOf(slots), List.copyOf(oids));
  }

  /** How long the answer may become. */
  int bytes() {
    return Encoded.MESSAGE + slots.stream().mapToInt(slot -> part.slot(slot).bytes()).sum();
  }

  /** The same in two messages. */
  List<Ask> halves() {
    int half = slots.size() / 2;
    return List.of(of(part, slots.subList(0, half)), of(part, slots.subList(half, slots.size())));
  }

  /** The same without one of the objects; empty when nothing is left. */
  List<Ask> without(Oid oid) {
    List<Integer> left = slots.stream().filter(slot -> !part.slot(slot).oid().equals(oid)).toList();
    return left.isEmpty() || left.size() == slots.size() ? List.of() : List.of(of(part, left));
  }
}
