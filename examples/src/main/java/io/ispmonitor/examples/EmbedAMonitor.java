package io.ispmonitor.examples;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.icmp.IcmpUnavailableException;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.StateChange;
import java.io.PrintStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The idea: a monitor is an object in your program. It is built, started and closed, needs no
 * server and no configuration file, and tells your code what changes. This one pings the machine it
 * runs on until it has heard from it.
 */
public final class EmbedAMonitor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private EmbedAMonitor() {}

  /** Runs it. */
  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    try (IcmpProbe icmp = IcmpProbe.open();
        Monitor monitor =
            Monitor.builder()
                .device(Device.of("this-machine", InetAddress.getLoopbackAddress()))
                .probe(icmp, Schedule.every(Duration.ofSeconds(1)))
                .onStateChange(change -> tell(change, out, heard))
                .build()) {
      monitor.start();
      if (!heard.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        out.println("nothing heard in " + PATIENCE + ": " + monitor.health().reasons());
      }
    } catch (IcmpUnavailableException e) {
      out.println(e.getMessage()); // says how to allow it
    }
  }

  private static void tell(StateChange change, PrintStream out, CountDownLatch heard) {
    out.println(change.device() + " is " + change.to() + ": " + change.evidence().reason());
    heard.countDown();
  }
}
