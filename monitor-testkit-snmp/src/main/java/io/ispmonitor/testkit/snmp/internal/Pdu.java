package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked or answered, without the message around it (RFC 3416, 3).
 *
 * @param type one of the constants
 * @param requestId what question and answer have in common
 * @param status the {@code error-status}; in {@code GetBulk} the {@code non-repeaters}
 * @param index the {@code error-index}; in {@code GetBulk} the {@code max-repetitions}
 * @param bindings the objects
 */
public record Pdu(int type, int requestId, int status, int index, List<VarBind> bindings) {
  /** {@code GetRequest}. */
  public static final int GET = 0xa0;

  /** {@code GetNextRequest}. */
  public static final int GET_NEXT = 0xa1;

  /** {@code Response}. */
  public static final int RESPONSE = 0xa2;

  /** {@code SetRequest}. */
  public static final int SET = 0xa3;

  /** {@code Trap} of version 1, whose form is another one. */
  public static final int TRAP_V1 = 0xa4;

  /** {@code GetBulkRequest}. */
  public static final int GET_BULK = 0xa5;

  /** {@code InformRequest}. */
  public static final int INFORM = 0xa6;

  /** {@code SNMPv2-Trap}. */
  public static final int TRAP = 0xa7;

  /** {@code Report}. */
  public static final int REPORT = 0xa8;

  private static final int TOO_BIG = 1;

  /** Copies the list. */
  public Pdu {
    bindings = List.copyOf(bindings);
  }

  /** An answer to this one without an error. */
  public Pdu answer(List<VarBind> found) {
    return new Pdu(RESPONSE, requestId, 0, 0, found);
  }

  /** An answer to this one with an error, and with the bindings of the question. */
  public Pdu error(int errorStatus, int errorIndex) {
    return new Pdu(RESPONSE, requestId, errorStatus, errorIndex, bindings);
  }

  /** An answer to this one that says that none would fit. */
  public Pdu tooBig() {
    return new Pdu(RESPONSE, requestId, TOO_BIG, 0, List.of());
  }

  /** The same with other bindings. */
  public Pdu with(List<VarBind> others) {
    return new Pdu(type, requestId, status, index, others);
  }

  static Pdu read(BerReader from) throws Malformed {
    int type = from.tag();
    if (type < GET || type > REPORT || type == TRAP_V1) {
      throw new Malformed("type " + type + " of PDU");
    }
    BerReader in = from.enter(type);
    int requestId = in.int32();
    int status = in.int32();
    int index = in.int32();
    BerReader list = in.enter(Tags.SEQUENCE);
    List<VarBind> bindings = new ArrayList<>();
    while (list.hasMore()) {
      BerReader binding = list.enter(Tags.SEQUENCE);
      bindings.add(new VarBind(binding.oid(), binding.value()));
    }
    return new Pdu(type, requestId, status, index, bindings);
  }

  void write(BerWriter to) {
    int end = to.length();
    writeBindings(to, bindings);
    to.int32(index);
    to.int32(status);
    to.int32(requestId);
    to.wrap(type, end);
  }

  static void writeBindings(BerWriter to, List<VarBind> bindings) {
    int end = to.length();
    for (int i = bindings.size() - 1; i >= 0; i--) {
      int after = to.length();
      to.value(bindings.get(i).value());
      to.oid(Tags.OBJECT_ID, bindings.get(i).oid());
      to.wrap(Tags.SEQUENCE, after);
    }
    to.wrap(Tags.SEQUENCE, end);
  }

  /** A number of bytes that this binding takes at least, to know when a message must be full. */
  public static int leastBytes(VarBind binding) {
    SnmpValue value = binding.value();
    int text = value instanceof SnmpValue.Text is ? is.octets().length() : 0;
    return binding.oid().size() + 5 + text;
  }
}
