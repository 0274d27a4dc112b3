package io.ispmonitor.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trap says, in words for people: of a link the interface, of anything else its objects.
 * What a device wrote loses what does not print, and is cut.
 */
final class TrapWords {
  private static final int MOST_CHARACTERS = 4_000;
  private static final int MOST_OF_A_VALUE = 400;
  static final Oid IF_INDEX = Oid.of("1.3.6.1.2.1.2.2.1.1");
  private static final Oid IF_DESCR = Oid.of("1.3.6.1.2.1.2.2.1.2");
  private static final Oid IF_ADMIN_STATUS = Oid.of("1.3.6.1.2.1.2.2.1.7");
  private static final Oid IF_OPER_STATUS = Oid.of("1.3.6.1.2.1.2.2.1.8");
  private static final Oid IF_NAME = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
  private static final Oid IF_ALIAS = Oid.of("1.3.6.1.2.1.31.1.1.1.18");

  private static final Map<Oid, String> COLUMNS =
      Map.of(
          IF_INDEX, "ifIndex",
          IF_DESCR, "ifDescr",
          IF_ADMIN_STATUS, "ifAdminStatus",
          IF_OPER_STATUS, "ifOperStatus",
          IF_NAME, "ifName",
          IF_ALIAS, "ifAlias");

  private TrapWords() {}

  static String of(SnmpTrap trap) {
    String words = TrapLink.isLink(trap) ? link(trap.bindings()) : pairs(trap.bindings());
    return SafeText.cut(words, MOST_CHARACTERS);
  }

  /** Such as "interface 3, ether3, uplink to the hill". */
  private static String link(List<VarBind> bindings) {
    List<String> known = new ArrayList<>();
    for (Oid column : List.of(IF_INDEX, IF_NAME, IF_DESCR, IF_ALIAS)) {
      String value = valueIn(column, bindings);
      if (value != null && !value.isBlank() && !known.contains(value)) {
        known.add(value);
      }
    }
    return known.isEmpty() ? pairs(bindings) : "interface " + String.join(", ", known);
  }

  private static @Nullable String valueIn(Oid column, List<VarBind> bindings) {
    for (VarBind binding : bindings) {
      if (binding.oid().startsWith(column)) {
        return value(binding.value());
      }
    }
    return null;
  }

  private static String pairs(List<VarBind> bindings) {
    StringBuilder words = new StringBuilder();
    for (VarBind binding : bindings) {
      if (words.length() > MOST_CHARACTERS) {
        break; // which is cut
      }
      words.append(words.length() == 0 ? "" : ", ");
      words.append(name(binding.oid())).append('=').append(value(binding.value()));
    }
    return words.toString();
  }

  private static String name(Oid oid) {
    for (Map.Entry<Oid, String> column : COLUMNS.entrySet()) {
      if (oid.startsWith(column.getKey()) && oid.size() > column.getKey().size()) {
        return column.getValue() + "." + oid.after(column.getKey());
      }
    }
    return oid.toString();
  }

  private static String value(SnmpValue value) {
    return SafeText.cut(text(value), MOST_OF_A_VALUE);
  }

  private static String text(SnmpValue value) {
    if (value instanceof SnmpValue.Int is) {
      return Integer.toString(is.value());
    } else if (value instanceof SnmpValue.Counter32 is) {
      return Long.toString(is.value());
    } else if (value instanceof SnmpValue.Gauge32 is) {
      return Long.toString(is.value());
    } else if (value instanceof SnmpValue.TimeTicks is) {
      return Long.toString(is.hundredths());
    } else if (value instanceof SnmpValue.Counter64 is) {
      return Long.toUnsignedString(is.value());
    } else if (value instanceof SnmpValue.Text is) {
      return is.octets().text();
    } else if (value instanceof SnmpValue.ObjectId is) {
      return is.oid().toString();
    } else if (value instanceof SnmpValue.IpAddress is) {
      return is.address().getHostAddress();
    } else if (value instanceof SnmpValue.Opaque is) {
      return is.octets().hex();
    } else if (value instanceof SnmpValue.Real is) {
      return Double.toString(is.value());
    }
    return "nothing";
  }
}
