package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.AuditEntry;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Caller;
import io.ispmonitor.app.web.access.Identity;
import io.ispmonitor.app.web.access.KnownBrowser;
import io.ispmonitor.app.web.access.LoginLimits;
import io.ispmonitor.app.web.access.Origin;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.access.Seldom;
import io.ispmonitor.app.web.access.User;
import io.ispmonitor.app.web.http.Body;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Guard;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Logging in and out, and who one is. */
final class MeApi {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PASSWORD = 1_000;
  private static final int MOST_REFUSALS = 10;
  private static final String BROWSER = "isp-monitor-browser";
  private static final long BROWSER_KEPT = Duration.ofDays(180).toSeconds();

  private final Identity identity;
  private final LoginLimits limits;
  private final AuditLog audit;
  private final TimeSource time;
  private final boolean secureCookies;

  private final Seldom refusals;
  private final PasswordChecks passwords = new PasswordChecks();

  MeApi(
      Identity identity,
      LoginLimits limits,
      AuditLog audit,
      TimeSource time,
      boolean secureCookies) {
    this.identity = identity;
    this.limits = limits;
    this.audit = audit;
    this.time = time;
    this.refusals = new Seldom(time, MOST_REFUSALS);
    this.secureCookies = secureCookies;
  }

  void add(Routes routes) {
    routes
        .postForAll("/api/login", this::login)
        .post("/api/logout", Role.VIEWER, this::logout)
        .getForAll("/api/me", call -> call.json(me(call, call.caller())));
  }

  private void login(Call call) throws InterruptedException {
    Body body = call.body("user", "password");
    String name = body.text("user", LONGEST_NAME);
    String password = body.text("password", LONGEST_PASSWORD);
    InetAddress address = call.address();
    Origin origin = origin(call, name);
    Optional<Duration> wait = limits.begin(name, origin);
    if (wait.isPresent()) {
      refused(name, address);
      throw Refusal.tooOften(
          "too many logins for '%s' or from %s have failed; wait %d s, or use a browser or a machine from which '%s' has logged in before"
              .formatted(name, address.getHostAddress(), wait.get().toSeconds() + 1, name),
          wait.get());
    }
    User user =
        verified(name, password, origin)
            .orElseThrow(
                () -> {
                  note(name, "", address, "login.failed", "");
                  return Refusal.unknownCaller(
                      "user '%s' is not known, or the password is another one".formatted(name));
                });
    limits.succeeded(name, origin);
    note(name, user.role().word(), address, "login", "");
    begin(call, user);
  }

  /** The browser, where this user has logged in there, and the address otherwise. */
  private Origin origin(Call call, String name) {
    return Optional.ofNullable(call.http().cookie(BROWSER))
        .flatMap(mark -> identity.access().user(name).flatMap(user -> KnownBrowser.of(user, mark)))
        .map(Origin::ofBrowser)
        .orElseGet(() -> Origin.of(call.address()));
  }

  private Optional<User> verified(String name, String password, Origin origin)
      throws InterruptedException {
    boolean isKnown = limits.isKnown(name, origin);
    try {
      return passwords.check(identity.access(), name, password, isKnown);
    } catch (Refusal e) {
      limits.takeBack(name, origin);
      throw e;
    }
  }

  private void begin(Call call, User user) {
    String id = identity.begin(user);
    var answer = call.http().res();
    answer.addHeader("Set-Cookie", cookie(Guard.COOKIE, id, "/", ""));
    String kept = "; Max-Age=" + BROWSER_KEPT;
    answer.addHeader("Set-Cookie", cookie(BROWSER, KnownBrowser.mark(user), "/api/login", kept));
    Caller caller =
        identity
            .bySession(id, call.address())
            .orElseThrow(
                () -> Refusal.unknownCaller("user '%s' was just removed".formatted(user.name())));
    call.json(me(call, caller));
  }

  private void logout(Call call) {
    Caller caller = call.caller();
    identity.end(caller);
    note(caller.name(), caller.role().word(), caller.address(), "logout", "");
    call.http().header("Set-Cookie", cookie(Guard.COOKIE, "", "/", "; Max-Age=0"));
    call.done();
  }

  private ObjectNode me(Call call, Caller caller) {
    Optional<Site> site = call.maybeSite();
    return Json.object()
        .put("user", caller.name())
        .put("role", caller.role().word())
        .put("csrf", caller.csrf())
        .put("login", !identity.access().isOpen())
        .put("site", site.map(Site::name).orElse(null))
        .put("zone", site.map(Site::zone).map(ZoneId::getId).orElse(null))
        .put("version", version());
  }

  private static String version() {
    String version = MeApi.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private String cookie(String name, String value, String path, String more) {
    String secure = secureCookies ? "; Secure" : "";
    return "%s=%s; Path=%s; HttpOnly; SameSite=Strict%s%s"
        .formatted(name, value, path, secure, more);
  }

  /** Who is refused may try as often as they like, and what others did must not be pushed out. */
  private void refused(String name, InetAddress address) {
    refusals
        .pass()
        .ifPresent(
            more ->
                note(
                    name,
                    "",
                    address,
                    "login.refused",
                    more == 0 ? "" : "and %d more before".formatted(more)));
  }

  private void note(String name, String role, InetAddress address, String action, String detail) {
    audit.add(
        new AuditEntry(time.instant(), name, role, address.getHostAddress(), action, name, detail));
  }
}
