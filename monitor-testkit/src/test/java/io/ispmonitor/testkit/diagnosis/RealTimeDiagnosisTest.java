package io.ispmonitor.testkit.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Cause;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.NameFinding;
import io.ispmonitor.diagnosis.PortFinding;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Endpoint;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.ScriptedTracer;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ports and host code that hangs, in the machine's own time. */
@Timeout(60)
class RealTimeDiagnosisTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final ScriptedProbe scripted = ScriptedProbe.in(TimeSource.system()).forgetful();
  private final ScriptedTracer tracer = ScriptedTracer.in(TimeSource.system());
  private final CountDownLatch never = new CountDownLatch(1);

  @BeforeEach
  void script() {
    tracer.set(HERE, ScriptedTracer.over(HERE));
  }

  @AfterEach
  void close() {
    never.countDown();
    scripted.close();
    tracer.close();
  }

  private MonitorBuilder builder(Device device, Probe probe) {
    return Monitor.builder().device(device).probe(probe, Schedule.every(Duration.ofSeconds(5)));
  }

  private static Diagnosis diagnosis(Monitor monitor, Duration atMost) throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    while (monitor.status("d").isEmpty()) {
      assertFalse(heard.await(10, TimeUnit.MILLISECONDS));
    }
    return monitor.diagnose("d", atMost).get(30, TimeUnit.SECONDS);
  }

  private Diagnosis of(Endpoint... endpoints) throws Exception {
    Probe probe = new WithPorts(scripted, List.of(endpoints));
    try (Monitor monitor = builder(Device.of("d", HERE), probe).tracer(tracer).build()) {
      monitor.start();
      return diagnosis(monitor, Duration.ofSeconds(15));
    }
  }

  @Test
  @DisplayName("an open TCP port is open, and a UDP port that keeps silent cannot be proved")
  void open() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, HERE);
        DatagramSocket mute = new DatagramSocket(0, HERE)) {
      Diagnosis diagnosis =
          of(Endpoint.tcp(server.getLocalPort()), Endpoint.udp(mute.getLocalPort()));
      assertEquals(
          List.of(PortFinding.State.OPEN, PortFinding.State.NOT_PROVABLE),
          diagnosis.ports().found().stream().map(PortFinding::state).toList());
      assertTrue(diagnosis.cause().isFine(), diagnosis::toString);
    }
  }

  @Test
  @DisplayName("a TCP port that is refused is the cause while the device answers")
  void refused() throws Exception {
    Endpoint closed = Endpoint.tcp(closedPort());
    Diagnosis diagnosis = of(closed);
    assertEquals(
        "answers, but %s, which probe scripted needs, is refused: nothing listens there, or a"
                .formatted(closed.words())
            + " firewall rejects us",
        diagnosis.cause().words());
  }

  @Test
  @DisplayName("a UDP port that nothing listens at is refused, and the cause")
  void refusedUdp() throws Exception {
    int closed;
    try (DatagramSocket gone = new DatagramSocket(0, HERE)) {
      closed = gone.getLocalPort();
    }
    scripted.set("d", ScriptedProbe.silent());
    assertEquals(
        new Cause.PortClosed(Endpoint.udp(closed), "scripted", PortFinding.State.REFUSED),
        of(Endpoint.udp(closed)).cause());
  }

  @Test
  @DisplayName("a silence at a UDP port that nobody calls closed is told with both its causes")
  void silentUdp() throws Exception {
    scripted.set("d", ScriptedProbe.silent());
    try (DatagramSocket mute = new DatagramSocket(0, HERE)) {
      String words = of(Endpoint.udp(mute.getLocalPort())).cause().words();
      assertTrue(words.startsWith("answers, but probe scripted heard nothing for "), words);
      assertTrue(
          words.endsWith(
              " at UDP %d, which nobody says is closed: a filter drops it, or the device"
                      .formatted(mute.getLocalPort())
                  + " ignores who asks (wrong community or user, or our address is not on its"
                  + " list)"),
          words);
    }
  }

  @Test
  @DisplayName("a probe that fails to name its ports costs the other probes nothing")
  void noPortsNamed() throws Exception {
    Probe bad = new WithPorts(scripted, Arrays.asList((Endpoint) null));
    try (ServerSocket server = new ServerSocket(0, 1, HERE);
        ScriptedProbe other = ScriptedProbe.named("other", Role.DATA, TimeSource.system());
        Monitor monitor =
            builder(Device.of("d", HERE), bad)
                .probe(
                    new WithPorts(other, List.of(Endpoint.tcp(server.getLocalPort()))),
                    Schedule.every(Duration.ofSeconds(5)))
                .tracer(tracer)
                .build()) {
      monitor.start();
      Diagnosis diagnosis = diagnosis(monitor, Duration.ofSeconds(15));
      assertEquals(
          List.of("other"),
          diagnosis.ports().found().stream().map(PortFinding::probe).toList(),
          diagnosis::toString);
      List<LoopHealth> loops = monitor.health().loops();
      assertEquals(0, loops.stream().mapToLong(LoopHealth::failedTurns).sum());
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      return server.getLocalPort();
    }
  }

  @Test
  @DisplayName("a resolver that hangs is told as the cause after three seconds")
  void resolverHangs() throws Exception {
    Device device = Device.named("d").hostName("hangs.example").build();
    try (Monitor monitor = builder(device, scripted).tracer(tracer).resolver(this::hang).build()) {
      monitor.start();
      Diagnosis diagnosis = diagnosis(monitor, Duration.ofSeconds(15));
      assertInstanceOf(NameFinding.Unresolved.class, diagnosis.name().found());
      assertEquals(
          "the name resolver did not answer for hangs.example within 3.0 s",
          diagnosis.cause().words());
    }
  }

  @Test
  @DisplayName("a tracer that hangs does not hold up the end, and a close does not wait for it")
  void tracerHangs() throws Exception {
    Monitor monitor =
        builder(Device.of("d", HERE), scripted)
            .tracer(
                to -> {
                  hang("the tracer");
                  return tracer.begin(to);
                })
            .build();
    try (monitor) {
      monitor.start();
      Diagnosis diagnosis = diagnosis(monitor, Duration.ofSeconds(1));
      assertTrue(diagnosis.path().found().words().contains("the tracer hangs"));
      assertInstanceOf(Cause.Reachable.class, diagnosis.cause(), diagnosis::toString);
    }
  }

  private InetAddress hang(String what) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return HERE;
  }

  /** A probe that says which ports it needs. */
  private record WithPorts(Probe probe, List<Endpoint> ports) implements Probe {
    @Override
    public String name() {
      return probe.name();
    }

    @Override
    public Role role() {
      return probe.role();
    }

    @Override
    public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
      return probe.start(device, deadline, outcome);
    }

    @Override
    public List<Endpoint> endpoints(Device device) {
      return ports;
    }
  }

  @Test
  @DisplayName("what a server said is not taken for a refusal on the way to it")
  void refusedInWords() throws Exception {
    scripted.set("d", ScriptedProbe.refused("DNS status 2", null));
    try (DatagramSocket server = new DatagramSocket(0, HERE);
        Monitor monitor =
            builder(
                    Device.of("d", HERE),
                    new WithPorts(scripted, List.of(Endpoint.udp(server.getLocalPort()))))
                .build()) {
      monitor.start();
      Cause cause = diagnosis(monitor, Duration.ofSeconds(15)).cause();
      assertInstanceOf(Cause.Silent.class, cause, cause::words);
    }
  }

  @Test
  @DisplayName("an open port shows that a device answers whose check fails and whose way is silent")
  void checkFails() throws Exception {
    scripted.set("d", ScriptedProbe.refused("HTTP status 500, expected 2xx", null));
    tracer.set(HERE, ScriptedTracer.lostAfter());
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      assertEquals(
          new Cause.ProbeFails("scripted", "was refused: HTTP status 500, expected 2xx"),
          of(Endpoint.tcp(server.getLocalPort())).cause());
    }
  }

  @Test
  @DisplayName("a port that is refused shows that there is a host")
  void refusedByAHost() throws Exception {
    scripted.set("d", ScriptedProbe.silent());
    tracer.set(HERE, ScriptedTracer.lostAfter());
    assertInstanceOf(Cause.PortClosed.class, of(Endpoint.tcp(closedPort())).cause());
  }
}
