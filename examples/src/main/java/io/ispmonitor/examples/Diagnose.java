package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.icmp.IcmpTracer;
import io.ispmonitor.icmp.IcmpUnavailableException;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.StateChange;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The idea: a person who is woken wants one sentence, and what it rests on. Watches a host that is
 * named on the command line, or the machine it runs on, and says what is wrong with it: its name,
 * its echoes, the way to it hop by hop.
 */
public final class Diagnose {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String DEVICE = "host";

  private Diagnose() {}

  /** Runs it; the argument is an address or a host name. */
  public static void main(String[] args) throws InterruptedException {
    run(args.length > 0 ? args[0] : "127.0.0.1", System.out);
  }

  static void run(String host, PrintStream out) throws InterruptedException {
    CountDownLatch judged = new CountDownLatch(1);
    try (IcmpProbe icmp = IcmpProbe.open();
        IcmpTracer tracer = IcmpTracer.open();
        Monitor monitor =
            Monitor.builder()
                .device(Device.named(DEVICE).hostName(host).build())
                .probe(icmp, Schedule.every(Duration.ofSeconds(1)))
                .tracer(tracer)
                .onStateChange(change -> tell(change, out, judged))
                .build()) {
      monitor.start();
      judged.await(PATIENCE.toSeconds(), TimeUnit.SECONDS); // a name without address has no verdict
      report(monitor.diagnose(DEVICE), out);
    } catch (IcmpUnavailableException e) {
      out.println(e.getMessage()); // says how to allow it
    }
  }

  private static void tell(StateChange change, PrintStream out, CountDownLatch judged) {
    out.println(change.device() + " is " + change.to());
    judged.countDown();
  }

  private static void report(Future<Diagnosis> asked, PrintStream out) throws InterruptedException {
    try {
      asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).lines().forEach(out::println);
    } catch (ExecutionException | TimeoutException e) {
      out.println("no diagnosis: " + e.getMessage());
    }
  }
}
