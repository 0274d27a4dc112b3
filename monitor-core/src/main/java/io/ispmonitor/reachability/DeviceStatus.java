package io.ispmonitor.reachability;

import io.ispmonitor.device.Device;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a device stands at a moment. Immutable.
 *
 * @param device the device; one with a host name comes with the address that has at present
 * @param state its state
 * @param since since when
 * @param unconfirmed how many questions in a row went unanswered without a verdict yet; 0 in a
 *     settled state
 * @param flapping whether it keeps changing
 * @param maintenance the ids of the maintenance windows in force for it
 * @param outage the outage it is at fault for or cut off by; null when there is none
 * @param evidence what the state is known from
 * @param roundTripSeconds the last round trip; empty when the last question went unanswered
 * @param loss the share of lost questions among the last 15; empty before the first outcome
 * @param told what people were told of it and not yet told the end of
 */
public record DeviceStatus(
    Device device,
    DeviceState state,
    Instant since,
    int unconfirmed,
    boolean flapping,
    List<String> maintenance,
    @Nullable Outage outage,
    Evidence evidence,
    OptionalDouble roundTripSeconds,
    OptionalDouble loss,
    Told told) {

  /** Copies the list. */
  public DeviceStatus {
    maintenance = List.copyOf(maintenance);
  }

  /** The id of the device at fault when it is another one; null otherwise. */
  public @Nullable String rootCause() {
    return outage == null || outage.root().equals(device.id()) ? null : outage.root();
  }
}
