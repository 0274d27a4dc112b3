package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a status code means for a notice, where the other side does not say it better in its body.
 * What would be answered to any other notice as well is a fault of the channel.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, section 15</a>
 */
final class HttpVerdict {
  private final TimeSource time;

  /** One that knows what time it is, for waits until a date. */
  HttpVerdict(TimeSource time) {
    this.time = time;
  }

  /** What came of it, with no more to say than the status. */
  DeliveryResult of(HttpReply.Answer answer) {
    return of(answer, "");
  }

  /**
   * What came of it.
   *
   * @param says what the other side says to it, fit to be shown; empty for nothing
   */
  DeliveryResult of(HttpReply.Answer answer, String says) {
    String reason =
        "%s answered %d%s"
            .formatted(answer.host(), answer.status(), says.isEmpty() ? "" : ": " + says);
    return switch (answer.status()) {
      case 401, 402, 403, 404, 405, 407, 410, 421, 426, 451 ->
          DeliveryResult.broken(reason + meaning(answer.status()));
      case 408, 425, 429 -> later(answer, reason);
      default ->
          switch (answer.status() / 100) {
            case 2 -> DeliveryResult.delivered();
            case 3 ->
                DeliveryResult.broken(
                    reason + "; redirects are not followed, give the channel the new address");
            case 5 -> later(answer, reason);
            default -> DeliveryResult.rejected(reason);
          };
    };
  }

  /** It may be taken later, at the time that the answer names if it does. */
  DeliveryResult later(HttpReply.Answer answer, String reason) {
    return new DeliveryResult.TryLater(reason, wait(answer));
  }

  /** It says yes, but in a way of its own: nothing tells that anybody will read the notice. */
  static DeliveryResult stranger(HttpReply.Answer answer, String vendor) {
    return DeliveryResult.tryLater(
        "%s answered %d, but not as %s does; is it the right address, is a proxy in between?"
            .formatted(answer.host(), answer.status(), vendor));
  }

  private @Nullable Duration wait(HttpReply.Answer answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .flatMap(value -> RetryAfter.header(value, time.instant()))
        .orElse(null);
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401 -> "; it does not know the token, or no more: give the channel a new one";
      case 402 -> "; it wants to be paid: see to the account";
      case 403 -> "; it does not allow this: see to the rights of the token";
      case 404 -> "; nothing is there: see to the address, and the token where it is part of that";
      case 405 -> "; nothing can be posted there: see to the address";
      case 407 -> "; the proxy wants a login: let the proxy allow it, or go through another one";
      case 410 -> "; what was there is gone for good: give the channel a new address";
      case 421 -> "; it does not answer for this name: see to the address and the proxy";
      case 426 -> "; it speaks another protocol only: see to the address";
      default -> "; the law forbids it there: give the channel another address";
    };
  }
}
