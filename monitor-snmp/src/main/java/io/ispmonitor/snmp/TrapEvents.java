package io.ispmonitor.snmp;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What traps are called: the standard ones and those of UPS-MIB (RFC 3418, RFC 1628). */
final class TrapEvents {
  static final Oid LINK_DOWN = TrapTranslation.STANDARD_TRAPS.append(3);
  static final Oid LINK_UP = TrapTranslation.STANDARD_TRAPS.append(4);

  /** After these the device is asked how it is. */
  private static final Set<String> WORTH_ASKING =
      Set.of("coldStart", "warmStart", "linkDown", "linkUp", "onBattery");

  private static final Oid UPS_TRAPS = Oid.of("1.3.6.1.2.1.33.2");
  private static final int MOST_CHARACTERS = 100;

  private final Map<Oid, String> names = new HashMap<>();

  /** Those, and what the host adds. */
  TrapEvents(Map<Oid, String> added) {
    names.put(TrapTranslation.STANDARD_TRAPS.append(1), "coldStart");
    names.put(TrapTranslation.STANDARD_TRAPS.append(2), "warmStart");
    names.put(LINK_DOWN, "linkDown");
    names.put(LINK_UP, "linkUp");
    names.put(TrapTranslation.STANDARD_TRAPS.append(5), "authenticationFailure");
    names.put(TrapTranslation.STANDARD_TRAPS.append(6), "egpNeighborLoss");
    ups(1, "onBattery");
    ups(2, "upsTrapTestCompleted");
    ups(3, "upsTrapAlarmEntryAdded");
    ups(4, "upsTrapAlarmEntryRemoved");
    names.putAll(added);
  }

  private void ups(int number, String name) {
    names.put(UPS_TRAPS.append(number), name);
    names.put(UPS_TRAPS.append(0, number), name); // as it comes in version 1
  }

  /** The event's name, or its number where it has none. */
  String of(Oid trap) {
    String name = names.get(trap);
    return name != null ? name : SafeText.cut(trap.toString(), MOST_CHARACTERS);
  }

  static boolean isWorthAsking(String event) {
    return WORTH_ASKING.contains(event);
  }
}
