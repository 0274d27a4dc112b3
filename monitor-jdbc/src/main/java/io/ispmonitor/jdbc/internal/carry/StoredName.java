package io.ispmonitor.jdbc.internal.carry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name as every database can hold it and find it again. One that is very long, or has characters
 * that are none, keeps its beginning and ends with a digest of the whole.
 */
public final class StoredName {
  private static final int LONGEST = 500;
  private static final int KEPT = 400;
  private static final char STANDS_FOR = '_';

  private StoredName() {}

  /** The name, or what stands for it. */
  public static String of(String name) {
    return name.length() <= LONGEST && isPlain(name) ? name : cut(name);
  }

  /** What SHA-256 makes of bytes. */
  public static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java has", e);
    }
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String name) {
    StringBuilder stored = new StringBuilder();
    for (int i = 0; i < Math.min(KEPT, name.length()); i++) {
      char c = name.charAt(i);
      stored.append(c == 0 || Character.isSurrogate(c) ? STANDS_FOR : c);
    }
    byte[] units = new byte[2 * name.length()]; // characters that are none have no UTF-8
    for (int i = 0; i < name.length(); i++) {
      units[2 * i] = (byte) (name.charAt(i) >>> Byte.SIZE);
      units[2 * i + 1] = (byte) name.charAt(i);
    }
    return stored.append('~').append(HexFormat.of().formatHex(digest(units))).toString();
  }
}
