package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider that exists only here, made by a {@link Blueprint}, and the {@link Story} that happens
 * to it. The same seed makes the same provider.
 */
final class SimulatedProvider implements Network {
  private static final Duration AGENTS_FOLLOW_WITHIN = Duration.ofMillis(500);

  private final long seed;
  private final Blueprint blueprint;
  private final String loose;
  private final String victim;
  private @Nullable ProviderAgents agents;
  private @Nullable Collecting collecting;

  SimulatedProvider(long seed, TimeSource time) {
    this.seed = seed;
    this.blueprint = new Blueprint(seed, time);
    this.loose = blueprint.anyRadio();
    this.victim = blueprint.anyTowerBut(loose);
  }

  /**
   * Gives it agents that answer over SNMP, and somebody who asks them. Once.
   *
   * @param place where the agents are; closed with this
   * @throws java.io.UncheckedIOException when there are no sockets
   */
  void answerOverSnmp(SimulatedAgents place, TimeSource time) {
    try {
      ProviderAgents made = new ProviderAgents(place, inventory(), new Equipment(seed));
      collecting = Collecting.open(made::target, time);
      agents = made;
    } catch (UncheckedIOException e) {
      place.close();
      throw e;
    }
  }

  @Override
  public @Nullable Collecting collecting() {
    return collecting;
  }

  @Override
  public String title() {
    return "%d simulated POPs, %d towers, %d radios"
        .formatted(Blueprint.POPS, Blueprint.TOWERS, Blueprint.TOWERS * Blueprint.RADIOS);
  }

  @Override
  public Inventory inventory() {
    return blueprint.inventory();
  }

  @Override
  public Probe probe() {
    return blueprint.probe();
  }

  @Override
  public MonitorBuilder describe(MonitorBuilder monitor) {
    ReachabilityPolicy rules = ReachabilityPolicy.defaults().flapping(withinAMinute());
    return monitor.uplink(blueprint.fibre()).reachability(rules);
  }

  @Override
  public Duration usualInterval() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration usualDuration() {
    return Story.END;
  }

  /** The radio whose plug is loose. */
  String loose() {
    return loose;
  }

  /** The tower that loses its power. */
  String victim() {
    return victim;
  }

  @Override
  public void play(Timeline timeline) {
    Story story = new Story(blueprint.probe(), timeline);
    ProviderAgents answering = agents;
    if (answering != null) {
      story.battery(answering, victim, inventory());
      timeline.every(AGENTS_FOLLOW_WITHIN, () -> answering.follow(blueprint.probe()::isAlive));
    }
    story.loosePlug(loose);
    story.powerCut(victim);
    story.uplinkCut(blueprint.firstBehindUplink());
  }

  @Override
  public String howToGoOn() {
    return """
        This was a simulation. To ping a router of your own, name its address:
          mvn -q -pl examples -am compile exec:java -Dexec.args="--targets 192.0.2.1 --interval 5s"
        (--targets also takes a file, a CIDR block or a list; --help lists all options)""";
  }

  @Override
  public void close() {
    blueprint.probe().close();
    if (collecting != null) {
      collecting.close();
    }
    if (agents != null) {
      agents.close();
    }
  }

  /** The usual rules, with a window of a minute: nobody watches a demo for an hour. */
  private static FlappingPolicy withinAMinute() {
    FlappingPolicy usual = FlappingPolicy.defaults();
    return new FlappingPolicy(
        usual.startAbove(),
        usual.stopBelow(),
        usual.leastChanges(),
        Duration.ofMinutes(1),
        usual.digestEvery());
  }
}
