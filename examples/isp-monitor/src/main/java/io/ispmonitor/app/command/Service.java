package io.ispmonitor.app.command;

import com.zaxxer.hikari.HikariDataSource;
import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.config.DatabaseEntry;
import io.ispmonitor.app.config.InstanceEntry;
import io.ispmonitor.app.config.WebEntry;
import io.ispmonitor.app.service.DeadMan;
import io.ispmonitor.app.service.Systemd;
import io.ispmonitor.app.site.ConfiguredSite;
import io.ispmonitor.app.site.SimulatedSite;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.site.SiteInTurn;
import io.ispmonitor.app.web.WebServer;
import io.ispmonitor.app.web.WebSettings;
import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.ApiToken;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.access.User;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.instance.Instance;
import io.ispmonitor.jdbc.JdbcLeases;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that runs: a site, alone or in turn with other instances, the console that shows it,
 * and what keeps it alive. Closing ends all of it, last first. Thread-safe.
 */
final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  /** A loop that has stood still for so long hangs. */
  private static final Duration HANGS = Duration.ofMinutes(1);

  private final TimeSource time = TimeSource.system();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Path data;
  private final WebServer web;
  private volatile @Nullable Site site;
  private volatile @Nullable WatchedSite watched;
  private volatile @Nullable SiteInTurn turns;
  private volatile @Nullable DeadMan deadMan;
  private boolean isClosed;

  private Service(Path data, WebSettings settings) {
    this.data = data;
    this.web =
        kept(
            WebServer.start(
                settings
                    .auditFile(data.resolve("audit.jsonl"))
                    .lease(this::leaseWords, this::instances)
                    .checks(this::checks)));
  }

  /**
   * Watches the simulated provider.
   *
   * @param port of the console on loopback; 0 for any that is free
   * @param environment where systemd says how it wants to hear of it
   */
  static Service simulated(Path data, int port, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(data);
    return begun(
        new Service(data, WebSettings.local(port)),
        environment,
        service ->
            service.show(
                service.kept(
                    SimulatedSite.start(
                        data.resolve("simulated"), service.time, ZoneId.systemDefault()))));
  }

  /** Watches what a configuration names. */
  static Service configured(Configuration configuration, Path data, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(data);
    WebEntry entry = configuration.web();
    Service service =
        new Service(data, WebSettings.at(entry.bind(), entry.port()).access(access(configuration)));
    return begun(service, environment, it -> it.watch(configuration));
  }

  private static Service begun(
      Service service, Map<String, String> environment, Beginning beginning) throws IOException {
    boolean runs = false;
    try {
      beginning.of(service);
      Systemd systemd = service.kept(Systemd.of(environment, service.time, service::trouble));
      systemd.ready("console at " + service.address());
      runs = true;
      return service;
    } finally {
      if (!runs) {
        service.close();
      }
    }
  }

  private void watch(Configuration configuration) throws IOException {
    WatchedSite opening = new WatchedSite(configuration, data, this::instances);
    watched = opening;
    InstanceEntry instance = configuration.instance();
    DatabaseEntry database = configuration.database();
    if (instance == null || database == null) {
      show(kept(opening.open(Leadership.always())));
    } else {
      HikariDataSource leases = kept(ConfiguredSite.pool(database));
      turns =
          kept(
              SiteInTurn.start(
                  Instance.builder(instance.id(), JdbcLeases.postgresql(leases))
                      .whenAway(instance.whenAway())
                      .whileWaiting(() -> ConfiguredSite.waiting(configuration, data))
                      .place(data)
                      .time(time),
                  opening::open,
                  this::show));
    }
    Secret heartbeat = configuration.heartbeat();
    if (heartbeat != null) {
      deadMan = kept(DeadMan.calling(heartbeat, time, this::trouble));
    }
  }

  private void show(@Nullable Site shown) {
    site = shown;
    WatchedSite known = watched;
    if (shown == null && known != null) {
      known.ended();
    }
    web.replace(shown);
  }

  /** Takes over what of a configuration can change while it runs. */
  void use(Configuration other) {
    web.use(access(other));
    WatchedSite known = watched;
    if (known != null) {
      known.use(other);
    }
  }

  /** Who may use the console. */
  static Access access(Configuration configuration) {
    WebEntry web = configuration.web();
    if (web.users().isEmpty() && web.tokens().isEmpty()) {
      return Access.open();
    }
    return Access.of(
        web.users().stream()
            .map(user -> new User(user.name(), Secret.of(user.hash()), role(user.role())))
            .toList(),
        web.tokens().stream()
            .map(token -> new ApiToken(token.name(), token.hash(), role(token.role())))
            .toList());
  }

  private static Role role(WebEntry.Role role) {
    return Role.of(role.name().toLowerCase(Locale.ROOT));
  }

  /** Where the console is. */
  String address() {
    return "http://127.0.0.1:" + web.port();
  }

  /** Why it does not do its work any more; empty while it does. */
  Optional<String> trouble() {
    Site shown = site;
    return shown == null ? Optional.empty() : shown.monitor().stall(HANGS);
  }

  private String leaseWords() {
    SiteInTurn inTurn = turns;
    return inTurn == null ? "this instance runs alone" : inTurn.lease().detail();
  }

  private List<HealthCheck> checks() {
    DeadMan calls = deadMan;
    return calls == null ? List.of() : List.of(calls.health());
  }

  private List<InstanceStatus> instances() {
    SiteInTurn inTurn = turns;
    return inTurn == null ? List.of() : inTurn.instances();
  }

  private <T extends AutoCloseable> T kept(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} could not be closed", part, e);
      }
    }
  }

  /** What a service does first. */
  private interface Beginning {

    void of(Service service) throws IOException;
  }
}
