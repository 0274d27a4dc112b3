package io.ispmonitor.maintenance;

import io.ispmonitor.device.Names;
import io.ispmonitor.device.Selection;
import java.util.Objects;

/**
 * Announced work: while it is in force, problems of its devices are no news.
 *
 * <pre>{@code
 * new MaintenanceWindow(
 *     "tower-7-antenna",
 *     Selection.subtree("tower-7"),
 *     Timing.fixed(start, end),
 *     "field team north",
 *     "the antenna is replaced")
 * }</pre>
 *
 * @param id what identifies it; at most 200 printable characters
 * @param devices whom it concerns
 * @param timing when it is in force
 * @param owner who answers for it; at most 200 printable characters
 * @param reason what is done; at most 1,000 printable characters
 */
public record MaintenanceWindow(
    String id, Selection devices, Timing timing, String owner, String reason) {
  private static final int MAX_NAME = 200;
  private static final int MAX_REASON = 1_000;

  /** Checks every value. */
  public MaintenanceWindow {
    Names.check("maintenance window id", id, MAX_NAME);
    Objects.requireNonNull(devices, "devices");
    Objects.requireNonNull(timing, "timing");
    Names.check("owner of maintenance window '" + id + "'", owner, MAX_NAME);
    Names.check("reason of maintenance window '" + id + "'", reason, MAX_REASON);
  }
}
