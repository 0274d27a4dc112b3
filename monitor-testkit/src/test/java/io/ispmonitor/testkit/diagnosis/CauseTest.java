package io.ispmonitor.testkit.diagnosis;

import static io.ispmonitor.testkit.diagnosis.Clinic.GATEWAY;
import static io.ispmonitor.testkit.diagnosis.Clinic.RADIO;
import static io.ispmonitor.testkit.diagnosis.Clinic.TOWER;
import static io.ispmonitor.testkit.diagnosis.Clinic.address;
import static io.ispmonitor.testkit.diagnosis.Clinic.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Cause;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.NameFinding;
import io.ispmonitor.diagnosis.PathFinding;
import io.ispmonitor.diagnosis.PathHop;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.ScriptedTracer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every cause once. */
class CauseTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  private Clinic clinic = new Clinic();

  @AfterEach
  void close() {
    clinic.close();
  }

  private void replace(Clinic other) {
    clinic.close();
    clinic = other;
  }

  @Test
  @DisplayName("a device that answers is reachable, and the routers on its way are named")
  void reachable() {
    Diagnosis diagnosis = clinic.village().diagnose("radio");
    assertTrue(diagnosis.cause().isFine());
    assertEquals(
        "reachable: 5 of 5 echoes answered, shortest 3.00 ms, median 3.00 ms, longest 3.00 ms",
        diagnosis.cause().words());
    assertEquals(
        List.of("192.0.2.1 (gateway)", "192.0.2.9 (tower)", "10.0.7.7 (radio)"),
        diagnosis.path().found().hops().stream().map(PathHop::who).toList());
    assertEquals(5, diagnosis.ping().found().answered());
    assertTrue(diagnosis.probes().found().get(0).isAnswered());
    assertTrue(diagnosis.took().compareTo(Duration.ofSeconds(2)) < 0, diagnosis::toString);
    assertEquals(0, clinic.tracer.open());
  }

  @Test
  @DisplayName("a device that is silent is told with the last that answers on its way")
  void silentFrom() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(RADIO, ScriptedTracer.lostAfter(GATEWAY, TOWER));
    clinic.pass(Duration.ofMinutes(1));
    Diagnosis diagnosis = clinic.diagnose("radio");
    assertEquals(
        "silent from hop 3 on: last answer from 192.0.2.9 (tower), next is not answering",
        diagnosis.cause().words());
    assertEquals(3, diagnosis.path().found().hops().size(), diagnosis::toString);
    assertEquals(DeviceState.DOWN, diagnosis.known().state());
  }

  @Test
  @DisplayName("a way on which nobody answers is looked for on our side")
  void silentFromTheFirst() {
    clinic.village();
    clinic.probe.kill("gateway");
    clinic.tracer.set(GATEWAY, ScriptedTracer.lostAfter());
    assertEquals(
        "silent from the first hop on: look at our own gateway, cable and firewall",
        clinic.cause("gateway").words());
  }

  @Test
  @DisplayName("hops that are silent are passed over while the device itself answers")
  void silentRouters() {
    clinic.village();
    clinic.tracer.set(
        RADIO,
        (hop, wait) -> hop < 12 ? new HopAnswer.Silent(wait) : new HopAnswer.Reached(RADIO, MILLI));
    Diagnosis diagnosis = clinic.diagnose("radio");
    assertInstanceOf(Cause.Reachable.class, diagnosis.cause());
    assertEquals("12 hops, reached", diagnosis.path().found().words());
  }

  @Test
  @DisplayName("a router that says no is named with what it says")
  void toldUnreachable() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(
        RADIO,
        (hop, wait) ->
            hop == 1
                ? new HopAnswer.Expired(GATEWAY, MILLI)
                : new HopAnswer.Unreachable(1, "host unreachable (ICMP 3/1)", TOWER, MILLI));
    assertEquals(
        "192.0.2.9 (tower) says host unreachable (ICMP 3/1)", clinic.cause("radio").words());
  }

  @Test
  @DisplayName("what this machine itself says is about our side")
  void toldByOurselves() {
    clinic.village();
    clinic.probe.kill("radio");
    InetAddress here = InetAddress.getLoopbackAddress();
    clinic.tracer.set(
        RADIO, (hop, wait) -> new HopAnswer.Unreachable(1, "host unreachable", here, MILLI));
    String words = clinic.cause("radio").words();
    assertTrue(
        words.startsWith("our side cannot send: this machine itself says host unreachable"), words);
  }

  @Test
  @DisplayName("routers that pass packets to each other are a loop, and both are named")
  void loop() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(
        RADIO,
        (hop, wait) ->
            hop > 60
                ? new HopAnswer.Silent(wait)
                : new HopAnswer.Expired(hop % 2 == 0 ? GATEWAY : TOWER, MILLI));
    assertEquals(
        "loop on the path: 192.0.2.9 (tower) and 192.0.2.1 (gateway) answer in turn",
        clinic.cause("radio").words());
  }

  @Test
  @DisplayName("a way of more than thirty hops that all answer ends there")
  void tooFar() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(
        RADIO,
        (hop, wait) ->
            hop > 60
                ? new HopAnswer.Silent(wait)
                : new HopAnswer.Expired(address("10.1.0." + hop), MILLI));
    assertEquals(new Cause.TooFar(30), clinic.cause("radio"));
  }

  @Test
  @DisplayName("a device that answers again is told as such, with since when it was out")
  void answersAgain() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.pass(Duration.ofMinutes(1));
    clinic.probe.revive("radio");
    Cause cause = clinic.cause("radio");
    assertTrue(cause.isFine());
    assertTrue(cause.words().startsWith("answers now (5 of 5 echoes"), cause::words);
    assertTrue(cause.words().contains("it was DOWN since 2026-03-01T12:0"), cause::words);
  }

  @Test
  @DisplayName("a device behind one that is down is cut off by it")
  void behindFault() {
    clinic.village();
    clinic.probe.kill("tower");
    clinic.tracer.set(RADIO, ScriptedTracer.lostAfter(GATEWAY));
    clinic.pass(Duration.ofMinutes(1));
    Cause.BehindFault cause = assertInstanceOf(Cause.BehindFault.class, clinic.cause("radio"));
    assertEquals("tower", cause.root());
    assertTrue(
        cause.words().contains("the last that answers is 192.0.2.1 (gateway)"), cause::words);
  }

  @Test
  @DisplayName("echoes that are lost in part are counted")
  void lossy() {
    clinic.village();
    AtomicInteger sent = new AtomicInteger();
    clinic.tracer.set(
        RADIO,
        (hop, wait) ->
            hop == 64 && sent.incrementAndGet() % 2 == 0
                ? new HopAnswer.Silent(wait)
                : ScriptedTracer.over(RADIO, GATEWAY, TOWER).answer(hop, wait));
    assertEquals(new Cause.Lossy(5, 3), clinic.cause("radio"));
  }

  @Test
  @DisplayName("a probe that fails while the device answers is named")
  void probeFails() {
    replace(
        new Clinic(
            (builder, world) ->
                builder
                    .tracer(world.tracer)
                    .probe(
                        ScriptedProbe.named("snmp", Role.DATA, world.time)
                            .set("radio", ScriptedProbe.silent()),
                        Schedule.every(Duration.ofMinutes(5)))));
    assertEquals(
        "answers, but probe snmp heard nothing for 1.0 s", clinic.village().cause("radio").words());
  }

  @Test
  @DisplayName("our side that cannot send is told before anything about the device")
  void cannotSend() {
    clinic.village();
    clinic.probe.set("radio", ScriptedProbe.broken("no route"));
    clinic.tracer.set(RADIO, (hop, wait) -> new HopAnswer.Unsent("no route on this machine"));
    Diagnosis diagnosis = clinic.diagnose("radio");
    assertEquals("our side cannot send: no route on this machine", diagnosis.cause().words());
    assertEquals("path not available: no route on this machine", diagnosis.path().found().words());
  }

  @Test
  @DisplayName("a lost uplink is the cause, by its name")
  void cutOff() {
    replace(
        new Clinic(
            (builder, world) ->
                builder
                    .tracer(world.tracer)
                    .uplink(Uplink.named("fibre").witness("gateway").build())));
    clinic.village();
    clinic.probe.kill("gateway");
    Arrays.asList(GATEWAY, TOWER, RADIO)
        .forEach(is -> clinic.tracer.set(is, ScriptedTracer.lostAfter()));
    clinic.pass(Duration.ofMinutes(1));
    assertEquals("we are cut off behind uplink fibre", clinic.cause("radio").words());
  }

  @Test
  @DisplayName("without a tracer the probe tells that the device answers, or does not")
  void noTracer() {
    replace(new Clinic((builder, world) -> builder));
    Diagnosis fine = clinic.village().diagnose("radio");
    assertEquals("reachable: scripted was answered", fine.cause().words());
    assertInstanceOf(PathFinding.NotAvailable.class, fine.path().found());
    clinic.probe.kill("radio");
    String words = clinic.cause("radio").words();
    assertTrue(words.startsWith("probe scripted heard nothing for 1.0 s; path not"), words);
  }

  @Test
  @DisplayName("a name without an address is the cause")
  void noSuchName() {
    clinic.inventory.add(Device.named("cpe").hostName("cpe.example").build());
    assertEquals("the name cpe.example has no address", clinic.settled().cause("cpe").words());
  }

  @Test
  @DisplayName("a name whose address is another by now is the cause of silence at the old one")
  void addressMoved() {
    clinic.inventory.add(Device.named("cpe").hostName("cpe.example").build());
    clinic.names.put("cpe.example", "10.0.8.1");
    clinic.settled();
    clinic.names.put("cpe.example", "10.0.8.2");
    clinic.probe.kill("cpe");
    Diagnosis diagnosis = clinic.diagnose("cpe");
    assertInstanceOf(NameFinding.Moved.class, diagnosis.name().found());
    assertEquals(
        "silent at 10.0.8.1, and the name cpe.example is 10.0.8.2 now; it is asked there within"
            + " five minutes",
        diagnosis.cause().words());
  }

  @Test
  @DisplayName("a device without an address is told to be given one")
  void notAddressed() {
    clinic.inventory.add(Device.named("mast").build());
    assertEquals(new Cause.NotAddressed(), clinic.settled().cause("mast"));
  }

  @Test
  @DisplayName("the report has a line for everything that was found")
  void report() {
    clinic.inventory.add(device("spare", address("10.0.7.8")));
    String report = clinic.village().diagnose("radio").toString();
    for (String part :
        List.of(
            "radio: reachable",
            "known   UP since",
            "name    10.0.7.7, as configured",
            "ping    5 of 5",
            "path    3 hops, reached",
            " 2  192.0.2.9 (tower)  2.00 ms",
            "probe   scripted was answered")) {
      assertTrue(report.contains(part), () -> part + " is not in\n" + report);
    }
    assertFalse(report.contains("null"), report);
    assertNotEquals(1, report.lines().count());
  }

  @Test
  @DisplayName("a device that refuses a check itself answers, and the check fails")
  void refusedByItself() {
    clinic.village();
    clinic.probe.set("radio", ScriptedProbe.refused("HTTP status 500, expected 2xx", RADIO));
    clinic.tracer.set(RADIO, ScriptedTracer.lostAfter(GATEWAY));
    assertEquals(
        "answers, but probe scripted was refused: HTTP status 500, expected 2xx, by 10.0.7.7",
        clinic.cause("radio").words());
  }

  @Test
  @DisplayName("without a tracer, somebody who refuses an echo is told, known or not")
  void refusedOnTheWay() {
    replace(new Clinic((builder, world) -> builder));
    clinic.village();
    clinic.probe.set("radio", ScriptedProbe.refused("host unreachable", null));
    assertEquals("somebody on the way says host unreachable", clinic.cause("radio").words());
    clinic.probe.set("radio", ScriptedProbe.refused("host unreachable", TOWER));
    assertEquals(new Cause.ToldUnreachable(TOWER, null, "host unreachable"), clinic.cause("radio"));
  }

  @Test
  @DisplayName("echoes that are lost where no path can be asked are told with why")
  void silentWithoutPath() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(
        RADIO,
        (hop, wait) ->
            hop == PathTracer.ANY_DISTANCE
                ? new HopAnswer.Silent(wait)
                : new HopAnswer.Unsent("the hop limit cannot be set here"));
    assertEquals(
        new Cause.Silent(
            "0 of 5 echoes answered", "path not available: the hop limit cannot be set here"),
        clinic.cause("radio"));
  }
}
