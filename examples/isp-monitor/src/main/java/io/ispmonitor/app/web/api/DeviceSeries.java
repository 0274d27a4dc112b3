package io.ispmonitor.app.web.api;

import io.ispmonitor.app.site.Site;
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

  /** All of them; without the database, those that have a value just now. */
  static Past.Read<List<SeriesKey>> of(Site site, String device) {
    return Past.read(
        site,
        () -> with(site, device, site.series().of(device)),
        () ->
            new Past.Read<>(
                with(site, device, List.of()),
                Partial.without(site, "these are the series that have a value just now")));
  }

  private static List<SeriesKey> with(Site site, String device, List<SeriesKey> kept) {
    TreeSet<SeriesKey> keys = new TreeSet<>(BY_NAME);
    keys.addAll(kept);
    for (String metric : Vocabulary.names()) {
      instances(site, device, metric).forEach(name -> keys.add(SeriesKey.of(device, metric, name)));
    }
    return List.copyOf(keys);
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
