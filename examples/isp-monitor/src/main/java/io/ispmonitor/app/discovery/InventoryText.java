package io.ispmonitor.app.discovery;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What was found, as the devices of a configuration. */
public final class InventoryText {
  private static final int LONGEST_ID = 60;
  private static final int USUAL_PORT = 161;

  private InventoryText() {}

  /** YAML to begin a configuration with; names that devices gave themselves are quoted. */
  public static String of(List<FoundDevice> found, int snmpPort) {
    StringBuilder text = new StringBuilder();
    Set<String> credentials = new HashSet<>();
    Set<String> ids = new HashSet<>();
    found.forEach(
        device -> {
          if (device.credentials() != null) {
            credentials.add(device.credentials());
          }
        });
    if (!credentials.isEmpty()) {
      text.append("snmp:\n  credentials:\n");
      for (String name : credentials.stream().sorted().toList()) {
        text.append("    ").append(quoted(name)).append(": {version: v2c, community: ");
        text.append(quoted("env:" + name)).append("}\n");
      }
    }
    text.append(found.isEmpty() ? "devices: []\n" : "devices:\n");
    for (FoundDevice device : found) {
      text.append(entry(device, id(device, ids), snmpPort));
    }
    return text.toString();
  }

  private static String entry(FoundDevice device, String id, int snmpPort) {
    StringBuilder entry = new StringBuilder("  - id: ").append(quoted(id)).append('\n');
    if (device.name() != null) {
      entry.append("    name: ").append(quoted(device.name())).append('\n');
    }
    entry.append("    address: ").append(quoted(device.address().getHostAddress())).append('\n');
    if (device.credentials() != null) {
      entry.append("    snmp: ").append(quoted(device.credentials())).append('\n');
      if (snmpPort != USUAL_PORT) {
        entry.append("    snmp-port: ").append(snmpPort).append('\n');
      }
    }
    if (device.description() != null) {
      entry.append("    labels: {description: ").append(quoted(device.description())).append("}\n");
    }
    return entry.toString();
  }

  /** What it calls itself, made an id that nobody else has; or its address. */
  private static String id(FoundDevice device, Set<String> taken) {
    String address = device.address().getHostAddress().replace(':', '-');
    String name = device.name() == null ? "" : device.name().toLowerCase(Locale.ROOT);
    String id = name.replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    id = id.substring(0, Math.min(id.length(), LONGEST_ID));
    if (id.isEmpty() || !taken.add(id)) {
      id = id.isEmpty() ? address : id + "-" + address;
      taken.add(id);
    }
    return id;
  }

  /** In single quotes of YAML nothing has a meaning but the quote itself. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
