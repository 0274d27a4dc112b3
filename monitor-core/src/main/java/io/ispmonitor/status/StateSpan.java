package io.ispmonitor.status;

import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time over which a device stood in one way.
 *
 * @param from the first moment
 * @param to the first moment that does not belong to it any more; after {@code from}
 * @param state how it stood; where another device turned out to be at fault in the end, {@link
 *     DeviceState#UNREACHABLE} from the beginning
 * @param kind how that counts
 * @param root the device at fault while it did not answer; null while it answered, and where that
 *     is not known any more
 * @param outage the id of the outage it was in while it did not answer, also where that was
 *     interrupted; null while it answered, and where that is not known any more
 */
public record StateSpan(
    Instant from,
    Instant to,
    DeviceState state,
    TimeKind kind,
    @Nullable String root,
    @Nullable String outage) {

  /** Checks that it is not empty. */
  public StateSpan {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a span must end after it begins, was from %s to %s".formatted(from, to));
    }
  }

  /** The same at another time. */
  StateSpan movedTo(Instant otherFrom, Instant otherTo) {
    return new StateSpan(otherFrom, otherTo, state, kind, root, outage);
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
