package io.ispmonitor.examples.demo;

import io.ispmonitor.time.TimeSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the process that the demo runs in offers. */
final class ThisProcess {
  private ThisProcess() {}

  static Surroundings surroundings(
      Function<Options, RealNetwork.OpenProbe> probes, Consumer<Runnable> interrupts) {
    @Nullable Terminal terminal = Terminal.ofThisProcess();
    return new Surroundings(
        terminal != null && terminal.unicode() ? inUtf8(System.out) : System.out,
        System.err,
        terminal,
        TimeSource.system(),
        ZoneId.systemDefault(),
        probes,
        CountDownLatch::await,
        interrupts);
  }

  /** Java may have chosen another character set than the terminal's. */
  private static PrintStream inUtf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
