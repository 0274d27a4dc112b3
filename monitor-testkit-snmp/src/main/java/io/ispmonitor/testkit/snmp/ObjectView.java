package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import org.jspecify.annotations.Nullable;

/** What a question gets to see of an agent's objects. */
interface ObjectView {

  /** What an object holds; null when it is not there. */
  @Nullable SnmpValue get(Oid oid);

  /** The first object behind this identifier; null when there is none. */
  @Nullable VarBind next(Oid oid);
}
