package io.ispmonitor.examples.demo;

import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.icmp.IcmpUnavailableException;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The demo. Without arguments it watches a simulated provider; with {@code --targets} it pings real
 * addresses. {@code --help} lists what else it can do.
 */
public final class Demo {
  /** Exit status: all is well. */
  static final int ALL_UP = 0;

  /** Exit status of {@code --once}: some device is not up. */
  static final int NOT_ALL_UP = 1;

  /** Exit status: something was asked for that cannot be done. */
  static final int BAD_USE = 2;

  private static final Duration WIDEST_SPACING = Duration.ofMillis(100);
  private static final Duration NARROWEST_SPACING = Duration.ofMillis(1);

  private Demo() {}

  /** Runs the demo and ends the process with its exit status. */
  public static void main(String[] args) {
    Interrupt interrupt = Interrupt.listen();
    int status;
    try {
      status = run(List.of(args), ThisProcess.surroundings(Demo::icmp, interrupt::whenItComes));
    } finally {
      interrupt.handled();
    }
    if (status != ALL_UP) {
      System.exit(status);
    }
  }

  /** Runs the demo; the exit status. */
  static int run(List<String> args, Surroundings surroundings) {
    try {
      Options options = CommandLine.parse(args);
      if (options.help()) {
        surroundings.out().println(Help.TEXT);
        return ALL_UP;
      }
      try (Network network = network(options, surroundings);
          Keeping keeping = surroundings.keeping().apply(options)) {
        return options.once()
            ? new OnceRun(options, network, surroundings).run()
            : new LiveRun(options, network, surroundings, keeping).run();
      }
    } catch (BadUseException e) {
      surroundings.err().println(e.getMessage() + "; --help lists what can be asked for");
      return BAD_USE;
    } catch (IcmpUnavailableException e) {
      surroundings.err().println(e.getMessage());
      return BAD_USE;
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private static Network network(Options options, Surroundings surroundings) {
    if (options.targets() == null) {
      return simulated(options, surroundings);
    }
    Targets targets = Targets.parse(options.targets());
    if (targets.repeated() > 0) {
      surroundings
          .err()
          .printf(
              Locale.ROOT,
              "%s named again; each is asked once%n",
              Network.count(targets.repeated(), "target"));
    }
    SnmpCredentials credentials =
        options.snmp().credentials(surroundings.environment(), surroundings.err()::println);
    RealNetwork.OpenProbe probe = surroundings.probes().apply(options);
    try {
      Collecting collecting =
          credentials == null
              ? null
              : Collecting.open(
                  new RealAgents(credentials, options.snmp().port()), surroundings.time());
      return new RealNetwork(targets, probe, collecting);
    } catch (UncheckedIOException e) {
      probe.closing().run();
      throw new BadUseException(String.valueOf(e.getMessage()));
    }
  }

  private static ProviderOfDemo simulated(Options options, Surroundings surroundings) {
    ProviderOfDemo provider = new ProviderOfDemo(options.seed(), surroundings.time());
    try {
      SimulatedAgents agents = surroundings.agents().get();
      if (agents != null) {
        provider.answerOverSnmp(agents, surroundings.time());
      }
    } catch (UncheckedIOException e) {
      surroundings
          .err()
          .println(
              "without traffic, signal and voltage, since SNMP is not to be had here: "
                  + e.getMessage());
    }
    return provider;
  }

  static RealNetwork.OpenProbe icmp(Options options) {
    IcmpProbe probe = IcmpProbe.builder().count(options.count()).spacing(spacing(options)).open();
    return new RealNetwork.OpenProbe(probe, probe::close);
  }

  /** All echoes of a question leave in the first half of its time. */
  private static Duration spacing(Options options) {
    Duration timeout = options.schedule(Duration.ofSeconds(30)).timeout();
    Duration fits = timeout.dividedBy(2L * options.count());
    if (fits.compareTo(WIDEST_SPACING) > 0) {
      return WIDEST_SPACING;
    }
    return fits.compareTo(NARROWEST_SPACING) < 0 ? NARROWEST_SPACING : fits;
  }
}
