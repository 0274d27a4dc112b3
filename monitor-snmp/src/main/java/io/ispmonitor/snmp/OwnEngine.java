package io.ispmonitor.snmp;

import io.ispmonitor.time.TimeSource;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.snmp4j.mp.MPv3;
import org.snmp4j.smi.OctetString;

/** Who we are to senders of informs, and what our clock says (RFC 3414, 2.2). */
final class OwnEngine {
  private static final int ID_BYTES = 12;
  private static final Instant FIRST_BOOT = Instant.parse("2020-01-01T00:00:00Z");

  private final Octets id;
  private final int boots;
  private final TimeSource time;
  private final long startNanos;

  OwnEngine(SnmpTrapOptions options) {
    Octets given = options.engineId();
    this.time = options.time();
    this.startNanos = time.nanoTime();
    this.id = given != null ? given : derived(options.local());
    this.boots = options.boots().orElseGet(() -> secondsUntil(time.instant()));
  }

  private static int secondsUntil(Instant now) {
    long seconds = Duration.between(FIRST_BOOT, now).toSeconds();
    return (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE - 1));
  }

  /** The same whenever we are started at the same address and port. */
  private static Octets derived(InetSocketAddress local) {
    String name = local.getAddress().getHostAddress() + "/" + local.getPort();
    byte[] hash = sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    return Octets.of(MPv3.createLocalEngineID(new OctetString(Arrays.copyOf(hash, ID_BYTES))));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Octets id() {
    return id;
  }

  int boots() {
    return boots;
  }

  /** The seconds since it was started. */
  int seconds() {
    return (int) Duration.ofNanos(time.nanoTime() - startNanos).toSeconds();
  }

  /** Whether a message that says it was written at this time of ours is new. */
  boolean isNow(int itsBoots, int itsSeconds) {
    return itsBoots == boots && Math.abs((long) itsSeconds - seconds()) <= EngineClocks.WINDOW;
  }
}
