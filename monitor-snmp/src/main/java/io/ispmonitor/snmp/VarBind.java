package io.ispmonitor.snmp;

import java.util.Objects;

/**
 * An object and what it holds: a variable binding (RFC 3416, 2.1).
 *
 * @param oid the instance of the object
 * @param value what it holds
 */
public record VarBind(Oid oid, SnmpValue value) {

  /** Refuses null at once, where the mistake is. */
  public VarBind {
    Objects.requireNonNull(oid, "oid");
    Objects.requireNonNull(value, "value");
  }
}
