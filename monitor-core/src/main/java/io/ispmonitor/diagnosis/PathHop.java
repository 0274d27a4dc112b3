package io.ispmonitor.diagnosis;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hop of a path.
 *
 * @param number how many hops away it is, 1 for the first router
 * @param answer what came of the echoes that lived so long; the best of them
 * @param device the id of the device of the inventory that has the answering address; null where
 *     none has
 */
public record PathHop(int number, HopAnswer answer, @Nullable String device) {
  /** Refuses null at once, where the mistake is. */
  public PathHop {
    Objects.requireNonNull(answer, "answer");
  }

  /** Whether any answer came from there. */
  public boolean isHeard() {
    return answer.answeredBy() != null;
  }

  /** The address with the device's id, such as {@code 10.0.0.9 (tower-3)}; a star for nobody. */
  public String who() {
    InetAddress by = answer.answeredBy();
    return by == null ? "*" : who(by, device);
  }

  static String who(InetAddress address, @Nullable String device) {
    String plain = address.getHostAddress();
    return device == null ? plain : plain + " (" + device + ")";
  }

  /** In words, for a line of a report. */
  public String words() {
    return "%2d  %s  %s".formatted(number, who(), answer.words());
  }
}
