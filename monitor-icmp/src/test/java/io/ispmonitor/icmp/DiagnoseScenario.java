package io.ispmonitor.icmp;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Diagnoses the last of some devices inside a network namespace, and logs the report. */
final class DiagnoseScenario {
  private static final Logger log = LoggerFactory.getLogger(DiagnoseScenario.class);

  private DiagnoseScenario() {}

  /**
   * Runs it.
   *
   * @param devices each of them as {@code id=address}
   */
  static void run(SocketKind kind, List<String> devices) throws Exception {
    TimeSource time = TimeSource.system();
    try (IcmpProbe icmp = IcmpProbe.open();
        IcmpTracer tracer = IcmpTracer.open(JnaLibc.load(), List.of(kind), time, Threads::daemon)) {
      MonitorBuilder builder =
          Monitor.builder().probe(icmp, Schedule.every(Duration.ofSeconds(5))).tracer(tracer);
      String last = "";
      for (String words : devices) {
        last = words.substring(0, words.indexOf('='));
        String address = words.substring(words.indexOf('=') + 1);
        builder.device(Device.of(last, InetAddress.getByName(address)));
      }
      try (Monitor monitor = builder.build()) {
        monitor.start();
        CountDownLatch soon = new CountDownLatch(1);
        while (monitor.status(last).isEmpty()) {
          soon.await(10, TimeUnit.MILLISECONDS);
        }
        // From its first file channel on, which the health report may open at any time, the JDK
        // keeps a socket of its own.
        Files.readAllBytes(Path.of("/proc/self/status"));
        long before = openSockets();
        Diagnosis diagnosis = monitor.diagnose(last).get(30, TimeUnit.SECONDS);
        log.info("{}", diagnosis);
        for (int i = 0; i < 100 && openSockets() > before; i++) {
          soon.await(10, TimeUnit.MILLISECONDS);
        }
        if (openSockets() > before) {
          throw new AssertionError("a socket of the tracer is left open");
        }
      }
    }
  }

  private static long openSockets() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(DiagnoseScenario::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
