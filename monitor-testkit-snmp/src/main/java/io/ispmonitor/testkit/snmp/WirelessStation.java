package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Octets;
import java.util.Objects;

/**
 * A station as its access point sees it. Immutable.
 *
 * @param mac its address, 6 bytes
 * @param name its name
 * @param signalDbm how strong it is received
 * @param noiseDbm what is received without it
 * @param distanceMetres how far away it is
 * @param bitsPerSecond the rate of the radio, the same in both directions
 * @param sent what the access point sends to it
 * @param received what the access point gets from it
 */
public record WirelessStation(
    Octets mac,
    String name,
    int signalDbm,
    int noiseDbm,
    int distanceMetres,
    int bitsPerSecond,
    Flow sent,
    Flow received) {
  private static final int MAC_BYTES = 6;
  private static final int USUAL_SIGNAL = -60;
  private static final int USUAL_NOISE = -95;
  private static final int USUAL_DISTANCE = 1_000;
  private static final int USUAL_RATE = 130_000_000;

  /** Refuses what can not be. */
  public WirelessStation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sent, "sent");
    Objects.requireNonNull(received, "received");
    if (mac.length() != MAC_BYTES) {
      throw new IllegalArgumentException(
          "station '%s': its address must have %d bytes, was %s"
              .formatted(name, MAC_BYTES, mac.hex()));
    }
  }

  /** A station with an address of its own for each number, well received, without traffic. */
  public static WirelessStation of(int number) {
    Octets mac =
        Octets.of(
            (byte) 6,
            (byte) 0,
            (byte) (number >> 24),
            (byte) (number >> 16),
            (byte) (number >> 8),
            (byte) number);
    return new WirelessStation(
        mac,
        "station-" + number,
        USUAL_SIGNAL,
        USUAL_NOISE,
        USUAL_DISTANCE,
        USUAL_RATE,
        Flow.none(),
        Flow.none());
  }

  /** The same, received so strongly above so much noise. */
  public WirelessStation signal(int dbm, int noise) {
    return new WirelessStation(
        mac, name, dbm, noise, distanceMetres, bitsPerSecond, sent, received);
  }

  /** The same with traffic. */
  public WirelessStation traffic(Flow newSent, Flow newReceived) {
    return new WirelessStation(
        mac, name, signalDbm, noiseDbm, distanceMetres, bitsPerSecond, newSent, newReceived);
  }

  /** The parts of an object identifier that its address makes in an index. */
  int[] macParts() {
    int[] parts = new int[MAC_BYTES];
    for (int i = 0; i < MAC_BYTES; i++) {
      parts[i] = mac.at(i) & 0xff;
    }
    return parts;
  }

  static long octets(Flow flow, Moment moment) {
    return (long) (flow.bitsAfter(moment.upSeconds()) / Byte.SIZE);
  }
}
