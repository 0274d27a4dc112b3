package io.ispmonitor.reachability;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a device changed in the slots of its flapping window.
 *
 * @param flapping whether it counts as flapping
 * @param newestSlot when the newest of the slots began; null when none holds a change
 * @param changes how many changes each of the twenty slots holds, three bits a slot, the newest
 *     slot lowest; seven stands for seven or more
 */
public record FlappingHistory(boolean flapping, @Nullable Instant newestSlot, long changes) {
  /** It never changed. */
  public static final FlappingHistory NONE = new FlappingHistory(false, null, 0);
}
