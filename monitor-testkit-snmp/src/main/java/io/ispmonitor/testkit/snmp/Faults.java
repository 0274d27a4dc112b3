package io.ispmonitor.testkit.snmp;

import io.ispmonitor.testkit.snmp.internal.Pdu;
import java.util.List;

/**
 * The faults of one agent, sorted by where they set in, and how often they did. The thread of the
 * agents.
 */
final class Faults {
  private final List<AgentFault> all;
  private final List<SwallowingFault> swallowing;
  private final List<MisleadingFault> misleading;
  private final List<SpoilingFault> spoiling;
  private final List<GarblingFault> garbling;
  private final long delayNanos;
  private final int copies;
  private final boolean areFromElsewhere;
  private final long clockSeconds;
  private long questions;
  private long answers;
  private boolean hangs;

  Faults(List<AgentFault> all) {
    this.all = List.copyOf(all);
    this.swallowing = only(SwallowingFault.class);
    this.misleading = only(MisleadingFault.class);
    this.spoiling = only(SpoilingFault.class);
    this.garbling = only(GarblingFault.class);
    List<DeliveryFault> delivery = only(DeliveryFault.class);
    this.delayNanos = delivery.stream().mapToLong(fault -> fault.delay().toNanos()).sum();
    this.copies = 1 + delivery.stream().mapToInt(DeliveryFault::repeats).sum();
    this.areFromElsewhere = delivery.stream().anyMatch(DeliveryFault::isFromElsewhere);
    this.clockSeconds = only(ClockFault.class).stream().mapToLong(c -> c.by().toSeconds()).sum();
  }

  private <T extends AgentFault> List<T> only(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<AgentFault> all() {
    return all;
  }

  /** The same as if nothing had been asked yet. */
  Faults afresh() {
    return all.isEmpty() ? this : new Faults(all);
  }

  boolean swallow(Pdu question) {
    questions++;
    for (SwallowingFault fault : swallowing) {
      if (fault.swallows(question, questions)) {
        hangs |= fault.isForGood();
        return true;
      }
    }
    return hangs;
  }

  ObjectView over(ObjectView view) {
    ObjectView seen = view;
    for (MisleadingFault fault : misleading) {
      seen = fault.over(seen);
    }
    return seen;
  }

  Pdu spoil(Pdu question, Pdu answer) {
    Pdu spoilt = answer;
    for (SpoilingFault fault : spoiling) {
      spoilt = fault.spoil(question, spoilt);
    }
    return spoilt;
  }

  byte[] garble(byte[] packet) {
    answers++;
    byte[] garbled = packet;
    for (GarblingFault fault : garbling) {
      garbled = garbled.length == 0 ? garbled : fault.garble(garbled, answers);
    }
    return garbled;
  }

  long delayNanos() {
    return delayNanos;
  }

  int copies() {
    return copies;
  }

  boolean areFromElsewhere() {
    return areFromElsewhere;
  }

  /** By how many seconds the clock is off that is told. */
  long clockSeconds() {
    return clockSeconds;
  }
}
