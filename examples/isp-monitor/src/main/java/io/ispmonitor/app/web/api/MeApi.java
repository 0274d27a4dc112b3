package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.AuditEntry;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Caller;
import io.ispmonitor.app.web.access.Identity;
import io.ispmonitor.app.web.access.LoginLimits;
import io.ispmonitor.app.web.access.Role;
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
import java.util.concurrent.Semaphore;

/** Logging in and out, and who one is. */
final class MeApi {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PASSWORD = 1_000;
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Identity identity;
  private final LoginLimits limits;
  private final AuditLog audit;
  private final TimeSource time;
  private final boolean secureCookies;

  /** A password takes a processor some tenths of a second; no more than these at once. */
  private final Semaphore checking = new Semaphore(2);

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
    this.secureCookies = secureCookies;
  }

  void add(Routes routes) {
    routes
        .postForAll("/api/login", this::login)
        .post("/api/logout", Role.VIEWER, this::logout)
        .getForAll("/api/me", call -> call.json(me(call, call.caller())));
  }

  private void login(Call call) {
    Body body = call.body("user", "password");
    String name = body.text("user", LONGEST_NAME);
    String password = body.text("password", LONGEST_PASSWORD);
    InetAddress address = call.address();
    Optional<Duration> wait = limits.begin(name, address);
    if (wait.isPresent()) {
      note(name, "", address, "login.refused");
      throw Refusal.tooOften(
          "too many logins for '%s' or from %s have failed; wait %d s"
              .formatted(name, address.getHostAddress(), wait.get().toSeconds() + 1),
          wait.get());
    }
    User user =
        verified(name, password)
            .orElseThrow(
                () -> {
                  note(name, "", address, "login.failed");
                  return Refusal.unknownCaller(
                      "user '%s' is not known, or the password is another one".formatted(name));
                });
    limits.succeeded(name, address);
    note(name, user.role().word(), address, "login");
    String id = identity.begin(user);
    call.http().header("Set-Cookie", cookie(id, ""));
    Caller caller =
        identity
            .bySession(id, address)
            .orElseThrow(() -> Refusal.unknownCaller("user '%s' was just removed".formatted(name)));
    call.json(me(call, caller));
  }

  private Optional<User> verified(String name, String password) {
    if (!checking.tryAcquire()) {
      throw Refusal.tooOften("others are logging in just now; try again", AGAIN);
    }
    try {
      return identity.access().login(name, password);
    } finally {
      checking.release();
    }
  }

  private void logout(Call call) {
    Caller caller = call.caller();
    identity.end(caller);
    note(caller.name(), caller.role().word(), caller.address(), "logout");
    call.http().header("Set-Cookie", cookie("", "; Max-Age=0"));
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

  private String cookie(String value, String more) {
    String secure = secureCookies ? "; Secure" : "";
    return Guard.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + more;
  }

  private void note(String name, String role, InetAddress address, String action) {
    audit.add(
        new AuditEntry(time.instant(), name, role, address.getHostAddress(), action, name, ""));
  }
}
