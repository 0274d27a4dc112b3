package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.Progress;

/**
 * What the judge is in the middle of with a device.
 *
 * @param device the device's id
 * @param progress what that is
 * @param token the right to say so
 */
public record ProgressEvent(String device, Progress progress, FencingToken token) {}
