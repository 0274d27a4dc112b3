package io.ispmonitor.snmp;

import java.util.Arrays;
import java.util.Map;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * An authentication protocol that remembers what a password makes before it is bound to an engine.
 * To make that takes a mebibyte through the hash (RFC 3414, A.2): once for each password, not for
 * each of ten thousand devices. The session's thread only.
 */
final class CachedKeys implements AuthenticationProtocol {
  private static final long serialVersionUID = 1L;
  private static final int MOST_PASSWORDS = 1_000;
  private static final int MEBIBYTE = 1 << 20;

  private final AuthenticationProtocol protocol;

  /** The most recently used last. */
  private final transient Map<OctetString, byte[]> byPassword = new Recent<>(MOST_PASSWORDS);

  CachedKeys(AuthenticationProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public byte[] passwordToKey(OctetString password, byte[] engineId) {
    byte[] unbound = byPassword.get(password);
    if (unbound == null) {
      unbound = protocol.hash(repeated(password.getValue()));
      byPassword.put(new OctetString(password), unbound);
    }
    byte[] bound = Arrays.copyOf(unbound, 2 * unbound.length + engineId.length);
    System.arraycopy(engineId, 0, bound, unbound.length, engineId.length);
    System.arraycopy(unbound, 0, bound, unbound.length + engineId.length, unbound.length);
    return protocol.hash(bound);
  }

  private static byte[] repeated(byte[] password) {
    byte[] mebibyte = new byte[MEBIBYTE];
    for (int i = 0; i < MEBIBYTE; i++) {
      mebibyte[i] = password[i % password.length];
    }
    return mebibyte;
  }

  @Override
  public boolean authenticate(
      byte[] key, byte[] message, int offset, int length, ByteArrayWindow digest) {
    return protocol.authenticate(key, message, offset, length, digest);
  }

  @Override
  public boolean isAuthentic(
      byte[] key, byte[] message, int offset, int length, ByteArrayWindow digest) {
    return protocol.isAuthentic(key, message, offset, length, digest);
  }

  @Override
  public byte[] changeDelta(byte[] oldKey, byte[] newKey, byte[] random) {
    return protocol.changeDelta(oldKey, newKey, random);
  }

  @Override
  public OID getID() {
    return protocol.getID();
  }

  @Override
  public byte[] hash(byte[] data) {
    return protocol.hash(data);
  }

  @Override
  public byte[] hash(byte[] data, int offset, int length) {
    return protocol.hash(data, offset, length);
  }

  @Override
  public int getDigestLength() {
    return protocol.getDigestLength();
  }

  @Override
  public int getAuthenticationCodeLength() {
    return protocol.getAuthenticationCodeLength();
  }

  @Override
  public boolean isSupported() {
    return protocol.isSupported();
  }

  @Override
  public int getMaxKeyLength() {
    return protocol.getMaxKeyLength();
  }
}
