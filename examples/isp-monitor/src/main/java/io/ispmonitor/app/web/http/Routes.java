package io.ispmonitor.app.web.http;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Caller;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.time.TimeSource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adds routes, each behind the guard. Used by one thread, before the server starts. */
public final class Routes {
  private final RoutesConfig http;
  private final Guard guard;
  private final AuditLog audit;
  private final TimeSource time;
  private final Supplier<Optional<Site>> site;
  private final List<Added> added = new ArrayList<>();

  /**
   * A route there is.
   *
   * @param method of HTTP
   * @param path with parts such as {@code {id}}
   * @param needs the role it takes; null for none
   */
  public record Added(String method, String path, @Nullable Role needs) {}

  /** To be added here. */
  public Routes(
      RoutesConfig http,
      Guard guard,
      AuditLog audit,
      TimeSource time,
      Supplier<Optional<Site>> site) {
    this.http = http;
    this.guard = guard;
    this.audit = audit;
    this.time = time;
    this.site = site;
  }

  /** Reads something, for who may see all. */
  public Routes get(String path, Route route) {
    return add(HandlerType.GET, path, Role.VIEWER, route);
  }

  /** Reads something, for this role. */
  public Routes get(String path, Role needs, Route route) {
    return add(HandlerType.GET, path, needs, route);
  }

  /** Begins or makes something. */
  public Routes post(String path, Role needs, Route route) {
    return add(HandlerType.POST, path, needs, route);
  }

  /** Sets something. */
  public Routes put(String path, Role needs, Route route) {
    return add(HandlerType.PUT, path, needs, route);
  }

  /** Takes something back. */
  public Routes delete(String path, Role needs, Route route) {
    return add(HandlerType.DELETE, path, needs, route);
  }

  /** Reads something that anybody may; the caller is told where they are known. */
  public Routes getForAll(String path, Route route) {
    http.get(path, ctx -> route.answer(call(ctx, guard.caller(ctx).orElse(null))));
    added.add(new Added("GET", path, null));
    return this;
  }

  /** Something that nobody has to be known for; no other page may do it. */
  public Routes postForAll(String path, Route route) {
    http.post(
        path,
        ctx -> {
          Guard.checkOrigin(ctx);
          route.answer(call(ctx, null));
        });
    added.add(new Added("POST", path, null));
    return this;
  }

  /** A WebSocket, for who may see all. */
  public Routes socket(String path, Sockets sockets) {
    http.wsBeforeUpgrade(
        path, ctx -> sockets.admit(call(ctx, guard.admit(ctx, Role.VIEWER, false))));
    http.ws(path, sockets);
    added.add(new Added("GET", path, Role.VIEWER));
    return this;
  }

  /** All that were added, in their order. */
  public List<Added> added() {
    return List.copyOf(added);
  }

  private Routes add(HandlerType method, String path, Role needs, Route route) {
    boolean changes = !method.equals(HandlerType.GET);
    http.addHttpHandler(
        method, path, ctx -> route.answer(call(ctx, guard.admit(ctx, needs, changes))));
    added.add(new Added(method.name(), path, needs));
    return this;
  }

  private Call call(Context ctx, @Nullable Caller caller) {
    return new Call(ctx, caller, guard.address(ctx), site.get(), audit, time);
  }
}
