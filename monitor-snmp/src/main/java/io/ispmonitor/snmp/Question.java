package io.ispmonitor.snmp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is asked. Immutable; what is kept and asked again is encoded only once. Any thread.
 */
final class Question {
  private final Kind kind;
  private final List<VarBind> bindings;
  private final int nonRepeaters;
  private final int maxRepetitions;

  /** Made when it is needed first; made twice if two threads need it, which does not matter. */
  private @Nullable Encoded encoded;

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

  /** The bindings as they go out: all of them, and the object identifier of each. */
  private static final class Encoded {
    final byte[] list;
    final List<byte[]> oids;

    Encoded(byte[] list, List<byte[]> oids) {
      this.list = list;
      this.oids = oids;
    }
  }

  /**
   * A question.
   *
   * @param kind how
   * @param bindings the objects; with values only where they are to be set
   * @param nonRepeaters of a {@link Kind#GET_BULK}: how many objects are asked for once
   * @param maxRepetitions of a {@link Kind#GET_BULK}: how many successors of each other object
   */
  Question(Kind kind, List<VarBind> bindings, int nonRepeaters, int maxRepetitions) {
    this.kind = kind;
    this.bindings = List.copyOf(bindings);
    this.nonRepeaters = nonRepeaters;
    this.maxRepetitions = maxRepetitions;
  }

  /** A get, a get-next or a get-bulk without values. */
  static Question of(Kind kind, List<Oid> oids, int nonRepeaters, int maxRepetitions) {
    List<VarBind> bindings =
        oids.stream().map(oid -> new VarBind(oid, SnmpValue.Absent.NULL)).toList();
    return new Question(kind, bindings, nonRepeaters, maxRepetitions);
  }

  Kind kind() {
    return kind;
  }

  List<VarBind> bindings() {
    return bindings;
  }

  int nonRepeaters() {
    return nonRepeaters;
  }

  int maxRepetitions() {
    return maxRepetitions;
  }

  /** All bindings as they go out. */
  byte[] encoded() {
    return encodedOnce().list;
  }

  /** The object identifier of a binding as it goes out. */
  byte[] encodedOid(int binding) {
    return encodedOnce().oids.get(binding);
  }

  private Encoded encodedOnce() {
    Encoded known = encoded;
    if (known == null) {
      known = encode(bindings);
      encoded = known;
    }
    return known;
  }

  private static Encoded encode(List<VarBind> bindings) {
    List<byte[]> oids =
        bindings.stream().map(is -> new BerWriter().identifier(is.oid()).toBytes()).toList();
    BerWriter list = new BerWriter();
    for (int i = bindings.size() - 1; i >= 0; i--) {
      int before = list.length();
      list.value(bindings.get(i).value()).raw(oids.get(i)).wrap(Ber.SEQUENCE, before);
    }
    return new Encoded(list.wrap(Ber.SEQUENCE, 0).toBytes(), oids);
  }
}
