package io.ispmonitor.examples.demo;

import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.time.TimeSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the process that the demo runs in offers. */
final class ThisProcess {
  private ThisProcess() {}

  static Surroundings surroundings(
      Function<Options, RealNetwork.OpenProbe> probes, Consumer<Runnable> interrupts) {
    Terminal terminal = Terminal.ofThisProcess();
    return new Surroundings(
        terminal == null ? System.out : straightTo(terminal),
        System.err,
        terminal,
        TimeSource.system(),
        ZoneId.systemDefault(),
        probes,
        SimulatedAgents::open,
        CountDownLatch::await,
        interrupts,
        System.getenv(),
        options -> Keeping.open(options, System.getenv()));
  }

  /**
   * Past whatever stands between: Maven may strip escape sequences, and Java may have chosen
   * another character set than the terminal's.
   */
  private static PrintStream straightTo(Terminal terminal) {
    System.out.flush();
    return new PrintStream(
        new FileOutputStream(FileDescriptor.out),
        true,
        terminal.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
  }
}
