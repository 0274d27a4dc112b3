package io.ispmonitor.app.web;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Identity;
import io.ispmonitor.app.web.access.Sessions;
import io.ispmonitor.app.web.api.Api;
import io.ispmonitor.app.web.http.Assets;
import io.ispmonitor.app.web.http.Errors;
import io.ispmonitor.app.web.http.Guard;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.app.web.http.SecurityHeaders;
import io.ispmonitor.app.web.http.Streams;
import io.ispmonitor.time.Wakeup;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page and the API of a site over HTTP.
 *
 * <pre>{@code
 * try (WebServer web = WebServer.start(site, WebSettings.local(8080))) {
 *   log.info("http://127.0.0.1:{}/", web.port());
 *   ...
 * }
 * }</pre>
 *
 * <p>It may run before there is a site, and go on when there is none any more: the API then answers
 * 503 and tells who is in charge. The site stays its owner's, and is not closed. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int PING_EVERY = 15;

  private final WebSettings settings;
  private final Identity identity;
  private final Streams streams;
  private final Api api;
  private final Javalin http;
  private final Wakeup clock;
  private @Nullable Routes routes;
  private volatile Optional<Site> site = Optional.empty();
  private int ticks;

  private WebServer(WebSettings settings) {
    this.settings = settings;
    checkAccess(settings.access);
    identity =
        new Identity(settings.access, new Sessions(settings.time, settings.idle, settings.whole));
    Guard guard = new Guard(identity, settings.proxies);
    AuditLog audit = new AuditLog(settings.auditFile);
    streams = new Streams(settings.streams, settings.patience, guard);
    api =
        new Api(
            new Api.Parts(
                identity,
                audit,
                streams,
                settings.time,
                settings.secureCookies,
                settings.lease,
                settings.instances,
                settings.checks));
    http = Javalin.create(config -> configure(config, guard, audit));
    http.start();
    clock = settings.time.drive("isp-monitor-web", this::tick, WebServer::daemon);
  }

  /**
   * Begins to serve, without a site as yet.
   *
   * @throws IllegalArgumentException when others than this machine could come in and there are no
   *     users
   * @throws io.javalin.util.JavalinBindException when the port is taken
   */
  public static WebServer start(WebSettings settings) {
    WebServer server = new WebServer(settings);
    LOG.info("WEB_STARTED http://{}:{}/, {}", settings.host, server.port(), settings.access);
    return server;
  }

  /** Begins to serve a site; see {@link #start(WebSettings)}. */
  public static WebServer start(Site site, WebSettings settings) {
    WebServer server = start(settings);
    server.replace(site);
    return server;
  }

  private void configure(JavalinConfig config, Guard guard, AuditLog audit) {
    HttpSettings.apply(config, settings.host, settings.port);
    config.routes.before(SecurityHeaders::add);
    Errors.add(config.routes);
    Routes all = new Routes(config.routes, guard, audit, settings.time, () -> site);
    api.add(all);
    new Assets().add(config.routes);
    routes = all;
  }

  /** Serves another site from now on, or none; streams of events end, and their readers return. */
  public void replace(@Nullable Site other) {
    site = Optional.ofNullable(other);
    api.siteChanged();
    streams.endAll();
  }

  /**
   * Lets others in from now on.
   *
   * @throws IllegalArgumentException when there are no users, and others than this machine could
   *     come in; it stays as it was
   */
  public void use(Access access) {
    checkAccess(access);
    identity.use(access);
    LOG.info("WEB_ACCESS {}", access);
  }

  /** At which port. */
  public int port() {
    return http.port();
  }

  /** How many streams of events are open. */
  int streams() {
    return streams.size();
  }

  /** All routes of the API. */
  List<Routes.Added> routes() {
    return routes == null ? List.of() : routes.added();
  }

  /** Ends within a second: no thread, no connection is left. Does nothing the second time. */
  @Override
  public void close() {
    clock.close();
    api.close();
    streams.close();
    http.stop();
  }

  private long tick(long now) {
    api.tick();
    streams.check();
    ticks++;
    if (ticks % PING_EVERY == 0) {
      streams.ping();
    }
    return now + SECOND;
  }

  private void checkAccess(Access access) {
    if (access.isOpen() && !isLoopback(settings.host)) {
      throw new IllegalArgumentException(
          "web: at %s others could come in, and there are no users; configure users, or serve at 127.0.0.1"
              .formatted(settings.host));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "web: '%s' is no address of this machine; give one such as 127.0.0.1".formatted(host), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
