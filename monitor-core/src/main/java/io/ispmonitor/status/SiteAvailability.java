package io.ispmonitor.status;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How available the devices of a site were, or of any other selection.
 *
 * @param total all of them together
 * @param devices each by itself, the one that could be used least first
 * @param causes how long devices of the selection did not answer because of whom, added up over
 *     them; who cost most comes first. Time in which the device that did not answer was itself in
 *     maintenance is left out. That of the device at fault is not: what it cut off although nothing
 *     was announced for that is in it. A root that is not known any more is called {@code ""}
 */
public record SiteAvailability(
    Availability total, List<Availability> devices, Map<String, Duration> causes) {

  /** Copies the lists; the order stays. */
  public SiteAvailability {
    devices = List.copyOf(devices);
    causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
  }
}
