package io.ispmonitor.reachability;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * We ourselves are cut off: the witnesses of an uplink are silent. Devices that are reached over
 * lost uplinks only are {@link DeviceState#UNKNOWN} and charged nothing while it lasts.
 *
 * @param uplink the name of the uplink
 * @param since when the first unanswered question to the witness was sent that completed the quorum
 * @param until when it was found to be over; null while it lasts
 * @param devices how many devices that this uplink reaches are reached over lost uplinks only; at
 *     the end, how many were until then
 * @param witnesses what was known of the witnesses
 */
public record Isolation(
    String uplink,
    Instant since,
    @Nullable Instant until,
    int devices,
    List<Evidence.Parent> witnesses) {

  /** Copies the list. */
  public Isolation {
    witnesses = List.copyOf(witnesses);
  }

  /** The same, when it is over. */
  public Isolation endedAt(Instant end) {
    return new Isolation(uplink, since, end, devices, witnesses);
  }

  /** Whether it lasts. */
  public boolean isOpen() {
    return until == null;
  }
}
