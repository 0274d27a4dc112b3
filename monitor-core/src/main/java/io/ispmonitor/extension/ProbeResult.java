package io.ispmonitor.extension;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.ProbeOutcome;
import java.time.Instant;

/**
 * A question that ended.
 *
 * @param device who was asked; a device with a host name comes with the address it was asked at
 * @param probe the name of the probe
 * @param askedAt when it was asked, by the wall clock
 * @param outcome what came of it, as it was judged: a silence during a pause of our own is {@link
 *     ProbeOutcome.Void}
 */
public record ProbeResult(Device device, String probe, Instant askedAt, ProbeOutcome outcome) {}
