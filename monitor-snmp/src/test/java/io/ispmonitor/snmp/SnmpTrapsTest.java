package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;

class SnmpTrapsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int MOST_LOOKS = 100_000;

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final ScriptedProbe probe = ScriptedProbe.in(time);
  private final RecordingListener heard = new RecordingListener();
  private final List<Monitor> started = new ArrayList<>();
  private SnmpTraps traps = traps().build();

  private static SnmpTraps.Builder traps() {
    return SnmpTraps.builder(
        SnmpTrapOptions.builder()
            .local(ManualTraps.ANY_PORT)
            .community(Secret.of("tower"))
            .perSource(new SnmpTrapLimit(10, 5_000))
            .build());
  }

  private Monitor start(SnmpTraps with, Device... devices) {
    traps = with;
    Monitor monitor =
        Monitor.builder()
            .devices(List.of(devices))
            .probe(probe, Schedule.every(Duration.ofMinutes(5)))
            .listener(heard)
            .callbacks(Runnable::run)
            .time(time)
            .with(with)
            .build();
    started.add(monitor);
    monitor.start();
    time.advance(Duration.ofMinutes(5));
    return monitor;
  }

  @AfterEach
  void close() {
    started.forEach(Monitor::close);
  }

  private void until(BooleanSupplier isSo) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < MOST_LOOKS; i++) {
      time.settle();
      if (isSo.getAsBoolean()) {
        return;
      }
      never.await(50, TimeUnit.MICROSECONDS);
    }
    throw new AssertionError("it did not happen; " + traps.health());
  }

  private void send(PDU pdu, int version) throws Exception {
    try (TrapSender sender = new TrapSender()) {
      sender.send(pdu, TrapSender.community(traps.port(), version, "tower"));
    }
  }

  private void send(PDU pdu) throws Exception {
    send(pdu, SnmpConstants.version2c);
  }

  private Observation observed() throws Exception {
    until(() -> !heard.observations().isEmpty());
    return heard.observations().get(0);
  }

  /** Waits for so many to be taken in, and for the listeners to hear of them. */
  private void observed(int count) throws InterruptedException {
    until(() -> health().contains(" " + count + " traps taken"));
    time.advance(Duration.ofMillis(100));
    assertEquals(count, heard.observations().size());
  }

  private static PDU trap(String oid) {
    return TrapSender.filled(new PDU(), PDU.TRAP, new OID(oid));
  }

  private String health() {
    return traps.health().get(0).detail();
  }

  @Test
  @DisplayName("a link goes down: the observation names the interface, and the device is asked now")
  void linkDown() throws Exception {
    start(traps().build(), Device.of("tower-7", HERE));
    int askedBefore = probe.asked("tower-7").size();
    PDU pdu = TrapSender.linkDown(PDU.TRAP);
    TrapSender.with(pdu, "1.3.6.1.2.1.2.2.1.1.3", new Integer32(3));
    TrapSender.with(pdu, "1.3.6.1.2.1.31.1.1.1.18.3", "uplink\u001b[31m to the hill");
    send(pdu);
    assertEquals(
        Observation.event(
            "tower-7",
            "trap",
            time.instant(),
            "linkDown",
            "3",
            "interface 3, ether3, uplink\u00b7[31m to the hill"),
        observed());
    time.advance(Duration.ofSeconds(2));
    assertEquals(askedBefore + 1, probe.asked("tower-7").size());
    assertEquals(HealthStatus.HEALTHY, traps.health().get(0).status());
    assertTrue(health().contains("1 packets received, 1 traps taken, 0 of unknown"), health());
  }

  @Test
  @DisplayName("a trap of a link is of its interface, also where ifIndex itself was left out")
  void interfaceOfALink() throws Exception {
    start(traps().build(), Device.of("tower-7", HERE));
    PDU down = trap("1.3.6.1.6.3.1.1.5.3");
    TrapSender.with(down, "1.3.6.1.2.1.2.2.1.7.12", new Integer32(1));
    PDU up = trap("1.3.6.1.6.3.1.1.5.4");
    TrapSender.with(up, "1.3.6.1.2.1.2.2.1.1.12", new Integer32(12));
    PDU bare = trap("1.3.6.1.6.3.1.1.5.4");
    PDU cold = trap("1.3.6.1.6.3.1.1.5.1");
    TrapSender.with(cold, "1.3.6.1.2.1.2.2.1.1.12", new Integer32(12));
    try (TrapSender sender = new TrapSender()) {
      for (PDU pdu : List.of(down, up, bare, cold)) {
        sender.send(pdu, TrapSender.community(traps.port(), SnmpConstants.version2c, "tower"));
      }
    }
    observed(4);
    assertEquals(
        List.of("12", "12", "", ""),
        heard.observations().stream().map(Observation::instance).toList());
  }

  @Test
  @DisplayName("a device that boots and sends a trap for each interface is asked once")
  void askedOnce() throws Exception {
    start(traps().build(), Device.of("tower-7", HERE));
    int askedBefore = probe.asked("tower-7").size();
    try (TrapSender sender = new TrapSender()) {
      for (int i = 0; i < 30; i++) {
        sender.send(
            trap(i == 0 ? "1.3.6.1.6.3.1.1.5.1" : "1.3.6.1.6.3.1.1.5.4"),
            TrapSender.community(traps.port(), SnmpConstants.version2c, "tower"));
      }
    }
    observed(30);
    time.advance(Duration.ofSeconds(4));
    assertEquals(askedBefore + 1, probe.asked("tower-7").size());
  }

  @Test
  @DisplayName("an UPS that runs on its battery says so in both versions")
  void onBattery() throws Exception {
    start(traps().build(), Device.of("ups-1", HERE));
    send(TrapSender.version1(6, 1, "1.3.6.1.2.1.33.2"), SnmpConstants.version1);
    observed(1);
    send(trap("1.3.6.1.2.1.33.2.1"));
    observed(2);
    assertEquals(
        List.of("onBattery", "onBattery"),
        heard.observations().stream().map(Observation::event).toList());
  }

  @Test
  @DisplayName("a trap without a name comes by its number with its objects, and asks nobody")
  void byNumber() throws Exception {
    start(traps().build(), Device.of("tower-7", HERE));
    int askedBefore = probe.asked("tower-7").size();
    PDU pdu = trap("1.3.6.1.4.1.14988.0.1");
    TrapSender.with(pdu, "1.3.6.1.4.1.14988.9.0", "fan\n1");
    TrapSender.with(pdu, "1.3.6.1.2.1.2.2.1.8.3", new Integer32(2));
    send(pdu);
    assertEquals("1.3.6.1.4.1.14988.0.1", observed().event());
    assertEquals("1.3.6.1.4.1.14988.9.0=fan\u00b71, ifOperStatus.3=2", observed().text());
    time.advance(Duration.ofSeconds(2));
    assertEquals(askedBefore, probe.asked("tower-7").size());
  }

  @Test
  @DisplayName("a host gives a trap a name")
  void named() throws Exception {
    start(
        traps().event(Oid.of("1.3.6.1.4.1.14988.0.1"), "fanFailed").build(),
        Device.of("tower-7", HERE));
    send(trap("1.3.6.1.4.1.14988.0.1"));
    assertEquals("fanFailed", observed().event());
  }

  @Test
  @DisplayName("the longest text and the longest number there are fit into an observation")
  void longest() throws Exception {
    start(traps().build(), Device.of("tower-7", HERE));
    StringBuilder number = new StringBuilder("1.3");
    for (int i = 0; i < 100; i++) {
      number.append(".4294967295");
    }
    PDU pdu = trap(number.toString());
    for (int i = 0; i < 40; i++) {
      TrapSender.with(pdu, "1.3.6.1.4.1.14988.9." + i, "\ud83d\ude00".repeat(250));
    }
    send(pdu);
    assertTrue(observed().event().endsWith("..."), observed().event());
    assertTrue(observed().text().endsWith("..."), observed().text());
  }

  @Test
  @DisplayName("a trap of an address no device has is counted; once one has it, it is taken")
  void inventoryChanges() throws Exception {
    InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
    Monitor monitor = start(traps().build(), Device.of("tower-7", elsewhere));
    send(trap("1.3.6.1.6.3.1.1.5.2"));
    until(() -> health().contains("1 of unknown devices"));
    monitor.inventory().change(Device.of("tower-7", HERE));
    monitor.inventory().add(Device.of("tower-8", HERE));
    time.advance(Duration.ofSeconds(1));
    send(trap("1.3.6.1.6.3.1.1.5.2"));
    assertEquals("tower-7", observed().device());
    monitor.inventory().remove("tower-7");
    time.advance(Duration.ofSeconds(1));
    send(trap("1.3.6.1.6.3.1.1.5.2"));
    until(() -> heard.observations().size() == 2);
    assertEquals("tower-8", heard.observations().get(1).device());
  }

  @Test
  @DisplayName("only a relay that is named is believed when it says whose trap it is")
  void relay() throws Exception {
    InetAddress behind = InetAddress.getByName("192.0.2.7");
    Device[] devices = {Device.of("relay", HERE), Device.of("tower-7", behind)};
    Monitor believesNobody = start(traps().build(), devices);
    send(TrapSender.version1(2, 0, "1.3.6.1.4.1.9"), SnmpConstants.version1);
    assertEquals("relay", observed().device());
    believesNobody.close();
    start(traps().relay(HERE).build(), devices);
    send(TrapSender.version1(2, 0, "1.3.6.1.4.1.9"), SnmpConstants.version1);
    until(() -> heard.observations().size() == 2);
    PDU passedOn = trap("1.3.6.1.6.3.1.1.5.3");
    TrapSender.with(passedOn, "1.3.6.1.6.3.18.1.3.0", new IpAddress("192.0.2.7"));
    send(passedOn);
    until(() -> health().contains(" 2 traps taken"));
    time.advance(Duration.ofMillis(100));
    assertEquals("tower-7", heard.observations().get(1).device());
    assertEquals("tower-7", heard.observations().get(2).device());
  }

  @Test
  @DisplayName("a host looks devices up by itself, and one it makes up holds up nobody")
  void ownLookup() throws Exception {
    start(traps().devices(address -> Optional.of("made-up")).build(), Device.of("tower-7", HERE));
    send(trap("1.3.6.1.6.3.1.1.5.2"));
    until(() -> health().contains("1 traps taken"));
    assertEquals(List.of(), heard.observations());
  }

  @Test
  @DisplayName("a port that another has keeps the monitor from starting, with a sentence")
  void portTaken() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, HERE)) {
      InetSocketAddress local = (InetSocketAddress) taken.getLocalSocketAddress();
      SnmpTraps with =
          SnmpTraps.builder(
                  SnmpTrapOptions.builder().local(local).community(Secret.of("tower")).build())
              .build();
      IllegalStateException failed =
          assertThrows(IllegalStateException.class, () -> start(with, Device.of("a", HERE)));
      String said = String.valueOf(failed.getMessage());
      assertTrue(said.contains("SNMP traps: port " + local.getPort() + " of "), said);
      assertTrue(said.contains("choose another port"), said);
    }
  }

  @Test
  @DisplayName("what a thousand devices send as they boot at once is all observed")
  void coldStart() throws Exception {
    start(traps().build(), Device.of("tower-7", HERE));
    try (TrapSender sender = new TrapSender()) {
      for (int i = 1; i <= 1_000; i++) {
        sender.send(
            trap("1.3.6.1.6.3.1.1.5.1"),
            TrapSender.community(traps.port(), SnmpConstants.version2c, "tower"));
        int sent = i;
        if (i % 100 == 0) { // as many as any socket holds
          observed(sent);
        }
      }
    }
    List<HealthCheck> health = traps.health();
    assertTrue(health.get(0).detail().contains("1000 traps taken"), health.toString());
  }
}
