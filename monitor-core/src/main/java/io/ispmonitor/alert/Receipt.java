package io.ispmonitor.alert;

/**
 * What a channel needs to find a message again that it delivered, to edit it or to answer in its
 * thread. Only the channel that gave it knows what it means.
 *
 * @param value at most 1,000 characters
 */
public record Receipt(String value) {
  private static final int LONGEST = 1_000;

  /** Checks the length. */
  public Receipt {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a receipt has 1 to %d characters, this one has %d".formatted(LONGEST, value.length()));
    }
  }
}
