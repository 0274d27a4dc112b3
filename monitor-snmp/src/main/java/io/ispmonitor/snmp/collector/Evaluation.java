package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.profile.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes readings of what a device has said: levels, rates and states. For one thread at a time. */
final class Evaluation {
  private final Memory memory;
  private final Taken taken;
  private final Set<Integer> discontinuedRows;
  private final BiConsumer<Slot, String> changes;

  /** Why columns have no value, counted over all parts. */
  private final Map<Integer, Gap> gaps = new HashMap<>();

  /**
   * An evaluation.
   *
   * @param discontinuedRows rows whose counters began anew since the last turn
   * @param changes is told of each state that changed, in words
   */
  Evaluation(
      Memory memory, Taken taken, Set<Integer> discontinuedRows, BiConsumer<Slot, String> changes) {
    this.memory = memory;
    this.taken = taken;
    this.discontinuedRows = discontinuedRows;
    this.changes = changes;
  }

  /** The readings of some parts, in their order; those that limit others are to come first. */
  List<Readings> of(List<Part> parts) {
    List<Readings> readings = new ArrayList<>(parts.size());
    parts.forEach(part -> readings.add(of(part)));
    return readings;
  }

  private Readings of(Part part) {
    Readings.Builder readings = Readings.in(part.layout());
    for (int i = 0; i < part.size(); i++) {
      Slot slot = part.slot(i);
      SnmpValue value = taken.value(part.overall(i));
      if (slot.column() != Slot.NONE && slot.item() != null && value != null) {
        fill(readings, part, i, slot.item(), value);
      } else if (slot.column() != Slot.NONE && slot.form() != Item.Form.STATE) {
        memory.latest[slot.column()] = Double.NaN;
      }
    }
    for (Part.Quotient quotient : part.quotients()) {
      divide(readings, quotient.column() - part.firstColumn(), quotient);
    }
    if (part == memory.plan.main()) {
      memory.plan.counts().forEach(count -> readings.set(count.column(), count.rows()));
      memory.rowCounts.forEach((column, rows) -> readings.set(column, rows));
      memory.rowCounts.clear();
    }
    return readings.build();
  }

  /** Where there is nothing to divide, or nothing to divide by, there is no quotient. */
  private void divide(Readings.Builder readings, int column, Part.Quotient quotient) {
    double of = memory.latest[quotient.of()];
    double over = memory.latest[quotient.over()];
    if (!Double.isNaN(of) && over > 0) {
      readings.set(column, of / over);
    } else {
      readings.gap(column, gaps.getOrDefault(quotient.of(), Gap.NOT_SUPPORTED));
    }
  }

  private void fill(Readings.Builder readings, Part part, int at, Item item, SnmpValue value) {
    Slot slot = part.slot(at);
    Counters.Rate result =
        !value.isPresent()
            ? Counters.Rate.none(Gap.NOT_SUPPORTED)
            : item.form() == Item.Form.COUNTER
                ? rate(slot, part.overall(at), item, value)
                : level(slot, part, item, value);
    if (item.form() == Item.Form.STATE) {
      noteChange(slot, item, result);
    } else {
      memory.latest[slot.column()] = result.value();
    }
    int column = slot.column() - part.firstColumn();
    if (result.gap() == Gap.NONE) {
      readings.set(column, result.value());
    } else {
      readings.gap(column, result.gap());
      gaps.put(slot.column(), result.gap());
    }
  }

  private Counters.Rate rate(Slot slot, int overall, Item item, SnmpValue value) {
    double ceiling = slot.ceiling() == Slot.NONE ? Double.NaN : memory.latest[slot.ceiling()];
    return memory.counters.read(
        overall,
        value,
        taken.stamp(overall),
        slot.scale() * item.factor(),
        ceiling,
        discontinuedRows.contains(slot.row()));
  }

  private Counters.Rate level(Slot slot, Part part, Item item, SnmpValue value) {
    SnmpValue divisor =
        slot.divisor() == Slot.NONE ? null : taken.value(part.overall(slot.divisor()));
    if (slot.divisor() != Slot.NONE && divisor == null) {
      return Counters.Rate.none(Gap.NOT_SENT);
    }
    return level(item, value, slot.scale(), divisor);
  }

  /** A level or a state, unless the number means that there is none. */
  static Counters.Rate level(
      Item item, SnmpValue value, double scale, @Nullable SnmpValue divisor) {
    double number = Numbers.of(value);
    if (Double.isNaN(number)) {
      return Counters.Rate.none(Gap.NOT_A_NUMBER);
    }
    if (number == Math.rint(number) && item.noValue().contains((long) number)) {
      return Counters.Rate.none(Gap.NOT_SUPPORTED);
    }
    double over = divisor == null ? 1 : Numbers.of(divisor);
    double result = number / over * scale * item.factor() + item.offset();
    if (!Double.isFinite(result)) {
      return Counters.Rate.none(Gap.NOT_A_NUMBER);
    }
    return result < item.least() || result > item.most()
        ? Counters.Rate.none(Gap.IMPLAUSIBLE)
        : Counters.Rate.of(result);
  }

  /** A state that was not said this time is not a change. */
  private void noteChange(Slot slot, Item item, Counters.Rate now) {
    double before = memory.latest[slot.column()];
    if (now.gap() != Gap.NONE) {
      return;
    }
    memory.latest[slot.column()] = now.value();
    if (!Double.isNaN(before) && before != now.value()) {
      changes.accept(slot, word(item, before) + " -> " + word(item, now.value()));
    }
  }

  private static String word(Item item, double state) {
    return item.states().getOrDefault((long) state, Long.toString((long) state));
  }
}
