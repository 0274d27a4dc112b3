package io.ispmonitor.app.web.http;

import io.ispmonitor.app.web.access.Caller;
import io.ispmonitor.app.web.access.Identity;
import io.ispmonitor.app.web.access.Role;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets requests in, or does not. Thread-safe. */
public final class Guard {
  /** The cookie of a session. */
  public static final String COOKIE = "isp-monitor-session";

  /** The header that changes by a session bring. */
  public static final String CSRF = "X-CSRF-Token";

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
  private static final String BEARER = "bearer ";
  private static final int LONGEST_SECRET = 500;

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 =
      Pattern.compile("\\[?([0-9a-fA-F.]*:[0-9a-fA-F:.]+)(%[^\\]]*)?]?");

  private final Identity identity;
  private final Set<InetAddress> proxies;

  /**
   * By this identity.
   *
   * @param proxies whose word is taken for from where a request comes
   */
  public Guard(Identity identity, Set<InetAddress> proxies) {
    this.identity = identity;
    this.proxies = Set.copyOf(proxies);
  }

  /**
   * Who makes a request; empty when nobody known does.
   *
   * @throws Refusal when it shows a token that is none, or comes by way of another page
   */
  public Optional<Caller> caller(Context ctx) {
    checkOrigin(ctx);
    InetAddress address = address(ctx);
    String shown = ctx.header("Authorization");
    if (shown != null) {
      return Optional.of(byToken(shown, address));
    }
    if (identity.access().isOpen()) {
      checkLocal(ctx, address);
      return Optional.of(identity.local(address));
    }
    String id = ctx.cookie(COOKIE);
    return id == null || id.length() > LONGEST_SECRET
        ? Optional.empty()
        : identity.bySession(id, address);
  }

  /**
   * Checks that a request may be made.
   *
   * @param needs the role that it takes
   * @param changes whether it changes anything
   */
  Caller admit(Context ctx, Role needs, boolean changes) {
    Caller caller =
        caller(ctx)
            .orElseThrow(
                () ->
                    Refusal.unknownCaller(
                        "%s %s: log in first, by POST /api/login, or show a token as 'Authorization: Bearer TOKEN'"
                            .formatted(ctx.method(), Body.shown(ctx.path()))));
    if (!caller.role().includes(needs)) {
      throw Refusal.forbidden(
          "%s is a %s, and this needs the role %s; ask an administrator"
              .formatted(caller.name(), caller.role().word(), needs.word()));
    }
    if (changes && !caller.mayWrite(ctx.header(CSRF))) {
      throw Refusal.forbidden(
          "a change needs the header %s with the value 'csrf' of /api/me; reload the page"
              .formatted(CSRF));
    }
    return caller;
  }

  /** Whether somebody who was let in may stay. */
  boolean mayStay(Caller caller) {
    return identity.stillIs(caller);
  }

  /** From where a request comes: its peer, or what a proxy says that is believed. */
  InetAddress address(Context ctx) {
    InetAddress from = literal(ctx.req().getRemoteAddr());
    String forwarded = ctx.header("X-Forwarded-For");
    if (forwarded == null || !proxies.contains(from)) {
      return from;
    }
    String[] way = forwarded.split(",", -1);
    for (int i = way.length - 1; i >= 0 && proxies.contains(from); i--) {
      from = literal(way[i].strip());
    }
    return from;
  }

  /** An address as it is written; a name is never looked up. */
  private static InetAddress literal(String address) {
    Matcher ipv6 = IPV6.matcher(address);
    try {
      if (ipv6.matches()) {
        return InetAddress.getByName("[" + ipv6.group(1) + "]");
      }
      if (IPV4.matcher(address).matches()) {
        return InetAddress.getByName(address);
      }
    } catch (UnknownHostException e) {
      throw noAddress(address); // it only looked like one
    }
    throw noAddress(address);
  }

  private static Refusal noAddress(String address) {
    return Refusal.badRequest(
        "X-Forwarded-For must name addresses, was '%s'".formatted(Body.shown(address)));
  }

  private Caller byToken(String shown, InetAddress address) {
    boolean fits =
        shown.length() <= LONGEST_SECRET && shown.toLowerCase(Locale.ROOT).startsWith(BEARER);
    return Optional.of(shown)
        .filter(is -> fits)
        .flatMap(is -> identity.byToken(is.substring(BEARER.length()).strip(), address))
        .orElseThrow(
            () ->
                Refusal.unknownCaller(
                    "the token that was shown is none of this server; send 'Authorization: Bearer TOKEN' with one of its configuration"));
  }

  /**
   * Only who is on this machine and asks for it by its own name: another page could have its name
   * lead here.
   */
  private static void checkLocal(Context ctx, InetAddress address) {
    String host = ctx.header("Host");
    if (host == null || !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw Refusal.forbidden(
          "without users only http://localhost and http://127.0.0.1 are served, not '%s'; configure users to serve others"
              .formatted(Body.shown(String.valueOf(host))));
    }
    boolean isPassedOn = ctx.header("X-Forwarded-For") != null || ctx.header("Forwarded") != null;
    if (isPassedOn || !address.isLoopbackAddress()) {
      throw Refusal.forbidden(
          "without users only this machine itself is served, not what is passed on for others; configure users to serve others");
    }
  }

  /** No other page speaks for who looks at it. */
  static void checkOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    String host = ctx.header("Host");
    boolean isOther = origin != null && !isSame(origin, host);
    if (isOther || "cross-site".equals(ctx.header("Sec-Fetch-Site"))) {
      throw Refusal.forbidden(
          "this comes from another page (%s), which may not speak for anybody here"
              .formatted(Body.shown(String.valueOf(origin))));
    }
  }

  private static boolean isSame(String origin, @Nullable String host) {
    int names = origin.indexOf("://");
    return host != null && names > 0 && origin.substring(names + 3).equalsIgnoreCase(host);
  }
}
