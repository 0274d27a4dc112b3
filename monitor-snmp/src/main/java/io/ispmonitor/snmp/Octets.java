package io.ispmonitor.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes of an {@code OCTET STRING}. Immutable; any thread. */
public final class Octets {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Of these bytes, which are copied. */
  public static Octets of(byte... bytes) {
    return new Octets(bytes.clone());
  }

  /** Of a text in UTF-8. */
  public static Octets ofText(String text) {
    return new Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many there are. */
  public int length() {
    return bytes.length;
  }

  /** One of them, counted from 0. */
  public byte at(int index) {
    return bytes[index];
  }

  /** All of them: a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The bytes as text that can be shown to people, whoever wrote it: taken as UTF-8, or as ISO
   * 8859-1 where it is none. A zero byte at the end goes; what does not print, such as control
   * characters, terminal escapes and marks that turn the direction of writing, becomes a middle
   * dot.
   */
  public String text() {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    StringBuilder shown = new StringBuilder(length);
    decoded(length).codePoints().map(Octets::printable).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** The bytes in hexadecimal, with colons between them, as MAC addresses are written. */
  public String hex() {
    return COLONS.formatHex(bytes);
  }

  private String decoded(int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
  }

  private static int printable(int codePoint) {
    boolean shows =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
    return shows ? codePoint : '\u00b7';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text that can be shown. */
  @Override
  public String toString() {
    return text();
  }
}
