package io.ispmonitor.snmp.profile;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version of firmware: numbers joined by dots.
 *
 * @param numbers the first is worth most
 */
public record Firmware(List<Integer> numbers) implements Comparable<Firmware> {
  private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,9}");
  private static final Pattern DOT = Pattern.compile("\\.");

  /** Copies the list. */
  public Firmware {
    numbers = List.copyOf(numbers);
  }

  /**
   * A version from its dotted form, such as {@code 8.7.4}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Firmware of(String dotted) {
    if (!FORM.matcher(dotted).matches()) {
      throw new IllegalArgumentException(
          "firmware version '" + dotted + "' must be numbers joined by dots, such as 8.7.4");
    }
    return new Firmware(DOT.splitAsStream(dotted).map(Integer::valueOf).toList());
  }

  @Override
  public int compareTo(Firmware other) {
    return Arrays.compare(parts(), other.parts());
  }

  /** The dotted form. */
  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  private int[] parts() {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
