package io.ispmonitor.snmp;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What notifications are received, and how. Immutable.
 *
 * @param local where the socket is bound; port 0 for any free one
 * @param communities those that are accepted in versions 1 and 2c; none refuses both versions
 * @param users those of version 3; none refuses the version
 * @param engineId by what senders of informs know this receiver, 5 to 32 bytes; null for one that
 *     follows from the local address and port, and so stays the same
 * @param boots how often this engine was started; empty for the seconds from 2020 to its start by
 *     the wall clock, which is more at each start while the clock does not go back by more than the
 *     time between. Senders of informs refuse an engine whose boots became fewer.
 * @param receiveBytes the receive buffer that is wanted; the system may grant less
 * @param perSource how many notifications of one address are taken
 * @param inTotal how many are taken of all together
 * @param time the time it lives by
 * @param threads makes its three threads; null for daemon threads of its own
 */
public record SnmpTrapOptions(
    InetSocketAddress local,
    List<Secret> communities,
    List<SnmpCredentials.V3> users,
    @Nullable Octets engineId,
    OptionalInt boots,
    int receiveBytes,
    SnmpTrapLimit perSource,
    SnmpTrapLimit inTotal,
    TimeSource time,
    @Nullable ThreadFactory threads) {

  /** The port to which notifications are sent as a rule; a privileged one. */
  public static final int TRAP_PORT = 162;

  private static final int LEAST_ENGINE_BYTES = 5;
  private static final int MOST_ENGINE_BYTES = 32;

  /** Checks what belongs together, and copies the lists. */
  public SnmpTrapOptions {
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(perSource, "perSource");
    Objects.requireNonNull(inTotal, "inTotal");
    Objects.requireNonNull(time, "time");
    communities = List.copyOf(communities);
    users = List.copyOf(users);
    if (local.isUnresolved()) {
      throw new IllegalArgumentException(
          "SNMP traps: the local address '%s' is not known; give it in numbers"
              .formatted(local.getHostString()));
    }
    if (communities.isEmpty() && users.isEmpty()) {
      throw new IllegalArgumentException(
          "SNMP traps: neither a community nor a user is accepted, so that nothing could come in;"
              + " name one");
    }
    refuseTwice(users);
    if (receiveBytes < 1) {
      throw new IllegalArgumentException(
          "SNMP traps: the receive buffer must have at least 1 byte, was " + receiveBytes);
    }
    if (engineId != null
        && (engineId.length() < LEAST_ENGINE_BYTES || engineId.length() > MOST_ENGINE_BYTES)) {
      throw new IllegalArgumentException(
          "SNMP traps: an engine id must have %d to %d bytes, has %d"
              .formatted(LEAST_ENGINE_BYTES, MOST_ENGINE_BYTES, engineId.length()));
    }
    if (boots.isPresent() && (boots.getAsInt() < 0 || boots.getAsInt() == Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "SNMP traps: the boots must be from 0 to %d, were %d"
              .formatted(Integer.MAX_VALUE - 1, boots.getAsInt()));
    }
  }

  private static void refuseTwice(List<SnmpCredentials.V3> users) {
    Set<String> names = new HashSet<>();
    for (SnmpCredentials.V3 user : users) {
      if (!names.add(user.user())) {
        throw new IllegalArgumentException(
            "SNMP traps: the user '%s' is given twice; a receiver knows each by one password"
                .formatted(user.user()));
      }
    }
  }

  /** Begins to describe them: port 162 of any address, and nobody accepted yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same with another time. */
  public SnmpTrapOptions time(TimeSource other) {
    return in(other, threads);
  }

  /** The same with the host's threads. */
  public SnmpTrapOptions threads(ThreadFactory other) {
    return in(time, other);
  }

  private SnmpTrapOptions in(TimeSource otherTime, @Nullable ThreadFactory otherThreads) {
    return new SnmpTrapOptions(
        local,
        communities,
        users,
        engineId,
        boots,
        receiveBytes,
        perSource,
        inTotal,
        otherTime,
        otherThreads);
  }

  /** Describes options. Not thread-safe. */
  public static final class Builder {
    private InetSocketAddress local = new InetSocketAddress(TRAP_PORT);
    private final List<Secret> communities = new ArrayList<>();
    private final List<SnmpCredentials.V3> users = new ArrayList<>();
    private @Nullable Octets engineId;
    private OptionalInt boots = OptionalInt.empty();
    private int receiveBytes = 4 << 20;
    private SnmpTrapLimit perSource = new SnmpTrapLimit(10, 50);
    private SnmpTrapLimit inTotal = new SnmpTrapLimit(1_000, 10_000);
    private TimeSource time = TimeSource.system();
    private @Nullable ThreadFactory threads;

    private Builder() {}

    /** Receives at this port of any address. */
    public Builder port(int port) {
      return local(new InetSocketAddress(port));
    }

    /** Receives at this address and port. */
    public Builder local(InetSocketAddress address) {
      this.local = address;
      return this;
    }

    /** Accepts a community, in versions 1 and 2c. */
    public Builder community(Secret community) {
      communities.add(community);
      return this;
    }

    /** Accepts a user of version 3, who has to sign and encrypt just as is said here. */
    public Builder user(SnmpCredentials.V3 user) {
      users.add(user);
      return this;
    }

    /** Is known to senders of informs by this; needed where several receivers share a network. */
    public Builder engineId(Octets id) {
      this.engineId = id;
      return this;
    }

    /** How often this engine was started, for hosts that count it. */
    public Builder boots(int count) {
      this.boots = OptionalInt.of(count);
      return this;
    }

    /** The receive buffer that is wanted; 4 MB otherwise. */
    public Builder receiveBytes(int bytes) {
      this.receiveBytes = bytes;
      return this;
    }

    /** How many notifications of one address are taken; 10 each second and 50 at once otherwise. */
    public Builder perSource(SnmpTrapLimit limit) {
      this.perSource = limit;
      return this;
    }

    /** How many of all together; 1,000 each second and 10,000 at once otherwise. */
    public Builder inTotal(SnmpTrapLimit limit) {
      this.inTotal = limit;
      return this;
    }

    /** The time it lives by; the machine's otherwise. */
    public Builder time(TimeSource source) {
      this.time = source;
      return this;
    }

    /** Makes its threads. */
    public Builder threads(ThreadFactory factory) {
      this.threads = factory;
      return this;
    }

    /** The options. */
    public SnmpTrapOptions build() {
      return new SnmpTrapOptions(
          local,
          communities,
          users,
          engineId,
          boots,
          receiveBytes,
          perSource,
          inTotal,
          time,
          threads);
    }
  }
}
