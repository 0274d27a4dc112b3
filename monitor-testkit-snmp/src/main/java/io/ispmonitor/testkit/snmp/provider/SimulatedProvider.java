package io.ispmonitor.testkit.snmp.provider;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider of three points of presence, twelve towers with 25 radios each, and the fibre over
 * which a monitor reaches them. The same seed makes the same provider. Its devices answer a {@link
 * #probe}; after {@link #answerOverSnmp} the more important ones have SNMP agents on loopback too.
 *
 * <p>What happens to it is up to the caller: {@link ScriptedProbe#kill} and {@link
 * ScriptedProbe#revive}, {@link #mainsLost} and {@link #mainsBack}, or all of it in a hundred
 * seconds by {@link #play}. Thread-safe but for {@link #answerOverSnmp}, which is called once,
 * before anything is asked.
 */
public final class SimulatedProvider implements AutoCloseable {

  /** How many points of presence there are. */
  public static final int POPS = Blueprint.POPS;

  /** How many towers there are. */
  public static final int TOWERS = Blueprint.TOWERS;

  /** How many radios each tower has. */
  public static final int RADIOS = Blueprint.RADIOS;

  /** When all that {@link #play} does has been done. */
  public static final Duration END_OF_PLAY = Story.END;

  private final long seed;
  private final Blueprint blueprint;
  private final String loose;
  private final String victim;
  private volatile @Nullable ProviderAgents agents;

  private SimulatedProvider(long seed, TimeSource time) {
    this.seed = seed;
    this.blueprint = new Blueprint(seed, time);
    this.loose = blueprint.anyRadio();
    this.victim = blueprint.anyTowerBut(loose);
  }

  /**
   * Makes a provider.
   *
   * @param seed decides what everything is like
   * @param time the time in which its devices answer
   */
  public static SimulatedProvider of(long seed, TimeSource time) {
    return new SimulatedProvider(seed, time);
  }

  /**
   * Gives agents that answer over SNMP to its points of presence, its towers and some radios at
   * each.
   *
   * @param place where the agents are; closed with this, and at once when this fails
   * @throws java.io.UncheckedIOException when there are no sockets
   */
  public SimulatedProvider answerOverSnmp(SimulatedAgents place) {
    boolean isDone = false;
    try {
      agents = new ProviderAgents(place, inventory(), new Equipment(seed));
      isDone = true;
    } finally {
      if (!isDone) {
        place.close();
      }
    }
    return this;
  }

  /** Its devices, which the caller may change. */
  public Inventory inventory() {
    return blueprint.inventory();
  }

  /** What asks them whether they are there; closed with this. */
  public ScriptedProbe probe() {
    return blueprint.probe();
  }

  /** How a monitor reaches all this. */
  public Uplink uplink() {
    return blueprint.fibre();
  }

  /** What is right behind the fibre: all else is behind these. */
  public List<String> firstBehindUplink() {
    return List.copyOf(blueprint.firstBehindUplink());
  }

  /** How a device is asked over SNMP; null for one without an agent. */
  public @Nullable SnmpTarget target(Device device) {
    ProviderAgents answering = agents;
    return answering == null ? null : answering.target(device);
  }

  /** The radio whose plug is loose in {@link #play}. */
  public String loose() {
    return loose;
  }

  /** The tower that loses its power in {@link #play}. */
  public String victim() {
    return victim;
  }

  /**
   * From now on a tower lives on its battery, whose voltage sinks by 0.3 V a second.
   *
   * @throws IllegalStateException without agents
   */
  public void mainsLost(String tower) {
    answering().mainsLost(tower);
  }

  /**
   * A tower has mains again, and all that is on it starts anew.
   *
   * @throws IllegalStateException without agents
   */
  public void mainsBack(String tower) {
    answering().mainsBack(tower, inventory());
  }

  /**
   * Lets the agents of devices fall silent that the probe finds dead, and answer that it finds
   * alive. To be called again and again, each half second or so.
   */
  public void agentsFollow() {
    ProviderAgents answering = agents;
    if (answering != null) {
      answering.follow(blueprint.probe()::isAlive);
    }
  }

  /**
   * Puts on a timeline what a demonstration shows: a radio comes and goes, a tower loses its mains
   * and then its power, and in the end the uplink is cut. Over {@link #END_OF_PLAY} after now.
   */
  public void play(Timeline timeline) {
    Story story = new Story(blueprint.probe(), timeline);
    ProviderAgents answering = agents;
    if (answering != null) {
      story.battery(answering, victim, inventory());
    }
    story.loosePlug(loose);
    story.powerCut(victim);
    story.uplinkCut(blueprint.firstBehindUplink());
  }

  @Override
  public void close() {
    blueprint.probe().close();
    ProviderAgents answering = agents;
    if (answering != null) {
      answering.close();
    }
  }

  private ProviderAgents answering() {
    ProviderAgents answering = agents;
    if (answering == null) {
      throw new IllegalStateException("simulated provider: no agents; call answerOverSnmp before");
    }
    return answering;
  }

  /** What does things later. */
  @FunctionalInterface
  public interface Timeline {

    /** Does this when so much time has passed. */
    void after(Duration delay, Runnable action);
  }
}
