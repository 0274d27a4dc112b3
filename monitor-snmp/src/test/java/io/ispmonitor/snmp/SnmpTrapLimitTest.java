package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;

class SnmpTrapLimitTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static byte[] trap() throws IOException {
    return TrapSender.recordedLinkDown(PDU.TRAP, "tower");
  }

  @Test
  @DisplayName("of one source 50 are taken at once and 10 each second, the rest is counted")
  void perSource() throws Exception {
    SnmpTrapOptions.Builder options = SnmpTrapOptions.builder().community(Secret.of("tower"));
    try (ManualTraps traps = new ManualTraps(options)) {
      byte[] trap = trap();
      traps.sendAll(Collections.nCopies(60, trap));
      assertEquals(50, traps.taken.size());
      assertEquals(10, traps.refused(SnmpTrapRefusal.BEYOND_LIMITS));
      traps.pass(Duration.ofSeconds(1));
      traps.sendAll(Collections.nCopies(60, trap));
      assertEquals(60, traps.taken.size());
      traps.pass(Duration.ofHours(1));
      traps.sendAll(Collections.nCopies(60, trap));
      assertEquals(110, traps.taken.size());
    }
  }

  @Test
  @DisplayName("who does not know the community uses up nothing of what is allowed")
  void strangers() throws Exception {
    SnmpTrapOptions.Builder options = SnmpTrapOptions.builder().community(Secret.of("tower"));
    try (ManualTraps traps = new ManualTraps(options)) {
      byte[] trap = trap();
      byte[] guess = trap.clone();
      guess[7] ^= 1; // the first letter of the community
      traps.sendAll(Collections.nCopies(500, guess));
      assertEquals(500, traps.refused(SnmpTrapRefusal.UNKNOWN_COMMUNITY));
      traps.send(trap);
      assertEquals(1, traps.taken.size());
    }
  }

  @Test
  @DisplayName("what one source sends too much costs no other, until all together are too many")
  void inTotal() throws Exception {
    TrapLimits limits = new TrapLimits(new SnmpTrapLimit(1, 2), new SnmpTrapLimit(1, 5), 0);
    InetAddress[] sources = new InetAddress[4];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) i});
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(i < 2, limits.allow(sources[0], 0));
    }
    assertTrue(limits.allow(sources[1], 0));
    assertTrue(limits.allow(sources[1], 0));
    assertTrue(limits.allow(sources[2], 0));
    assertFalse(limits.allow(sources[3], 0), "all together");
    assertTrue(limits.allow(sources[3], SECOND));
    assertFalse(limits.allow(sources[2], SECOND));
  }

  @Test
  @DisplayName("a line is said once of a subject, and ten a minute of all together")
  void saidOnce() {
    SaidOnce said = new SaidOnce(0);
    assertTrue(said.isDue("a", 0));
    assertFalse(said.isDue("a", 10 * SECOND));
    int lines = 0;
    for (int i = 0; i < 1_000; i++) {
      lines += said.isDue(i, 10 * SECOND) ? 1 : 0;
    }
    assertEquals(10, lines);
    assertTrue(said.isDue("a", 3_600 * SECOND));
  }

  @Test
  @DisplayName("limits and options that cannot be meant are refused at once")
  void refused() {
    assertThrows(IllegalArgumentException.class, () -> new SnmpTrapLimit(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SnmpTrapLimit(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new SnmpTrapLimit(1, 0));
    IllegalArgumentException nobody =
        assertThrows(IllegalArgumentException.class, () -> SnmpTrapOptions.builder().build());
    assertTrue(String.valueOf(nobody.getMessage()).contains("neither a community nor a user"));
    SnmpCredentials.V3 user = new SnmpCredentials.V3("noc", null, null);
    assertThrows(
        IllegalArgumentException.class,
        () -> SnmpTrapOptions.builder().user(user).user(user).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> SnmpTrapOptions.builder().user(user).engineId(Octets.of((byte) 1)).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> SnmpTrapOptions.builder().user(user).boots(-1).build());
  }
}
