package io.ispmonitor.snmp;

import java.util.List;

/**
 * Which interface of a device a trap of a link is about: its {@code ifIndex}, by which the trap of
 * its end names it too (RFC 2863, linkDown and linkUp).
 */
final class TrapLink {
  private static final List<Oid> TABLES =
      List.of(Oid.of("1.3.6.1.2.1.2.2.1"), Oid.of("1.3.6.1.2.1.31.1.1.1"));

  private TrapLink() {}

  static boolean isLink(SnmpTrap trap) {
    return trap.trap().equals(TrapEvents.LINK_DOWN) || trap.trap().equals(TrapEvents.LINK_UP);
  }

  /** The interface's number; empty where the trap is about none, or does not say which. */
  static String of(SnmpTrap trap) {
    if (!isLink(trap)) {
      return "";
    }
    for (VarBind binding : trap.bindings()) {
      if (binding.oid().startsWith(TrapWords.IF_INDEX)
          && binding.value() instanceof SnmpValue.Int index) {
        return Integer.toString(index.value());
      }
    }
    return row(trap.bindings());
  }

  /** Where {@code ifIndex} itself was left out, its columns are of the row that it numbers. */
  private static String row(List<VarBind> bindings) {
    for (VarBind binding : bindings) {
      for (Oid table : TABLES) {
        if (binding.oid().startsWith(table) && binding.oid().size() == table.size() + 2) {
          return Integer.toUnsignedString(binding.oid().part(binding.oid().size() - 1));
        }
      }
    }
    return "";
  }
}
