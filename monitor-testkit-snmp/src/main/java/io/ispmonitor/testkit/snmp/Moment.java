package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.SnmpValue;
import java.time.Duration;

/**
 * A moment in the life of an agent, the same for all objects in one answer.
 *
 * @see AgentObject
 */
public final class Moment {
  private static final long NANOS_IN_TICK = 10_000_000;
  private static final long TICKS = 1L << 32;

  private final SimulatedAgent agent;
  private final Life life;
  private final long upNanos;

  Moment(SimulatedAgent agent, Life life, long nowNanos) {
    this.agent = agent;
    this.life = life;
    this.upNanos = nowNanos - life.startNanos();
  }

  /** Whose moment it is; agents may share their objects. */
  public SimulatedAgent agent() {
    return agent;
  }

  /** How long ago the agent was started last. */
  public Duration upTime() {
    return Duration.ofNanos(upNanos);
  }

  /** How long ago the agent was started last, in seconds. */
  public double upSeconds() {
    return upNanos / 1e9;
  }

  /** What {@code sysUpTime} holds: the same in hundredths of a second, from 0 again at 2^32. */
  public SnmpValue.TimeTicks upTicks() {
    return ticks(upNanos);
  }

  static SnmpValue.TimeTicks ticks(long nanos) {
    return new SnmpValue.TimeTicks(Math.floorMod(nanos / NANOS_IN_TICK, TICKS));
  }

  long upNanos() {
    return upNanos;
  }

  Life life() {
    return life;
  }
}
