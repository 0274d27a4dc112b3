package io.ispmonitor.snmp;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver of traps did since it was opened.
 *
 * @param received packets that came in
 * @param taken traps and informs that were handed over
 * @param repeated informs that came again; acknowledged again, but handed over once
 * @param inquiries senders of informs that asked who we are or what our clock says
 * @param refused what was not taken, by why not; only what there was
 * @param lastAt when the last trap or inform came that was taken; null when there was none
 * @param failure why nothing can be received at present; null when it can
 */
public record SnmpTrapCounts(
    long received,
    long taken,
    long repeated,
    long inquiries,
    Map<SnmpTrapRefusal, Long> refused,
    @Nullable Instant lastAt,
    @Nullable String failure) {

  /** Copies the map. */
  public SnmpTrapCounts {
    refused = Map.copyOf(refused);
  }
}
