package io.ispmonitor.capacity;

import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Unit;

/** What is planned for. Names of metrics are those of the profiles that come along. */
public enum Subject {
  /** What an interface receives, against what it can carry. */
  LINK_IN(InterfaceMetrics.IN.name(), Unit.BITS_PER_SECOND, "traffic in", DayOf.BUSIEST_HOUR),
  /** What an interface sends, against what it can carry. */
  LINK_OUT(InterfaceMetrics.OUT.name(), Unit.BITS_PER_SECOND, "traffic out", DayOf.BUSIEST_HOUR),
  /** The share of memory that is used. */
  MEMORY("memory.used", Unit.RATIO, "memory used", DayOf.BUSIEST_HOUR),
  /** The share of a disk, or another storage, that is used. */
  STORAGE("storage.used", Unit.RATIO, "storage used", DayOf.BUSIEST_HOUR),
  /** The lowest voltage of each day, against a lower limit: an old battery sinks deeper. */
  VOLTAGE(PowerMetrics.VOLTAGE.name(), Unit.VOLTS, "lowest voltage", DayOf.LOWEST),
  /** The usual signal of each day, against a lower limit; rain is not usual. */
  SIGNAL("wireless.signal", Unit.DBM, "signal", DayOf.USUAL);

  private final String metric;
  private final Unit unit;
  private final String words;
  private final DayOf day;

  Subject(String metric, Unit unit, String words, DayOf day) {
    this.metric = metric;
    this.unit = unit;
    this.words = words;
    this.day = day;
  }

  /** The name of the metric. */
  public String metric() {
    return metric;
  }

  /** The unit of figures and limits; links have their limit as a share of what they can carry. */
  public Unit unit() {
    return unit;
  }

  /** As people say it. */
  public String words() {
    return words;
  }

  /** Whether it is about an interface. */
  public boolean isLink() {
    return this == LINK_IN || this == LINK_OUT;
  }

  /** Whether trouble is above the limit; otherwise it is below. */
  public boolean isRising() {
    return day == DayOf.BUSIEST_HOUR;
  }

  DayOf day() {
    return day;
  }
}
