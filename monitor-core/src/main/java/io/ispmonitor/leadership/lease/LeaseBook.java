package io.ispmonitor.leadership.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Leases and instances, and what each call does to them. Guarded by its owner. */
final class LeaseBook {
  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<String, InstanceStatus> instances = new TreeMap<>();

  RollCall call(
      String scope, InstanceStatus me, long token, @Nullable String replaces, Instant now) {
    InstanceStatus known = instances.get(me.id());
    boolean isSame = known != null && known.incarnation().equals(me.incarnation());
    boolean isMine =
        known == null || isSame || known.hasLeft() || known.incarnation().equals(replaces);
    if (isMine) {
      instances.put(me.id(), me.seen(now, known != null && isSame ? known.beats() + 1 : 1));
      if (holds(scope, token, me)) {
        leases.put(scope, lease(scope).kept());
      }
    }
    List<InstanceStatus> all = new ArrayList<>(instances.values());
    return new RollCall(lease(scope), all, isMine);
  }

  Lease take(Lease seen, InstanceStatus by) {
    Lease is = lease(seen.scope());
    if (is.equals(seen)) {
      leases.put(seen.scope(), is.taken(by));
    }
    return lease(seen.scope());
  }

  Lease release(String scope, long token, InstanceStatus by, @Nullable String heir) {
    if (holds(scope, token, by)) {
      leases.put(scope, lease(scope).released(heir));
    }
    return lease(scope);
  }

  void leave(InstanceStatus me) {
    instances.computeIfPresent(
        me.id(),
        (id, known) -> known.incarnation().equals(me.incarnation()) ? known.left() : known);
  }

  /** The holder has ended without a word. */
  void free(String scope) {
    leases.put(scope, lease(scope).released(null));
  }

  Lease lease(String scope) {
    return leases.getOrDefault(scope, Lease.unheld(scope));
  }

  private boolean holds(String scope, long token, InstanceStatus who) {
    Lease is = lease(scope);
    return token > 0 && is.token() == token && is.isHeldBy(who.incarnation());
  }

  /** All of it as text. */
  Properties write() {
    Properties text = new Properties();
    int n = 0;
    for (Lease one : leases.values()) {
      Fields to = new Fields(text, "lease." + n++ + ".");
      to.put("scope", one.scope());
      to.put("token", Long.toString(one.token()));
      to.put("version", Long.toString(one.version()));
      to.put("holder", one.holder());
      to.put("holderId", one.holderId());
      to.put("heir", one.heir());
      to.put("origin", one.origin());
      to.put("sinceToken", Long.toString(one.sinceToken()));
    }
    n = 0;
    for (InstanceStatus one : instances.values()) {
      Fields to = new Fields(text, "instance." + n++ + ".");
      to.put("id", one.id());
      to.put("incarnation", one.incarnation());
      to.put("place", one.place());
      to.put("mode", one.mode().name());
      to.put("host", one.host());
      to.put("process", Long.toString(one.process()));
      to.put("version", one.version());
      to.put("lease", one.lease().toString());
      to.put("startedAt", one.startedAt().toString());
      to.put("seenAt", one.seenAt().toString());
      to.put("beats", Long.toString(one.beats()));
      to.put("isReady", Boolean.toString(one.isReady()));
      to.put("hasLeft", Boolean.toString(one.hasLeft()));
    }
    return text;
  }

  /**
   * Reads what {@link #write} gave.
   *
   * @throws RuntimeException when it is damaged
   */
  static LeaseBook read(Properties text) {
    LeaseBook book = new LeaseBook();
    for (int n = 0; text.containsKey("lease." + n + ".scope"); n++) {
      Fields of = new Fields(text, "lease." + n + ".");
      String scope = of.get("scope");
      book.leases.put(
          scope,
          new Lease(
              scope,
              of.number("token"),
              of.number("version"),
              of.maybe("holder"),
              of.maybe("holderId"),
              of.maybe("heir"),
              of.maybe("origin"),
              of.number("sinceToken")));
    }
    for (int n = 0; text.containsKey("instance." + n + ".id"); n++) {
      Fields of = new Fields(text, "instance." + n + ".");
      String id = of.get("id");
      book.instances.put(
          id,
          new InstanceStatus(
              id,
              of.get("incarnation"),
              of.maybe("place"),
              InstanceMode.of(of.get("mode")),
              of.get("host"),
              of.number("process"),
              of.get("version"),
              Duration.parse(of.get("lease")),
              Instant.parse(of.get("startedAt")),
              Instant.parse(of.get("seenAt")),
              of.number("beats"),
              Boolean.parseBoolean(of.get("isReady")),
              Boolean.parseBoolean(of.get("hasLeft"))));
    }
    return book;
  }

  /** The fields of one thing. */
  private record Fields(Properties text, String prefix) {
    void put(String name, @Nullable String value) {
      if (value != null) {
        text.setProperty(prefix + name, value);
      }
    }

    @Nullable String maybe(String name) {
      return text.getProperty(prefix + name);
    }

    String get(String name) {
      String value = maybe(name);
      if (value == null) {
        throw new IllegalArgumentException(prefix + name + " is missing");
      }
      return value;
    }

    long number(String name) {
      return Long.parseLong(get(name));
    }
  }
}
