package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import java.time.Duration;

/**
 * What an agent does wrong. An agent may have several at a time: those that keep it from answering
 * come first, then those that mislead whoever walks, those that spoil the answer, those that spoil
 * its bytes, and last how it is sent. Immutable: one may be given to any number of agents.
 *
 * @see SimulatedAgent#suffer
 */
public sealed interface AgentFault
    permits SwallowingFault,
        MisleadingFault,
        SpoilingFault,
        GarblingFault,
        DeliveryFault,
        ClockFault {

  /** What it does, in words. */
  String words();

  /** Answers nothing at all. */
  static AgentFault silent() {
    return new SwallowingFault.Silent();
  }

  /**
   * Answers the n-th of what comes in, the 2n-th and so on, and nothing else.
   *
   * @param n 2 or more
   */
  static AgentFault answersEvery(int n) {
    return new SwallowingFault.AllButEvery(atLeast(2, n, "answers every n-th"));
  }

  /**
   * Drops questions about more than so many objects, as small devices do in place of {@code
   * tooBig}.
   *
   * @param bindings how many objects it still answers
   */
  static AgentFault silentAbove(int bindings) {
    return new SwallowingFault.SilentAbove(atLeast(0, bindings, "silent above n bindings"));
  }

  /** Never answers {@code GetBulk}. */
  static AgentFault bulkUnanswered() {
    return new SwallowingFault.BulkUnanswered();
  }

  /** Answers no more, until it is rebooted, once it got a {@code GetBulk} for 0 repetitions. */
  static AgentFault hangsOnZeroRepetitions() {
    return new SwallowingFault.HangsOnZeroRepetitions();
  }

  /**
   * Says that behind one object comes one that was there before: a walk goes round and round.
   *
   * @param last the object behind which it goes back
   * @param backTo the one that it gives then, which must be there
   */
  static AgentFault loopsBack(Oid last, Oid backTo) {
    return new MisleadingFault.LoopsBack(last, backTo);
  }

  /** Gives in place of the next object the one that was asked for, where it is there. */
  static AgentFault standsStill() {
    return new MisleadingFault.StandsStill();
  }

  /**
   * Has two neighbours in the wrong order, the second before the first, but leaves out none.
   *
   * @param first an object
   * @param second the one that ought to follow it
   */
  static AgentFault unordered(Oid first, Oid second) {
    return new MisleadingFault.Unordered(first, second);
  }

  /**
   * Makes up ever more rows at the end of a column.
   *
   * @param column which, with at least one row
   */
  static AgentFault endless(Oid column) {
    return new MisleadingFault.Endless(column);
  }

  /**
   * Says {@code tooBig} where question or answer has more than so many objects.
   *
   * @param bindings how many still fit
   */
  static AgentFault tooBigAbove(int bindings) {
    return new SpoilingFault.TooBigAbove(atLeast(0, bindings, "tooBig above n bindings"));
  }

  /**
   * Leaves out the last objects of each answer.
   *
   * @param bindings how many, 1 or more
   */
  static AgentFault leavesOut(int bindings) {
    return new SpoilingFault.LeavesOut(atLeast(1, bindings, "leaves out n bindings"));
  }

  /** Gives the objects of each answer in the opposite order. */
  static AgentFault reordered() {
    return new SpoilingFault.Reordered();
  }

  /** Answers with another {@code request-id} than that of the question. */
  static AgentFault wrongRequestId() {
    return new SpoilingFault.WrongRequestId();
  }

  /**
   * Answers everything with an error.
   *
   * @param status which; {@link ErrorStatus#OTHER} gives a number that no standard knows
   * @param index which object it blames, from 1; 0 for none; it need not be one that was asked for
   */
  static AgentFault failsWith(ErrorStatus status, int index) {
    return new SpoilingFault.FailsWith(status, index);
  }

  /** Answers everything with {@code genErr}, blaming no object. */
  static AgentFault genErr() {
    return failsWith(ErrorStatus.GEN_ERR, 0);
  }

  /** Answers with as many other bytes as the answer has: no message, and the same in each run. */
  static AgentFault garbage() {
    return new GarblingFault.Garbage();
  }

  /** Cuts its answers off: the first behind one byte, the second behind two, and so on. */
  static AgentFault truncated() {
    return new GarblingFault.Truncated();
  }

  /** Has one byte wrong in each answer: in the first the first, in the second the second. */
  static AgentFault oneByteWrong() {
    return new GarblingFault.OneByteWrong();
  }

  /**
   * Sends each answer so much later, in the time of the agents.
   *
   * @param by not negative
   */
  static AgentFault slow(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("slow agent: the delay must not be negative, was " + by);
    }
    return new DeliveryFault.Slow(by);
  }

  /** Sends its answers from another port, and from another address unless that is 127.0.0.1. */
  static AgentFault fromElsewhere() {
    return new DeliveryFault.FromElsewhere();
  }

  /** Sends each answer twice. */
  static AgentFault duplicated() {
    return new DeliveryFault.Duplicated();
  }

  /**
   * Tells in version 3 another time than that by which it judges questions, so that nobody who
   * signs is ever within its window when it is off by more than 150 s.
   *
   * @param by how much later its clock pretends to be; negative for earlier
   */
  static AgentFault falseClock(Duration by) {
    return new ClockFault(by);
  }

  private static int atLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "simulated agent that %s: needs at least %d, was %d".formatted(what, least, value));
    }
    return value;
  }
}
