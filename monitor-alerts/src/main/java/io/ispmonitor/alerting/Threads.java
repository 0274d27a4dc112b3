package io.ispmonitor.alerting;

import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first message of each incident in each channel, to be edited or answered. The desk's. */
final class Threads {
  private static final int MOST = 50_000;

  private final Map<String, Receipt> first =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Receipt> eldest) {
          return size() > MOST;
        }
      };

  /** A channel has told of an incident; what it told before counts. */
  void told(String channel, String incident, Receipt receipt) {
    first.putIfAbsent(place(channel, incident), receipt);
  }

  /** It was told before the program started. */
  void restored(Case one) {
    for (Notified told : one.alert.notified()) {
      Receipt receipt = told.receipt();
      if (receipt != null) {
        told(told.channel(), one.incident(), receipt);
      }
    }
  }

  /** What a channel told first of an incident; null for nothing that can be found again. */
  @Nullable Receipt of(String channel, String incident) {
    return first.get(place(channel, incident));
  }

  private static String place(String channel, String incident) {
    return channel + "\n" + incident;
  }
}
