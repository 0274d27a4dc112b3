package io.ispmonitor.app.config;

import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.RuleFile;
import io.ispmonitor.alerting.rule.RuleFileException;
import io.ispmonitor.leadership.lease.WhenAway;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.synthetic.Synthetic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of configuration and the environment that overrides it. */
public final class ConfigurationReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TEN_YEARS = Duration.ofDays(3_650);
  private static final int USUAL_PORT = 8_080;
  private static final int USUAL_ECHOES = 20_000;

  private final Path file;
  private final Problems problems;
  private final References references;
  private final Overrides overrides;
  private final List<Path> files = new ArrayList<>();

  private ConfigurationReader(Path file, Map<String, String> environment) {
    this.file = file;
    this.problems = new Problems(String.valueOf(file.getFileName()));
    this.references = new References(environment);
    this.overrides = new Overrides(environment);
  }

  /**
   * Reads it.
   *
   * @param file the file; files that it names are looked for beside it
   * @param environment the variables, usually {@code System.getenv()}
   * @throws ConfigurationException with all that is wrong
   */
  public static Configuration read(Path file, Map<String, String> environment)
      throws ConfigurationException {
    ConfigurationReader reader = new ConfigurationReader(file, environment);
    Configuration configuration = reader.configuration(YamlFile.read(file, reader.problems));
    reader.refuse();
    return configuration;
  }

  private void refuse() throws ConfigurationException {
    try {
      overrides.problems().refuse();
    } catch (ConfigurationException e) {
      e.problems().forEach(problems::add);
    }
    problems.refuse();
  }

  private Configuration configuration(Fields root) {
    ZoneId zone = root.read("zone", ZoneId::of).orElse(ZoneId.systemDefault());
    Map<String, SnmpCredentials> credentials = Map.of();
    Set<String> names = Set.of();
    Duration poll = Duration.ofMinutes(1);
    Fields snmp = root.fields("snmp");
    if (snmp != null) {
      poll = snmp.duration("interval", poll, Duration.ofSeconds(5), DAY);
      credentials = new CredentialsReader(references).read(snmp);
      names = snmp.named("credentials").keySet(); // also of those that are wrong, which is told
      snmp.refuseUnknown();
    }
    Map<String, DeviceEntry> devices = devices(root, names);
    Map<String, ChannelEntry> channels =
        new LinkedHashMap<>(new ChannelReader(references).read(root));
    List<Route> routes = new ArrayList<>();
    for (ChannelEntry channel : overrides.channels(references.named()).values()) {
      channels.putIfAbsent(channel.name(), channel);
      routes.add(Overrides.route(channel));
    }
    routes.addAll(new RouteReader(channels.keySet(), zone).read(root));
    Configuration configuration =
        new Configuration(
            root.text("name", "isp-monitor"),
            zone,
            database(root),
            overrides
                .retention()
                .orElse(root.duration("retention", Duration.ofDays(90), DAY, TEN_YEARS)),
            ping(root),
            outside(root),
            poll,
            credentials,
            List.copyOf(devices.values()),
            uplinks(root, devices.keySet()),
            channels,
            routes,
            rules(root),
            InhibitionReader.read(root),
            AnomalyReader.read(root),
            new MaintenanceReader(devices.keySet(), zone).read(root),
            web(root),
            instance(root),
            references.secret(root, "heartbeat").orElse(null),
            overrides.notes(),
            files);
    root.refuseUnknown();
    return configuration;
  }

  private static Duration outside(Fields root) {
    Fields fields = root.fields("outside");
    if (fields == null) {
      return Synthetic.INTERVAL;
    }
    Duration interval = fields.duration("interval", Synthetic.INTERVAL, Synthetic.TIMEOUT, DAY);
    fields.refuseUnknown();
    return interval;
  }

  private Map<String, DeviceEntry> devices(Fields root, Set<String> credentials) {
    Map<String, DeviceEntry> devices = new LinkedHashMap<>();
    new DeviceChecks(credentials, devices).take(root.list("devices"), problems);
    root.find("devices-csv")
        .ifPresent(
            name -> {
              Problems ofTable = new Problems(name);
              new DeviceChecks(credentials, devices)
                  .take(CsvTable.read(beside(name), ofTable), ofTable);
              report(ofTable);
            });
    DeviceChecks.checkParents(devices, problems);
    return devices;
  }

  private void report(Problems others) {
    try {
      others.refuse();
    } catch (ConfigurationException e) {
      e.problems().forEach(problems::add);
    }
  }

  /** A file that this one names. */
  private Path beside(String name) {
    Path named = file.toAbsolutePath().resolveSibling(name);
    files.add(named);
    return named;
  }

  private @Nullable DatabaseEntry database(Fields root) {
    Optional<DatabaseEntry> own = root.find("database").flatMap(text -> database(root, text));
    return overrides.database().or(() -> own).orElse(null);
  }

  private Optional<DatabaseEntry> database(Fields root, String text) {
    try {
      if (References.isOne(text)) {
        return Optional.of(DatabaseEntry.of(references.resolve(text).revealText()));
      }
      DatabaseEntry entry = DatabaseEntry.of(text);
      if (entry.password() != null) {
        throw new IllegalArgumentException(
            "holds a password, which must not stand in this file; write env:DATABASE_URL");
      }
      return Optional.of(entry);
    } catch (IllegalArgumentException e) {
      root.wrong("database", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Configuration.PingEntry ping(Fields root) {
    Duration interval = Duration.ofSeconds(30);
    Duration timeout = SECOND;
    int atOnce = USUAL_ECHOES;
    Fields ping = root.fields("ping");
    if (ping != null) {
      interval = ping.duration("interval", interval, SECOND, DAY);
      timeout = ping.duration("timeout", timeout, Duration.ofMillis(10), Duration.ofSeconds(30));
      atOnce = ping.number("at-once", atOnce, 1, 1_000_000);
      ping.refuseUnknown();
    }
    interval = overrides.pingInterval().orElse(interval);
    if (timeout.compareTo(interval) > 0) {
      root.wrong("ping", "has a timeout that is longer than its interval");
      timeout = interval;
    }
    return new Configuration.PingEntry(interval, timeout, overrides.pingsAtOnce().orElse(atOnce));
  }

  private List<Uplink> uplinks(Fields root, Set<String> devices) {
    List<Uplink> uplinks = new ArrayList<>();
    root.named("uplinks")
        .forEach(
            (name, fields) -> {
              Uplink.Builder uplink = Uplink.named(name);
              List<String> named = new ArrayList<>(fields.texts("witnesses"));
              named.forEach(uplink::witness);
              Optional<String> gateway = fields.find("gateway");
              gateway.ifPresent(uplink::gateway);
              gateway.ifPresent(named::add);
              if (fields.has("quorum")) {
                uplink.quorum(fields.number("quorum", 1, 1, 100));
              }
              for (String device : named) {
                if (!devices.contains(device)) {
                  fields
                      .problems()
                      .add(
                          fields.line(),
                          "uplink %s names '%s', which is no device%s"
                              .formatted(name, device, Words.nearest(device, devices)));
                }
              }
              try {
                uplinks.add(uplink.build());
              } catch (IllegalArgumentException e) {
                fields.problems().add(fields.line(), String.valueOf(e.getMessage()));
              }
              fields.refuseUnknown();
            });
    return uplinks;
  }

  private List<Rule> rules(Fields root) {
    List<Rule> rules = new ArrayList<>();
    for (String name : root.texts("rules")) {
      try {
        rules.addAll(RuleFile.read(beside(name)));
      } catch (RuleFileException e) {
        problems.add(new Problem(name, 0, String.valueOf(e.getMessage())));
      } catch (IOException e) {
        root.wrong("rules", "names %s, which cannot be read".formatted(name));
      }
    }
    return rules;
  }

  private WebEntry web(Fields root) {
    Fields web = root.fields("web");
    if (web == null) {
      return new WebEntry("127.0.0.1", USUAL_PORT, List.of(), List.of());
    }
    List<WebEntry.User> users = new ArrayList<>();
    for (Fields user : web.list("users")) {
      String hash = user.text("password-hash");
      if (!hash.matches("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}")) {
        user.wrong("password-hash", "must be what 'isp-monitor hash-password' prints");
      }
      users.add(new WebEntry.User(user.text("name"), hash, role(user)));
      user.refuseUnknown();
    }
    List<WebEntry.Token> tokens = new ArrayList<>();
    for (Fields token : web.list("tokens")) {
      String hash = token.text("sha256");
      if (!hash.matches("[0-9a-f]{64}")) {
        token.wrong("sha256", "must be 64 hexadecimal digits: printf %s TOKEN | sha256sum");
      }
      tokens.add(new WebEntry.Token(token.text("name"), hash, role(token)));
      token.refuseUnknown();
    }
    WebEntry entry =
        new WebEntry(
            web.text("bind", "127.0.0.1"),
            web.number("port", USUAL_PORT, 0, 65_535),
            users,
            tokens);
    web.refuseUnknown();
    return entry;
  }

  private static WebEntry.Role role(Fields fields) {
    return fields.oneOf("role", WebEntry.Role.class, WebEntry.Role.VIEWER);
  }

  private @Nullable InstanceEntry instance(Fields root) {
    Fields fields = root.fields("instance");
    Optional<String> id = overrides.instance();
    WhenAway whenAway = WhenAway.KEEP_SENDING;
    if (fields != null) {
      String own = fields.text("id", "");
      whenAway = fields.oneOf("when-away", WhenAway.class, whenAway);
      fields.refuseUnknown();
      id = id.or(() -> own.isEmpty() ? Optional.empty() : Optional.of(own));
      if (id.isEmpty()) {
        fields
            .problems()
            .add(fields.line(), "instance needs an id, or INSTANCE_ID in the environment");
      }
    }
    if (id.isPresent() && !root.has("database") && overrides.database().isEmpty()) {
      problems.add(
          fields == null ? 0 : fields.line(),
          "instance %s needs a database that it shares with the others; name one"
              .formatted(id.get()));
    }
    WhenAway policy = whenAway;
    return id.map(name -> new InstanceEntry(name, policy)).orElse(null);
  }
}
