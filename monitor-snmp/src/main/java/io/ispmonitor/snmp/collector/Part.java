package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Slots that are asked for at the same times, and the columns they fill. Immutable; any thread. */
final class Part {
  private final int firstColumn;
  private final Layout layout;
  private final long everyNanos;
  private final List<Slot> slots;
  private final List<Quotient> quotients;
  private final int firstSlot;
  private final Map<Integer, List<Ask>> asks = new ConcurrentHashMap<>();

  /**
   * A column that is made of two others.
   *
   * @param column which, counted over all parts
   * @param of the column that is divided
   * @param over the column by which it is divided
   */
  record Quotient(int column, int of, int over) {}

  /**
   * A part.
   *
   * @param firstColumn the number of its first column over all parts
   * @param firstSlot the number of its first slot over all parts
   * @param everyNanos how often it is asked for at most; 0 for each time
   */
  Part(
      int firstColumn,
      int firstSlot,
      Layout layout,
      long everyNanos,
      List<Slot> slots,
      List<Quotient> quotients) {
    this.firstColumn = firstColumn;
    this.firstSlot = firstSlot;
    this.layout = layout;
    this.everyNanos = everyNanos;
    this.slots = List.copyOf(slots);
    this.quotients = List.copyOf(quotients);
  }

  int firstColumn() {
    return firstColumn;
  }

  Layout layout() {
    return layout;
  }

  long everyNanos() {
    return everyNanos;
  }

  int size() {
    return slots.size();
  }

  Slot slot(int number) {
    return slots.get(number);
  }

  /** The number of a slot over all parts. */
  int overall(int slot) {
    return firstSlot + slot;
  }

  List<Quotient> quotients() {
    return quotients;
  }

  /**
   * The messages by which it is asked for.
   *
   * @param bytes how long an answer may be; one object is asked for in any case
   */
  List<Ask> asks(int bytes) {
    return asks.computeIfAbsent(bytes, this::pack);
  }

  private List<Ask> pack(int bytes) {
    List<Ask> packed = new ArrayList<>();
    List<Integer> next = new ArrayList<>();
    int room = bytes - Encoded.MESSAGE;
    for (int i = 0; i < slots.size(); i++) {
      int more = slots.get(i).bytes();
      if (more > room && !next.isEmpty()) {
        packed.add(Ask.of(this, next));
        next.clear();
        room = bytes - Encoded.MESSAGE;
      }
      next.add(i);
      room -= more;
    }
    if (!next.isEmpty()) {
      packed.add(Ask.of(this, next));
    }
    return List.copyOf(packed);
  }
}
