package io.ispmonitor.anomaly.watch;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.SeriesKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A series that is judged, and what became of its present anomaly. Under the watch's lock. */
final class WatchedSeries {
  final SeriesKey key;
  final Metric metric;
  final SeriesJudge judge;
  final Chronic chronic;

  /** The time of the latest value. */
  long lastNanos = Long.MIN_VALUE;

  /** Its anomaly, while there is one that is worth a word. */
  @Nullable Open open;

  WatchedSeries(SeriesKey key, Metric metric, SeriesJudge judge, Chronic chronic) {
    this.key = key;
    this.metric = metric;
    this.judge = judge;
    this.chronic = chronic;
  }

  AnomalyPlan plan() {
    return judge.plan();
  }

  /** What observations call it within its device. */
  String name() {
    return key.instance().isEmpty() ? key.metric() : key.metric() + "/" + key.instance();
  }

  void write(DataOutput out) throws IOException {
    byte[] state = judge.detector().state();
    out.writeInt(state.length);
    out.write(state);
    out.writeLong(lastNanos);
    chronic.write(out);
    Episode episode = judge.episode();
    out.writeBoolean(episode != null);
    if (episode != null) {
      episode.write(out);
    }
    out.writeBoolean(open != null && open.isTold);
  }

  /** Reads what is behind the detector's state. */
  void read(DataInput in) throws IOException {
    lastNanos = in.readLong();
    chronic.read(in);
    if (in.readBoolean()) {
      judge.resume(Episode.read(in));
    }
  }
}
