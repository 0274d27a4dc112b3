package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.testkit.snmp.provider.SimulatedProvider;
import io.ispmonitor.time.TimeSource;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider that exists only here, and what happens to it. */
final class ProviderOfDemo implements Network {
  private static final Duration AGENTS_FOLLOW_WITHIN = Duration.ofMillis(500);

  private final SimulatedProvider provider;
  private @Nullable Collecting collecting;

  ProviderOfDemo(long seed, TimeSource time) {
    this.provider = SimulatedProvider.of(seed, time);
  }

  /**
   * Gives it agents that answer over SNMP, and somebody who asks them. Once.
   *
   * @param place where the agents are; closed with this
   * @throws java.io.UncheckedIOException when there are no sockets
   */
  void answerOverSnmp(SimulatedAgents place, TimeSource time) {
    try {
      collecting = Collecting.open(provider::target, time);
    } catch (UncheckedIOException e) {
      place.close();
      throw e;
    }
    provider.answerOverSnmp(place);
  }

  @Override
  public @Nullable Collecting collecting() {
    return collecting;
  }

  @Override
  public String title() {
    return "%d simulated POPs, %d towers, %d radios"
        .formatted(
            SimulatedProvider.POPS,
            SimulatedProvider.TOWERS,
            SimulatedProvider.TOWERS * SimulatedProvider.RADIOS);
  }

  @Override
  public Inventory inventory() {
    return provider.inventory();
  }

  @Override
  public Probe probe() {
    return provider.probe();
  }

  @Override
  public MonitorBuilder describe(MonitorBuilder monitor) {
    ReachabilityPolicy rules = ReachabilityPolicy.defaults().flapping(withinAMinute());
    return monitor.uplink(provider.uplink()).reachability(rules);
  }

  @Override
  public Duration usualInterval() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration usualDuration() {
    return SimulatedProvider.END_OF_PLAY;
  }

  /** The radio whose plug is loose. */
  String loose() {
    return provider.loose();
  }

  /** The tower that loses its power. */
  String victim() {
    return provider.victim();
  }

  @Override
  public void play(Timeline timeline) {
    timeline.every(AGENTS_FOLLOW_WITHIN, provider::agentsFollow);
    provider.play(timeline::after);
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
    if (collecting != null) {
      collecting.close();
    }
    provider.close();
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
