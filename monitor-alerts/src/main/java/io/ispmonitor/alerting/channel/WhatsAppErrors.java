package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the codes mean by which WhatsApp says no (WhatsApp Cloud API, "Error codes"). */
final class WhatsAppErrors {
  /** Limits: of calls, of the number, of the pair of numbers, of what was reported as spam. */
  private static final Set<String> LIMITS =
      Set.of("4", "80007", "130429", "131048", "131056", "131057");

  /** Its own trouble. */
  private static final Set<String> PASSING = Set.of("1", "2", "131000", "131016", "133004");

  /** Token, permissions, account, payment; numbers that cannot write to each other. */
  private static final Set<String> BREAKING =
      Set.of(
          "0", "3", "10", "33", "190", "200", "368", "130497", "131005", "131021", "131030",
          "131031", "131037", "131042", "131045", "133010");

  /** A template with other parameters, that is not there, is paused, or disabled. */
  private static final Set<String> NO_TEMPLATE = Set.of("132000", "132001", "132015", "132016");

  private static final String PAIR = "131056";

  /** One message in six seconds from one number to another. */
  private static final Duration OF_PAIR = Duration.ofSeconds(6);

  private static final String NOT_IN_DIALOGUE = "131047";
  private static final String TEMPLATE = "132";

  private WhatsAppErrors() {}

  /** What an error comes to; empty when its code says no more than the status. */
  static Optional<DeliveryResult> result(String host, Map<String, String> values, String says) {
    String code = values.getOrDefault("/error/code", "");
    String reason = "%s answered error %s: %s".formatted(host, code, says);
    if (LIMITS.contains(code) || PASSING.contains(code)) {
      @Nullable Duration after = code.equals(PAIR) ? OF_PAIR : null;
      return Optional.of(new DeliveryResult.TryLater(reason, after));
    }
    if (BREAKING.contains(code)) {
      return Optional.of(
          DeliveryResult.broken(
              reason + "; see to the token, its permissions, the account and both numbers"));
    }
    if (NO_TEMPLATE.contains(code)) {
      return Optional.of(
          DeliveryResult.broken(
              reason
                  + "; compare name, language and number of parameters with the template,"
                  + " and whether it is active"));
    }
    if (code.equals(NOT_IN_DIALOGUE)) {
      return Optional.of(DeliveryResult.rejected(reason + "; is the template approved?"));
    }
    if (code.startsWith(TEMPLATE) && code.length() == 6) {
      return Optional.of(
          DeliveryResult.rejected(reason + "; compare its parameters with the template"));
    }
    return Optional.empty();
  }
}
