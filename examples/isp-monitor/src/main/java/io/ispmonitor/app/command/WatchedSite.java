package io.ispmonitor.app.command;

import io.ispmonitor.app.config.Configuration;
import io.ispmonitor.app.site.ConfiguredSite;
import io.ispmonitor.app.site.LiveSite;
import io.ispmonitor.device.InventoryDiff;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.lease.InstanceStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site of what is configured by now: what is read again while another instance is in charge
 * holds for the next term of this one. Thread-safe.
 */
final class WatchedSite {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedSite.class);

  private final Configuration first;
  private final Path data;
  private final Supplier<List<InstanceStatus>> instances;
  private final Object lock = new Object();
  private Configuration planned;
  private ConfiguredSite.@Nullable Running running;

  /** Of a configuration whose site is not opened yet. */
  WatchedSite(Configuration first, Path data, Supplier<List<InstanceStatus>> instances) {
    this.first = first;
    this.planned = first;
    this.data = data;
    this.instances = instances;
  }

  /**
   * Opens it.
   *
   * @throws IOException when the data directory cannot be used
   */
  LiveSite open(Leadership leadership) throws IOException {
    Configuration with = planned();
    ConfiguredSite.Running opened = ConfiguredSite.start(with, data, leadership, instances);
    synchronized (lock) {
      running = opened;
      if (!planned.equals(with)) {
        take(opened, planned); // it was read again while the site was opened
      }
    }
    return opened.site();
  }

  private Configuration planned() {
    synchronized (lock) {
      return planned;
    }
  }

  /** The site that was opened last is being closed. */
  void ended() {
    synchronized (lock) {
      running = null;
    }
  }

  /** Takes over what of a configuration can change while it runs. */
  void use(Configuration other) {
    synchronized (lock) {
      planned = first.taking(other);
      ConfiguredSite.Running now = running;
      if (now == null) {
        LOG.info(
            "configuration read again: {} devices, for when this instance is in charge",
            planned.devices().size());
      } else {
        take(now, planned);
      }
    }
  }

  private static void take(ConfiguredSite.Running into, Configuration from) {
    into.directory().use(from);
    InventoryDiff diff = into.site().monitor().inventory().sync(into.directory().devices());
    LOG.info(
        "configuration read again: {} devices are new, {} changed, {} gone, {} as they were",
        diff.added().size(),
        diff.changed().size(),
        diff.removed().size(),
        diff.unchanged());
  }
}
