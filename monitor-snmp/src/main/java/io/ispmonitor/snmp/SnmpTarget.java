package io.ispmonitor.snmp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how an agent is asked. Immutable; any thread. Keep one for each device and ask again
 * with it: what is learnt of the agent is found by it.
 *
 * @param address the agent's address
 * @param port the agent's UDP port, 161 as a rule
 * @param credentials by what it lets us ask
 * @param context the context of SNMPv3; empty for the default one
 * @param timeout how long to wait for an answer before the question is sent again, or given up
 * @param retries how often a question is sent again, 0 to 10
 */
public record SnmpTarget(
    InetAddress address,
    int port,
    SnmpCredentials credentials,
    String context,
    Duration timeout,
    int retries) {

  /** The port of agents. */
  public static final int AGENT_PORT = 161;

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(10);
  private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
  private static final int USUAL_RETRIES = 1;
  private static final int MOST_RETRIES = 10;
  private static final int MOST_PORT = 65_535;

  /** Checks the ranges. */
  public SnmpTarget {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(context, "context");
    String who = "SNMP target " + address.getHostAddress();
    if (port < 1 || port > MOST_PORT) {
      throw new IllegalArgumentException(
          "%s: the port must be from 1 to %d, was %d".formatted(who, MOST_PORT, port));
    }
    if (timeout.compareTo(LEAST_TIMEOUT) < 0 || timeout.compareTo(MOST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "%s: the timeout must be from %s to %s, was %s"
              .formatted(who, LEAST_TIMEOUT, MOST_TIMEOUT, timeout));
    }
    if (retries < 0 || retries > MOST_RETRIES) {
      throw new IllegalArgumentException(
          "%s: there may be 0 to %d retries, was %d".formatted(who, MOST_RETRIES, retries));
    }
  }

  /** An agent at port 161, asked with a timeout of one second and one retry. */
  public static SnmpTarget of(InetAddress address, SnmpCredentials credentials) {
    return new SnmpTarget(address, AGENT_PORT, credentials, "", USUAL_TIMEOUT, USUAL_RETRIES);
  }

  /** The same at another port. */
  public SnmpTarget port(int other) {
    return new SnmpTarget(address, other, credentials, context, timeout, retries);
  }

  /** The same with another timeout for each time the question is sent. */
  public SnmpTarget timeout(Duration other) {
    return new SnmpTarget(address, port, credentials, context, other, retries);
  }

  /** The same with another number of retries. */
  public SnmpTarget retries(int other) {
    return new SnmpTarget(address, port, credentials, context, timeout, other);
  }

  /** The same in another context of SNMPv3. */
  public SnmpTarget context(String other) {
    return new SnmpTarget(address, port, credentials, other, timeout, retries);
  }
}
