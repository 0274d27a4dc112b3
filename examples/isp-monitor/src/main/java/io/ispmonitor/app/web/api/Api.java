package io.ispmonitor.app.web.api;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Identity;
import io.ispmonitor.app.web.access.LoginLimits;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.app.web.http.Streams;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All routes of the API. */
public final class Api implements AutoCloseable {
  private final EventsApi events;
  private final MeApi me;
  private final HealthApi health;
  private final Reports reports;
  private final AvailabilityApi availability;
  private final CapacityApi capacity;
  private final AuditLog audit;

  /**
   * What the routes need of the server.
   *
   * @param identity who may do what
   * @param audit what was done
   * @param streams the streams of events there are
   * @param time the time by which logins are limited
   * @param secureCookies whether cookies are for https alone
   * @param lease who is in charge, in words
   * @param instances the instances there are
   * @param checks what else belongs to the health of it all
   */
  public record Parts(
      Identity identity,
      AuditLog audit,
      Streams streams,
      TimeSource time,
      boolean secureCookies,
      Supplier<String> lease,
      Supplier<List<InstanceStatus>> instances,
      Supplier<List<HealthCheck>> checks) {}

  /** Of these parts. */
  public Api(Parts parts) {
    events = new EventsApi(parts.streams(), this::prepare);
    me =
        new MeApi(
            parts.identity(),
            new LoginLimits(parts.time()),
            parts.audit(),
            parts.time(),
            parts.secureCookies());
    reports = new Reports(parts.time());
    availability = new AvailabilityApi(reports);
    capacity = new CapacityApi(reports);
    audit = parts.audit();
    health =
        new HealthApi(parts.lease(), parts.instances(), () -> checks(parts.checks().get(), audit));
  }

  /** Adds all routes; those with fixed names come before those with parts. */
  public void add(Routes routes) {
    me.add(routes);
    events.add(routes);
    StatusApi.add(routes);
    HistoryApi.add(routes);
    DeviceApi.add(routes);
    AlertApi.add(routes);
    MaintenanceApi.add(routes);
    StorageApi.add(routes);
    AnomalyApi.add(routes);
    MetricsApi.add(routes);
    AuditApi.add(routes, audit);
    availability.add(routes);
    capacity.add(routes);
    new DescriptionApi().add(routes);
    health.add(routes);
  }

  private void prepare(Site site) {
    availability.prepare(site);
    capacity.prepare(site);
  }

  private static List<HealthCheck> checks(List<HealthCheck> others, AuditLog audit) {
    List<HealthCheck> all = new ArrayList<>(others);
    all.add(audit.health());
    return all;
  }

  /** There is another site, or none any more. */
  public void siteChanged() {
    reports.forget();
  }

  /** What is done every second. */
  public void tick() {
    events.tick();
  }

  /** Ends what it does by itself. */
  @Override
  public void close() {
    reports.close();
  }
}
