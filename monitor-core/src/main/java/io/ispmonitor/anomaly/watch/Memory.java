package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes series as they were before a restart, and keeps them for the next one. */
final class Memory {
  private static final Logger log = LoggerFactory.getLogger(AnomalyWatch.class);

  private final AnomalySettings settings;
  private final Roster roster;
  private final Findings findings;
  private final @Nullable StateFile file;
  private final Map<SeriesKey, StateFile.Entry> before = new HashMap<>();
  private volatile String trouble = "";

  Memory(AnomalySettings settings, Roster roster, Findings findings) {
    this.settings = settings;
    this.roster = roster;
    this.findings = findings;
    this.file = settings.file() == null ? null : new StateFile(settings.file());
  }

  /** What is wrong with the file; empty when nothing is. */
  String trouble() {
    return trouble;
  }

  /** Reads the file. One that cannot be read costs what was learnt, and is written anew. */
  void load() {
    if (file == null) {
      return;
    }
    try {
      StateFile.Content content = file.read();
      before.putAll(content.series());
      content.groups().forEach(this::resume);
    } catch (IOException e) {
      log.warn(
          "ANOMALY_STATE_LOST what was learnt of all series cannot be read and is learnt anew: {}",
          e.toString());
    }
  }

  private void resume(Place group) {
    settings.plans().stream()
        .filter(plan -> plan.name().equals(group.plan()))
        .findFirst()
        .ifPresent(plan -> findings.resume(group, plan));
  }

  /** A series, as it was before where that is known. Under the watch's lock. */
  WatchedSeries make(SeriesKey key, Metric metric, AnomalyPlan plan, long nowNanos) {
    StateFile.Entry entry = before.remove(key);
    DetectorFactory factory = settings.detectors().named(plan.detector());
    if (entry != null && entry.plan().equals(plan.name())) {
      try {
        return restored(entry, metric, plan, factory, nowNanos);
      } catch (IOException | IllegalArgumentException e) {
        log.warn("ANOMALY_STATE_LOST {} is learnt anew: {}", key, e.toString());
      }
    }
    return series(key, metric, plan, factory.create());
  }

  private WatchedSeries series(
      SeriesKey key, Metric metric, AnomalyPlan plan, AnomalyDetector detector) {
    SeriesJudge judge = new SeriesJudge(plan, detector);
    return new WatchedSeries(key, metric, judge, new Chronic(settings.timesAWeek()));
  }

  private WatchedSeries restored(
      StateFile.Entry entry,
      Metric metric,
      AnomalyPlan plan,
      DetectorFactory factory,
      long nowNanos)
      throws IOException {
    if (!entry.detector().equals(plan.detector())) {
      throw new IllegalArgumentException(
          "it was judged by '%s' until now".formatted(entry.detector()));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry.bytes().array()));
    byte[] state = in.readNBytes(in.readInt());
    WatchedSeries series = series(entry.key(), metric, plan, factory.restore(state));
    series.read(in);
    boolean isTold = in.readBoolean();
    Episode episode = series.judge.episode();
    if (episode != null && episode.isOpen) {
      findings.resume(series, episode, isTold, nowNanos);
    }
    return series;
  }

  /**
   * Writes the file; the lock is taken for one series at a time. What was not heard of since the
   * restart is kept for as long as a series that falls silent.
   *
   * @param nowNanos the time of the wall clock
   */
  void save(Object lock, long nowNanos) {
    if (file == null) {
      return;
    }
    List<WatchedSeries> all;
    List<Place> groups;
    List<StateFile.Entry> unheard;
    synchronized (lock) {
      all = new ArrayList<>(roster.all());
      groups = new ArrayList<>(findings.toldGroups());
      before.values().removeIf(entry -> nowNanos - entry.lastNanos() > Roster.FORGOTTEN_NANOS);
      unheard = new ArrayList<>(before.values());
    }
    Iterator<WatchedSeries> series = all.iterator();
    Iterator<StateFile.Entry> others = unheard.iterator();
    try {
      file.write(
          groups,
          () -> {
            if (series.hasNext()) {
              synchronized (lock) {
                return entry(series.next());
              }
            }
            return others.hasNext() ? others.next() : null;
          });
      trouble = "";
    } catch (IOException e) {
      trouble = "what was learnt cannot be kept in " + settings.file() + ": " + e;
      log.warn("ANOMALY_STATE_UNKEPT {}; see to the disk, it is tried again in an hour", trouble);
    }
  }

  private static StateFile.Entry entry(WatchedSeries series) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    series.write(new DataOutputStream(bytes));
    AnomalyPlan plan = series.plan();
    return new StateFile.Entry(
        series.key,
        plan.name(),
        plan.detector(),
        series.lastNanos,
        ByteBuffer.wrap(bytes.toByteArray()));
  }
}
