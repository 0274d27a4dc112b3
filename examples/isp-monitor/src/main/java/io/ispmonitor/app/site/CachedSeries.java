package io.ispmonitor.app.site;

import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks which series there are of a device once a minute, for the five hundred devices that were
 * asked for last: who looks at a device asks every second, and the answer changes once an hour. Of
 * what cannot be read nothing is remembered. Thread-safe; nobody waits for what others ask.
 */
final class CachedSeries implements KnownSeries {
  private static final int MOST = 500;
  private static final long KEPT = Duration.ofMinutes(1).toNanos();

  private final KnownSeries known;
  private final TimeSource time;
  private final Map<String, Answer> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MOST;
        }
      };

  private record Answer(List<SeriesKey> series, long at) {}

  CachedSeries(KnownSeries known, TimeSource time) {
    this.known = known;
    this.time = time;
  }

  @Override
  public List<SeriesKey> of(String device) {
    long now = time.nanoTime();
    synchronized (answers) {
      Answer answer = answers.get(device);
      if (answer != null && now - answer.at() < KEPT) {
        return answer.series();
      }
    }
    List<SeriesKey> series = List.copyOf(known.of(device));
    synchronized (answers) {
      answers.put(device, new Answer(series, now));
    }
    return series;
  }
}
