package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import org.jspecify.annotations.Nullable;

/** Opens what comes in, whatever its version. */
public final class Reception {
  private Reception() {}

  /**
   * Opens a message.
   *
   * @return null when it is to be met with silence, as a wrong community is
   * @throws Malformed when it is none
   */
  public static @Nullable Incoming open(
      byte[] bytes, Access access, Engine engine, EngineClock clock) throws Malformed {
    BerReader message = new BerReader(bytes).enter(Tags.SEQUENCE);
    int version = message.int32();
    if (version == Envelope.VERSION_3) {
      return engine.open(bytes, SecureMessage.read(message), access, clock);
    }
    if (version != Envelope.VERSION_1 && version != Envelope.VERSION_2C) {
      return null;
    }
    Octets community = message.octets();
    if (!access.accepts(version, community)) {
      return null;
    }
    return new Incoming(Pdu.read(message), new CommunityEnvelope(version, community), null);
  }
}
