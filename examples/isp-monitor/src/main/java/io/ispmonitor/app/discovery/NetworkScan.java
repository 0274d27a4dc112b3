package io.ispmonitor.app.discovery;

import io.ispmonitor.device.CidrBlock;
import io.ispmonitor.device.Device;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.time.TimeSource;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Sends each address of some blocks an echo, and asks who answers what it is. A second echo goes to
 * those who miss the first. At most 64 addresses are asked at a time, so that a scan hurts neither
 * the network nor who is in it.
 *
 * <p>What devices say of themselves is bounded and cleaned before it gets here, by the library.
 */
public final class NetworkScan {

  /** More addresses than this are refused: a /16 of IPv4. */
  public static final int MOST = 65_536;

  private static final int AT_A_TIME = 64;
  private static final int TRIES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Probe echoes;
  private final AgentQuestions agents;
  private final TimeSource time;
  private final Semaphore room = new Semaphore(AT_A_TIME);

  /**
   * Asks with these.
   *
   * @param echoes a probe of reachability, such as the one for ICMP; stays open
   * @param snmp asks agents; stays open
   * @param credentials what is tried with each device that answers, by name and in this order
   * @param port where agents listen, usually {@link SnmpTarget#AGENT_PORT}
   * @param time the time by which the probe goes
   */
  public NetworkScan(
      Probe echoes,
      SnmpClient snmp,
      Map<String, SnmpCredentials> credentials,
      int port,
      TimeSource time) {
    this.echoes = echoes;
    this.agents = new AgentQuestions(snmp, credentials, port);
    this.time = time;
  }

  /**
   * Asks all addresses of these blocks, each once; waits until that is done.
   *
   * @return who answered, in the order of the blocks
   * @throws IllegalArgumentException when there are more than {@link #MOST} addresses
   * @throws InterruptedException when this thread is
   */
  public List<FoundDevice> scan(Collection<CidrBlock> blocks) throws InterruptedException {
    refuseTooMany(blocks);
    Set<InetAddress> addresses = new LinkedHashSet<>();
    blocks.forEach(block -> addresses.addAll(block.addresses()));
    List<CompletableFuture<List<FoundDevice>>> answers = new ArrayList<>();
    for (InetAddress address : addresses) {
      room.acquire();
      answers.add(ask(address, TRIES).whenComplete((found, error) -> room.release()));
    }
    return answers.stream().flatMap(answer -> answer.join().stream()).toList();
  }

  private static void refuseTooMany(Collection<CidrBlock> blocks) {
    BigInteger all = blocks.stream().map(CidrBlock::size).reduce(BigInteger.ZERO, BigInteger::add);
    if (all.compareTo(BigInteger.valueOf(MOST)) > 0) {
      throw new IllegalArgumentException(
          "scan: %s have %,d addresses, more than %,d; name smaller blocks"
              .formatted(blocks, all, MOST));
    }
  }

  private CompletableFuture<List<FoundDevice>> ask(InetAddress address, int tries) {
    return echo(address)
        .thenCompose(
            outcome -> {
              if (outcome instanceof ProbeOutcome.Answered answered) {
                return agents.ask(address, roundTrip(answered.readings())).thenApply(List::of);
              }
              return tries > 1
                  ? ask(address, tries - 1)
                  : CompletableFuture.completedFuture(List.of());
            });
  }

  private CompletableFuture<ProbeOutcome> echo(InetAddress address) {
    CompletableFuture<ProbeOutcome> outcome = new CompletableFuture<>();
    Device device = Device.named(address.getHostAddress()).address(address).build();
    echoes.start(
        device,
        new Deadline(time.nanoTime(), PATIENCE.toNanos()),
        answer -> outcome.completeAsync(() -> answer)); // the probe's thread has other things to do
    return outcome;
  }

  private static double roundTrip(Readings readings) {
    int column = readings.layout().indexOf(PingMetrics.ROUND_TRIP.name(), "");
    return column < 0 ? Double.NaN : readings.value(column);
  }
}
