package io.ispmonitor.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A password, token or community. Masks itself wherever it is printed; two are compared in a time
 * that does not tell how much of them agrees. Immutable; any thread.
 *
 * <p>It keeps others from reading it by mistake, not from reading the heap: Java offers nothing
 * that would.
 */
public final class Secret {
  private static final String MASK = "***";

  private final byte[] utf8;

  private Secret(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * A secret with these characters.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Secret of(CharSequence characters) {
    return of(CharBuffer.wrap(characters));
  }

  /**
   * A secret with these characters, which are copied: the caller may overwrite them.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Secret of(char[] characters) {
    return of(CharBuffer.wrap(characters));
  }

  private static Secret of(CharBuffer characters) {
    if (!characters.hasRemaining()) {
      throw new IllegalArgumentException(
          "a secret must not be empty; leave it out where none is needed");
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(characters);
    byte[] utf8 = new byte[encoded.remaining()];
    encoded.get(utf8);
    for (int i = 0; i < encoded.limit(); i++) {
      encoded.put(i, (byte) 0); // nothing is left in the buffer
    }
    return new Secret(utf8);
  }

  /** What it is, in UTF-8: a copy. For whoever hands it to the other side, and nobody else. */
  public byte[] reveal() {
    return utf8.clone();
  }

  /** What it is, as text. For whoever hands it to the other side, and nobody else. */
  public String revealText() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Whether it is these bytes; takes the same time wherever they differ. */
  public boolean matches(byte[] bytes) {
    return MessageDigest.isEqual(utf8, bytes);
  }

  /** How many bytes it has in UTF-8. */
  public int length() {
    return utf8.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(utf8, secret.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  /** Three asterisks, whatever it is. */
  @Override
  public String toString() {
    return MASK;
  }
}
