package io.ispmonitor.testkit.snmp;

/**
 * The state of an interface. Times are counted from the start of the router.
 *
 * @param isEnabled {@code ifAdminStatus}
 * @param hasLink whether something is at the other end
 * @param changedNanos when it last went up or down
 * @param countedFromNanos when its counters were 0
 * @param stoodNanos how long it was down since then, until it last changed
 * @param startsAtModel whether its counters began where the model says, or at 0
 */
record Port(
    boolean isEnabled,
    boolean hasLink,
    long changedNanos,
    long countedFromNanos,
    long stoodNanos,
    boolean startsAtModel) {
  private static final Port FRESH = new Port(true, true, 0, 0, 0, true);
  private static final Port REBOOTED = new Port(true, true, 0, 0, 0, false);

  static Port untouched(boolean isFirstLife) {
    return isFirstLife ? FRESH : REBOOTED;
  }

  boolean isUp() {
    return isEnabled && hasLink;
  }

  Port set(boolean enabled, boolean link, long nowNanos) {
    boolean changes = isUp() != (enabled && link);
    return new Port(
        enabled,
        link,
        changes ? nowNanos : changedNanos,
        countedFromNanos,
        changes ? stoodNanos(nowNanos) : stoodNanos,
        startsAtModel);
  }

  /** With counters that begin again. */
  Port cleared(long nowNanos) {
    long standing = isUp() ? changedNanos : nowNanos;
    return new Port(isEnabled, hasLink, standing, nowNanos, 0, false);
  }

  Port rebooted() {
    return new Port(isEnabled, hasLink, 0, 0, 0, false);
  }

  /** For how long it has counted. */
  double activeSeconds(long nowNanos) {
    return (nowNanos - countedFromNanos - stoodNanos(nowNanos)) / 1e9;
  }

  private long stoodNanos(long nowNanos) {
    return isUp() ? stoodNanos : stoodNanos + nowNanos - changedNanos;
  }
}
