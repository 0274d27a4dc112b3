package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;

/**
 * A provider that exists only here, made by a {@link Blueprint}, and the {@link Story} that happens
 * to it. The same seed makes the same provider.
 */
final class SimulatedProvider implements Network {
  private final Blueprint blueprint;
  private final String loose;
  private final String victim;

  SimulatedProvider(long seed, TimeSource time) {
    this.blueprint = new Blueprint(seed, time);
    this.loose = blueprint.anyRadio();
    this.victim = blueprint.anyTowerBut(loose);
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
