package io.ispmonitor.metric;

/**
 * What identifies a series of values, now and after a restart.
 *
 * @param device the device's id
 * @param metric the metric's name
 * @param instance of which part of the device, empty for the device as a whole
 */
public record SeriesKey(String device, String metric, String instance) {

  /** A series of the device as a whole. */
  public static SeriesKey of(String device, String metric) {
    return new SeriesKey(device, metric, "");
  }

  /** A series of one instance, such as an interface. */
  public static SeriesKey of(String device, String metric, String instance) {
    return new SeriesKey(device, metric, instance);
  }

  @Override
  public String toString() {
    return instance.isEmpty()
        ? device + "/" + metric
        : device + "/" + metric + "[" + instance + "]";
  }
}
