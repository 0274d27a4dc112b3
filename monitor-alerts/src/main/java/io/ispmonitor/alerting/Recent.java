package io.ispmonitor.alerting;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was told a moment ago, so that nobody is told the same twice in a minute. */
final class Recent {
  private static final long WITHIN = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 100_000;

  private final Map<String, Long> toldNanos =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /** A problem is told. */
  void told(String key, String channel, long now) {
    String place = place(key, channel);
    toldNanos.remove(place); // so that it becomes the youngest
    toldNanos.put(place, now);
  }

  /** What was told longer ago does not count any more. */
  void forgetOld(long now) {
    Iterator<Long> oldest = toldNanos.values().iterator();
    while (oldest.hasNext() && now - oldest.next() > WITHIN) {
      oldest.remove();
    }
  }

  /** When the same may be told again; not after now when it may at once. */
  long freeNanos(String key, String channel, long now) {
    Long told = toldNanos.get(place(key, channel));
    return told == null ? now : told + WITHIN;
  }

  private static String place(String key, String channel) {
    return channel + "\n" + key;
  }
}
