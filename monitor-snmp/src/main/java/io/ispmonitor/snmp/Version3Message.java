package io.ispmonitor.snmp;

import java.io.IOException;
import java.util.Arrays;
import org.snmp4j.asn1.BER;

/** A message of version 3 (RFC 3412, 6) with the parameters of users (RFC 3414, 2.4). */
final class Version3Message {
  static final int SIGNED = 1;
  static final int ENCRYPTED = 2;
  static final int REPORTABLE = 4;

  private static final int USERS = 3;
  private static final int LEAST_ENGINE_BYTES = 5;
  private static final int MOST_BYTES_OF_A_NAME = 32;

  final int id;
  final int flags;
  final Octets engineId;
  final int boots;
  final int time;
  final Octets user;
  final byte[] salt;

  /** All of it, as it came. */
  final byte[] whole;

  /** Where the signature is in it. */
  final int digestAt;

  final int digestLength;

  /** Where what was sent begins: in the clear, or encrypted. */
  final int dataAt;

  /**
   * Reads one.
   *
   * @throws IOException when it is none
   */
  Version3Message(byte[] whole) throws IOException {
    MessageReader in = new MessageReader(whole);
    in.sequence();
    in.integer(); // the version
    in.sequence();
    this.id = in.natural();
    in.natural(); // the size of the longest answer: ours are no longer than what came
    byte[] octetOfFlags = in.octets();
    if (octetOfFlags.length != 1 || in.integer() != USERS) {
      throw new IOException("another security than that of users");
    }
    this.flags = octetOfFlags[0];
    in.enter(BER.OCTETSTRING);
    in.sequence();
    this.engineId = Octets.of(in.octets());
    this.boots = in.natural();
    this.time = in.natural();
    this.user = Octets.of(in.octets());
    this.digestLength = in.enter(BER.OCTETSTRING);
    this.digestAt = in.position();
    in.skip(digestLength);
    this.salt = in.octets();
    this.dataAt = in.position();
    this.whole = whole;
    refuseSizes();
  }

  private void refuseSizes() throws IOException {
    int engineBytes = engineId.length();
    boolean isEngine = engineBytes >= LEAST_ENGINE_BYTES && engineBytes <= MOST_BYTES_OF_A_NAME;
    if ((engineBytes > 0 && !isEngine) || user.length() > MOST_BYTES_OF_A_NAME) {
      throw new IOException("an engine or a user with a name of a length that must not be");
    }
  }

  boolean isSigned() {
    return (flags & SIGNED) != 0;
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  /** Whether the sender wants to hear of what is wrong with it. */
  boolean isReportable() {
    return (flags & REPORTABLE) != 0;
  }

  byte[] digest() {
    return Arrays.copyOfRange(whole, digestAt, digestAt + digestLength);
  }

  /** What was sent: in the clear, or encrypted in its octets. */
  byte[] data() {
    return Arrays.copyOfRange(whole, dataAt, whole.length);
  }
}
