package io.ispmonitor.examples;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.snmp.profile.ProfileException;
import io.ispmonitor.snmp.profile.Profiles;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The idea: a device that nobody knows is a text file, not a program. Writes a profile for a
 * rectifier, makes a mistake in it first, and reads the rectifier's voltage.
 */
public final class OwnProfile {
  private static final String PROFILE =
      """
      profile acme-rectifier "ACME rectifiers"
      match 1.3.6.1.4.1.99999
      source assumed "read off the device with a walk"
      gauge power.voltage 1.3.6.1.4.1.99999.7.1.0 scale 1/100 novalue -1
      """;

  private OwnProfile() {}

  /** Runs it. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    run(System.out);
  }

  static void run(PrintStream out) throws IOException, InterruptedException, ExecutionException {
    Path file = Files.createTempFile("rectifier", ".profile");
    try (SimulatedAgents agents = SimulatedAgents.open()) {
      Files.writeString(file, PROFILE.replace("power.voltage", "power.voltaje"));
      tryOut(file, out);
      Files.writeString(file, PROFILE);
      out.println(voltage(rectifier(agents), Profiles.builtIn().with(file)));
    } finally {
      Files.delete(file);
    }
  }

  private static void tryOut(Path file, PrintStream out) {
    try {
      Profiles.builtIn().with(file);
    } catch (ProfileException e) {
      e.problems().forEach(is -> out.println("line " + is.line() + ": " + is.text()));
    }
  }

  private static SimulatedAgent rectifier(SimulatedAgents agents) {
    return agents
        .add()
        .put(Oid.of("1.3.6.1.2.1.1.2.0"), new SnmpValue.ObjectId(Oid.of("1.3.6.1.4.1.99999.1")))
        .put(Oid.of("1.3.6.1.4.1.99999.7.1.0"), new SnmpValue.Int(5_412));
  }

  /** A collector may be asked without a monitor: it is a probe like any other. */
  private static String voltage(SimulatedAgent rectifier, Profiles profiles)
      throws InterruptedException, ExecutionException {
    SnmpTarget target = rectifier.target(new SnmpCredentials.V2c(Secret.of("public")));
    CompletableFuture<ProbeOutcome> outcome = new CompletableFuture<>();
    try (SnmpCollector snmp =
        SnmpCollector.builder().targets(device -> target).profiles(profiles).open()) {
      Deadline soon = new Deadline(System.nanoTime(), Duration.ofSeconds(10).toNanos());
      snmp.start(Device.named("rectifier").build(), soon, outcome::complete);
      return outcome.get().toString();
    }
  }
}
