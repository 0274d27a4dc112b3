package io.ispmonitor.app.web.api;

import io.ispmonitor.app.site.Site;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.telemetry.DeviceExport;
import io.ispmonitor.telemetry.Meter;
import io.ispmonitor.telemetry.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which series there are of a device: those that are kept for long, and those that have a value
 * just now, which may not be among them yet. Waits for the store.
 */
final class DeviceSeries {
  private static final String VALUES = "ispmonitor_metric_";
  private static final Comparator<SeriesKey> BY_NAME =
      Comparator.comparing(SeriesKey::metric).thenComparing(SeriesKey::instance);

  private DeviceSeries() {}

  /**
   * The series of a device.
   *
   * @param isWhole whether it was known which are kept for long: not while the database is away
   */
  record Known(List<SeriesKey> keys, boolean isWhole) {}

  static Known of(Site site, String device) {
    TreeSet<SeriesKey> keys = new TreeSet<>(BY_NAME);
    boolean isWhole = true;
    try {
      keys.addAll(site.series().of(device));
    } catch (HistoryException e) {
      isWhole = false; // which the answer says
    }
    for (String metric : Vocabulary.names()) {
      instances(site, device, metric).forEach(name -> keys.add(SeriesKey.of(device, metric, name)));
    }
    return new Known(List.copyOf(keys), isWhole);
  }

  private static Set<String> instances(Site site, String device, String metric) {
    return last(site, device, metric).keySet();
  }

  /** The last values of a metric, by the instances of which there is one. */
  static Map<String, Double> last(Site site, String device, String metric) {
    Map<String, Double> values = new TreeMap<>();
    site.monitor().read(DeviceExport.of(metric).only(device)).meters().stream()
        .filter(meter -> meter.name().startsWith(VALUES))
        .map(Meter::points)
        .flatMap(List::stream)
        .map(Point.Value.class::cast)
        .forEach(point -> values.put(point.labels().get(1), point.value()));
    return values;
  }
}
