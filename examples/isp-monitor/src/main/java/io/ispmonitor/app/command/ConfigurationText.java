package io.ispmonitor.app.command;

import io.ispmonitor.alerting.Route;
import io.ispmonitor.app.config.ChannelEntry;
import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.DatabaseEntry;
import io.ispmonitor.app.config.DeviceEntry;
import io.ispmonitor.app.config.InstanceEntry;
import io.ispmonitor.snmp.SnmpCredentials;
import java.util.Map;
import java.util.TreeMap;

/** A configuration as people read it: what is in force, and no secret. */
final class ConfigurationText {
  private static final String MASKED = "***";

  private final StringBuilder text = new StringBuilder();

  private ConfigurationText() {}

  static String of(Configuration configuration) {
    ConfigurationText it = new ConfigurationText();
    it.site(configuration);
    it.people(configuration);
    return it.text.toString();
  }

  private void site(Configuration of) {
    line("name", of.name());
    line("zone", of.zone());
    DatabaseEntry database = of.database();
    line("database", database == null ? "files in the data directory" : words(database));
    line("retention", of.retention().toDays() + " days");
    line("ping every", of.ping().interval().toMillis() / 1e3 + " s");
    line("ping timeout", of.ping().timeout().toMillis() / 1e3 + " s");
    line("echoes at once", of.ping().atOnce());
    line("snmp every", of.snmp().toSeconds() + " s");
    for (Map.Entry<String, SnmpCredentials> is : new TreeMap<>(of.credentials()).entrySet()) {
      line("snmp credentials", is.getKey() + " (" + is.getValue().getClass().getSimpleName() + ")");
    }
    line("devices", of.devices().size());
    line(
        "of them asked over SNMP",
        of.devices().stream().filter(device -> device.credentials() != null).count());
    line("subscribers", of.devices().stream().mapToLong(DeviceEntry::subscribers).sum());
    of.uplinks().forEach(uplink -> line("uplink", uplink.name()));
  }

  private void people(Configuration of) {
    for (ChannelEntry channel : new TreeMap<>(of.channels()).values()) {
      line("channel", channel.name() + ": " + channel.type() + settings(channel));
    }
    for (Route route : of.routes()) {
      line("route", route.name() + " to " + String.join(", ", route.channels()));
    }
    line("rules", of.rules().size());
    of.maintenance().forEach(window -> line("maintenance", window.id()));
    line("console", of.web().bind() + ":" + of.web().port());
    of.web().users().forEach(user -> line("user", user));
    of.web().tokens().forEach(token -> line("token", token));
    InstanceEntry instance = of.instance();
    line("instance", instance == null ? "alone" : instance.id());
    line("heartbeat", of.heartbeat() == null ? "none" : MASKED);
    of.notes().forEach(note -> line("environment", note));
  }

  private static String words(DatabaseEntry of) {
    return of.url()
        + (of.user() == null ? "" : " as " + of.user())
        + (of.password() == null ? "" : " with password " + MASKED);
  }

  private static String settings(ChannelEntry of) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(of.texts())
        .forEach((key, value) -> all.append(", ").append(key).append(' ').append(value));
    new TreeMap<>(of.secrets())
        .keySet()
        .forEach(key -> all.append(", ").append(key).append(' ').append(MASKED));
    return all.toString();
  }

  private void line(String what, Object value) {
    text.append("%-24s %s%n".formatted(what, value));
  }
}
