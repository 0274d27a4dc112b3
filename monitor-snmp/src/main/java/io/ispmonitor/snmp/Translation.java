package io.ispmonitor.snmp;

import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Between our values and those of snmp4j. */
final class Translation {
  private Translation() {}

  static VariableBinding toVariableBinding(VarBind binding) {
    OID oid = new OID(binding.oid().parts());
    return binding.value() == SnmpValue.Absent.NULL
        ? new VariableBinding(oid)
        : new VariableBinding(oid, toVariable(binding.value()));
  }

  private static Variable toVariable(SnmpValue value) {
    if (value instanceof SnmpValue.Int is) {
      return new Integer32(is.value());
    } else if (value instanceof SnmpValue.Counter32 is) {
      return new Counter32(is.value());
    } else if (value instanceof SnmpValue.Gauge32 is) {
      return new Gauge32(is.value());
    } else if (value instanceof SnmpValue.TimeTicks is) {
      return new TimeTicks(is.hundredths());
    } else if (value instanceof SnmpValue.Counter64 is) {
      return new Counter64(is.value());
    } else if (value instanceof SnmpValue.Text is) {
      return new OctetString(is.octets().bytes());
    } else if (value instanceof SnmpValue.ObjectId is) {
      return new OID(is.oid().parts());
    } else if (value instanceof SnmpValue.IpAddress is) {
      return new IpAddress(is.address());
    } else if (value instanceof SnmpValue.Opaque is) {
      return new Opaque(is.octets().bytes());
    } else if (value instanceof SnmpValue.Real is) {
      return new Opaque(Reals.wrapped(is.value()));
    }
    return new Null();
  }

  static VarBind toVarBind(VariableBinding binding) {
    return new VarBind(Oid.ofParts(binding.getOid().getValue()), toValue(binding.getVariable()));
  }

  private static SnmpValue toValue(Variable variable) {
    if (variable instanceof Null) {
      return toAbsent(variable.getSyntax());
    } else if (variable instanceof Integer32 is) {
      return new SnmpValue.Int(is.getValue());
    } else if (variable instanceof Counter32 is) {
      return new SnmpValue.Counter32(is.getValue());
    } else if (variable instanceof TimeTicks is) {
      return new SnmpValue.TimeTicks(is.getValue());
    } else if (variable instanceof UnsignedInteger32 is) {
      return new SnmpValue.Gauge32(is.getValue());
    } else if (variable instanceof Counter64 is) {
      return new SnmpValue.Counter64(is.getValue());
    } else if (variable instanceof Opaque is) {
      return Reals.of(is.getValue());
    } else if (variable instanceof OctetString is) {
      return new SnmpValue.Text(Octets.of(is.getValue()));
    } else if (variable instanceof OID is) {
      return is.size() == 0 ? SnmpValue.Absent.NULL : toObjectId(is);
    } else if (variable instanceof IpAddress is) {
      return new SnmpValue.IpAddress(is.getInetAddress());
    }
    return SnmpValue.Absent.NULL;
  }

  private static SnmpValue toObjectId(OID oid) {
    return new SnmpValue.ObjectId(Oid.ofParts(oid.getValue()));
  }

  private static SnmpValue toAbsent(int syntax) {
    return switch (syntax) {
      case 128 -> SnmpValue.Absent.NO_SUCH_OBJECT;
      case 129 -> SnmpValue.Absent.NO_SUCH_INSTANCE;
      case 130 -> SnmpValue.Absent.END_OF_MIB_VIEW;
      default -> SnmpValue.Absent.NULL;
    };
  }
}
