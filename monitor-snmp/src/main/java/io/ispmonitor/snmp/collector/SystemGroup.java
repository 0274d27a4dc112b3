package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.OidList;
import java.util.List;

/** What every agent knows of itself, and of its interfaces (RFC 3418, RFC 2863). */
final class SystemGroup {
  static final Oid DESCRIPTION = Oid.of("1.3.6.1.2.1.1.1.0");
  static final Oid OBJECT_ID = Oid.of("1.3.6.1.2.1.1.2.0");
  static final Oid UP_TIME = Oid.of("1.3.6.1.2.1.1.3.0");
  static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");

  /** The small question. */
  static final OidList ALL = OidList.of(List.of(UP_TIME, OBJECT_ID, DESCRIPTION, NAME));

  static final Oid INTERFACE_COUNT = Oid.of("1.3.6.1.2.1.2.1.0");
  static final Oid INTERFACES_CHANGED = Oid.of("1.3.6.1.2.1.31.1.5.0");
  static final Oid INTERFACE_NAME = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
  static final Oid INTERFACE_ALIAS = Oid.of("1.3.6.1.2.1.31.1.1.1.18");

  private SystemGroup() {}
}
