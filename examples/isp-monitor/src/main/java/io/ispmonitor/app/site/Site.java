package io.ispmonitor.app.site;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.channel.StreamChannel;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.rollup.Rollups;
import io.ispmonitor.power.PowerWatch;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A network that is watched, and all that watches it. All parts may be used by any thread. */
public interface Site {

  /** What people call it, such as "Example Telecom". */
  String name();

  /** What asks and judges; its inventory, maintenance, board and health are the site's. */
  Monitor monitor();

  /** What tells people; its limits, mutes and acknowledgements are the site's. */
  Alerting alerting();

  /** What is an alert, beside reachability; single devices may have limits of their own. */
  List<Rule> rules();

  /** All alerts there have been, as far as they are kept. */
  AlertStore alertHistory();

  /** Why what was told, or not. */
  AlertLedger ledger();

  /** The events of the alerts as they happen, for who listens. */
  StreamChannel alertStream();

  /** What batteries do. */
  PowerWatch power();

  /** What is unusual. */
  AnomalyWatch anomalies();

  /** History in hours, days and months. */
  Rollups rollups();

  /**
   * From when on the samples of the monitor can be read whatever the database does. Reading earlier
   * ones throws {@link io.ispmonitor.jdbc.database.HistoryException} while it is away.
   */
  Instant remembered();

  /** Which series there are of a device. */
  KnownSeries series();

  /** How often devices are asked, where that was changed while running. */
  Intervals intervals();

  /** Where the history is kept; empty when only in memory. */
  Optional<JdbcStorage> storage();

  /** The instances that watch this network in turn; empty for one that runs alone. */
  List<InstanceStatus> instances();

  /** The time by which all of it goes. */
  TimeSource time();

  /** The time zone of days, months and what people are told. */
  ZoneId zone();
}
