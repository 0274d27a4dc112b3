package io.ispmonitor.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A disk, as it was when it was last looked at: every half minute, less often when it hangs.
 *
 * @param path the path that the host named
 * @param usableBytes how much may still be written; null before the first look and when it failed
 * @param totalBytes how large the disk is; null like that
 * @param seenAt when that was so; null like that
 */
public record DiskHealth(
    String path, @Nullable Long usableBytes, @Nullable Long totalBytes, @Nullable Instant seenAt) {}
