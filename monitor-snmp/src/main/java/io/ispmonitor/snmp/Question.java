package io.ispmonitor.snmp;

import java.util.List;

/**
 * What an agent is asked.
 *
 * @param kind how
 * @param bindings the objects; with values only where they are to be set
 * @param nonRepeaters of a {@link Kind#GET_BULK}: how many objects are asked for once
 * @param maxRepetitions of a {@link Kind#GET_BULK}: how many successors of each other object
 */
record Question(Kind kind, List<VarBind> bindings, int nonRepeaters, int maxRepetitions) {

  /** The operations of RFC 3416, 4.2. */
  enum Kind {
    /** These objects. */
    GET,
    /** Their successors. */
    GET_NEXT,
    /** Many successors at once. */
    GET_BULK,
    /** Give them these values. */
    SET
  }

  /** Copies the list. */
  public Question {
    bindings = List.copyOf(bindings);
  }

  /** A get, a get-next or a get-bulk without values. */
  static Question of(Kind kind, List<Oid> oids, int nonRepeaters, int maxRepetitions) {
    List<VarBind> bindings =
        oids.stream().map(oid -> new VarBind(oid, SnmpValue.Absent.NULL)).toList();
    return new Question(kind, bindings, nonRepeaters, maxRepetitions);
  }
}
