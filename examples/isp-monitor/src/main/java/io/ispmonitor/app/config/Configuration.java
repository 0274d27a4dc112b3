package io.ispmonitor.app.config;

import io.ispmonitor.alerting.Inhibition;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that isp-monitor is told, free of errors. Immutable; secrets in it mask themselves.
 *
 * @param name what people call the network
 * @param zone the time zone of days and of what people are told
 * @param database where the history is; null for files in the data directory
 * @param retention how long samples are kept
 * @param ping how devices are pinged
 * @param outside how often servers outside are asked
 * @param snmp how often devices are asked over SNMP
 * @param credentials what agents are asked with, by name
 * @param devices what there is
 * @param uplinks how this machine reaches it
 * @param channels over what people are told, by name
 * @param routes who is told what
 * @param rules what is an alert, beside reachability
 * @param inhibitions which alerts keep which others back
 * @param anomalies what is watched for being unusual
 * @param maintenance when nobody is told
 * @param web where the console listens
 * @param instance which of several this is; null for one that is alone
 * @param heartbeat the page outside that is fetched while all is well; null for none
 * @param notes what the environment has changed, in words without secrets
 * @param files what the file of configuration names and was read with it
 */
public record Configuration(
    String name,
    ZoneId zone,
    @Nullable DatabaseEntry database,
    Duration retention,
    PingEntry ping,
    Duration outside,
    Duration snmp,
    Map<String, SnmpCredentials> credentials,
    List<DeviceEntry> devices,
    List<Uplink> uplinks,
    Map<String, ChannelEntry> channels,
    List<Route> routes,
    List<Rule> rules,
    List<Inhibition> inhibitions,
    AnomalyEntry anomalies,
    List<MaintenanceWindow> maintenance,
    WebEntry web,
    @Nullable InstanceEntry instance,
    @Nullable Secret heartbeat,
    List<String> notes,
    List<Path> files) {

  /** Copies what could be changed. */
  public Configuration {
    credentials = Map.copyOf(credentials);
    devices = List.copyOf(devices);
    uplinks = List.copyOf(uplinks);
    channels = Map.copyOf(channels);
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
    inhibitions = List.copyOf(inhibitions);
    maintenance = List.copyOf(maintenance);
    notes = List.copyOf(notes);
    files = List.copyOf(files);
  }

  /**
   * The same, with that of another one which can change while it runs: what devices there are and
   * how they are asked. Who may use the console is not part of what runs here.
   */
  public Configuration taking(Configuration other) {
    return new Configuration(
        name,
        zone,
        database,
        retention,
        ping,
        outside,
        snmp,
        other.credentials,
        other.devices,
        uplinks,
        channels,
        routes,
        rules,
        inhibitions,
        anomalies,
        maintenance,
        web,
        instance,
        heartbeat,
        notes,
        other.files);
  }

  /**
   * How devices are pinged.
   *
   * @param interval how often
   * @param timeout how long an answer is waited for
   * @param atOnce how many echoes may be on their way at once
   */
  public record PingEntry(Duration interval, Duration timeout, int atOnce) {}
}
