package io.ispmonitor.testkit.snmp;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.time.TimeSource;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * How {@link SimulatedAgents} are hosted. Immutable.
 *
 * @param time by which the agents' clocks go, their counters count and slow ones answer. Packets
 *     are taken at once, also where time stands still
 * @param threads makes the thread; null for one of our own, which ends with the process
 * @param first the address of the first agent, for agents with one address each and one port for
 *     all; null for agents at 127.0.0.1 with a port each
 * @param accepted by what agents may be asked unless they are told otherwise
 */
public record AgentOptions(
    TimeSource time,
    @Nullable ThreadFactory threads,
    @Nullable InetSocketAddress first,
    List<SnmpCredentials> accepted) {

  /** Checks the address and copies the list. */
  public AgentOptions {
    Objects.requireNonNull(time, "time");
    accepted = List.copyOf(accepted);
    if (first != null && (first.isUnresolved() || !first.getAddress().isLoopbackAddress())) {
      throw new IllegalArgumentException(
          "simulated agents: the first address must be on loopback, such as 127.64.0.1, was "
              + first);
    }
  }

  /** The machine's time, a port for each agent, and the community "public" in versions 1 and 2c. */
  public static AgentOptions defaults() {
    Secret open = Secret.of("public");
    return new AgentOptions(
        TimeSource.system(),
        null,
        null,
        List.of(new SnmpCredentials.V1(open), new SnmpCredentials.V2c(open)));
  }

  /** The same with another time. */
  public AgentOptions time(TimeSource other) {
    return new AgentOptions(other, threads, first, accepted);
  }

  /** The same with the host's threads. */
  public AgentOptions threads(ThreadFactory other) {
    return new AgentOptions(time, other, first, accepted);
  }

  /**
   * The same, with an address for each agent, counted up from this one, and its port for all. With
   * port 0 all take the one that the first happens to get. On Linux all of 127.0.0.0/8 is there;
   * elsewhere the addresses must be set up.
   */
  public AgentOptions addresses(InetSocketAddress firstOfAll) {
    return new AgentOptions(time, threads, firstOfAll, accepted);
  }

  /** The same, to be asked by exactly these. */
  public AgentOptions accepting(SnmpCredentials... others) {
    return new AgentOptions(time, threads, first, List.of(others));
  }
}
