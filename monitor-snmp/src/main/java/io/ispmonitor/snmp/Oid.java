package io.ispmonitor.snmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object identifier: up to 128 sub-identifiers of 32 bits without sign (RFC 2578, 3.5). Ordered
 * as an agent orders its objects. Immutable; any thread.
 */
public final class Oid implements Comparable<Oid> {
  /** How many sub-identifiers there may be. */
  public static final int MOST_PARTS = 128;

  private static final long MOST = 0xffff_ffffL;

  private final int[] parts;

  private Oid(int[] parts) {
    this.parts = parts;
  }

  /**
   * An identifier from its dotted form; a leading dot is left out.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Oid of(String dotted) {
    String text = dotted.startsWith(".") ? dotted.substring(1) : dotted;
    int count = text.isEmpty() ? 0 : (int) text.chars().filter(c -> c == '.').count() + 1;
    if (count < 1 || count > MOST_PARTS) {
      throw refused(dotted, "it has " + count + " parts; 1 to " + MOST_PARTS + " are allowed");
    }
    int[] parts = new int[count];
    int begin = 0;
    for (int i = 0; i < count; i++) {
      int end = text.indexOf('.', begin);
      parts[i] = part(dotted, text.substring(begin, end < 0 ? text.length() : end));
      begin = end + 1;
    }
    return new Oid(parts);
  }

  /**
   * An identifier from its parts, of which each {@code int} is taken without sign. They are copied.
   *
   * @throws IllegalArgumentException when there are none or more than {@link #MOST_PARTS}
   */
  public static Oid ofParts(int... parts) {
    if (parts.length < 1 || parts.length > MOST_PARTS) {
      throw new IllegalArgumentException(
          "object identifier: has %d parts; 1 to %d are allowed"
              .formatted(parts.length, MOST_PARTS));
    }
    return new Oid(parts.clone());
  }

  private static int part(String dotted, String digits) {
    boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    long value = isNumber && digits.length() <= 10 ? Long.parseLong(digits) : MOST + 1;
    if (value > MOST) {
      throw refused(dotted, "'" + digits + "' is no number from 0 to " + MOST);
    }
    return (int) value;
  }

  private static IllegalArgumentException refused(String dotted, String why) {
    return new IllegalArgumentException("object identifier '" + dotted + "': " + why);
  }

  /** How many parts it has. */
  public int size() {
    return parts.length;
  }

  /** A part, counted from 0; to be taken without sign. */
  public int part(int index) {
    return parts[index];
  }

  /** All parts, each to be taken without sign: a copy. */
  public int[] parts() {
    return parts.clone();
  }

  /** This one with more parts behind it, such as a column with the index of a row. */
  public Oid append(int... more) {
    int[] all = Arrays.copyOf(parts, parts.length + more.length);
    System.arraycopy(more, 0, all, parts.length, more.length);
    return ofParts(all);
  }

  /** This one with another behind it. */
  public Oid append(Oid more) {
    return append(more.parts);
  }

  /** Whether it begins with all parts of another; it does with its own. */
  public boolean startsWith(Oid other) {
    int length = other.parts.length;
    return length <= parts.length && Arrays.equals(parts, 0, length, other.parts, 0, length);
  }

  /**
   * What follows a prefix, such as the index of a row behind a column.
   *
   * @throws IllegalArgumentException when it does not begin with it, or nothing follows
   */
  public Oid after(Oid prefix) {
    if (!startsWith(prefix) || parts.length == prefix.parts.length) {
      throw new IllegalArgumentException(this + " is not below " + prefix);
    }
    return new Oid(Arrays.copyOfRange(parts, prefix.parts.length, parts.length));
  }

  /** The order of RFC 3416, 4.2.2: part by part without sign, a prefix before what it begins. */
  @Override
  public int compareTo(Oid other) {
    return Arrays.compareUnsigned(parts, other.parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Oid oid && Arrays.equals(parts, oid.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  /** The dotted form, without a leading dot. */
  @Override
  public String toString() {
    StringBuilder dotted = new StringBuilder(parts.length * 4);
    for (int i = 0; i < parts.length; i++) {
      dotted.append(i == 0 ? "" : ".").append(Integer.toUnsignedString(parts[i]));
    }
    return dotted.toString();
  }
}
