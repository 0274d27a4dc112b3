package io.ispmonitor.telemetry;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes meters in the text format of Prometheus, version 0.0.4.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
public final class PrometheusText {

  /** What an HTTP answer with this text says that it is. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double LARGEST_EXACT = 1L << 53;

  private PrometheusText() {}

  /**
   * Writes meters. Text that follows on the same output must be of other meters.
   *
   * @throws IllegalArgumentException when two meters would write series of the same name; nothing
   *     is written then
   * @throws IOException when the output throws it
   */
  public static void write(List<Meter> meters, Appendable out) throws IOException {
    checkNames(meters);
    for (Meter meter : meters) {
      write(meter, out);
    }
  }

  /**
   * Writes what was read of devices, with a comment when some of it was left out.
   *
   * @throws IOException when the output throws it
   */
  public static void write(DeviceReadout readout, Appendable out) throws IOException {
    comment(readout.leftOut(), "more than the export's limit", out);
    comment(readout.clashing(), "another metric's name reads the same", out);
    write(readout.meters(), out);
  }

  private static void comment(long count, String why, Appendable out) throws IOException {
    if (count > 0) {
      out.append("# " + count + " series of devices are left out: " + why + "\n");
    }
  }

  private static void checkNames(List<Meter> meters) {
    Set<String> names = new HashSet<>();
    for (Meter meter : meters) {
      boolean isNew = names.add(meter.name());
      if (meter.kind() == Meter.Kind.HISTOGRAM) {
        for (String suffix : List.of("_bucket", "_sum", "_count")) {
          isNew &= names.add(meter.name() + suffix);
        }
      }
      if (!isNew) {
        throw new IllegalArgumentException(
            "two meters write series named '" + meter.name() + "'; hand each over once");
      }
    }
  }

  private static void write(Meter meter, Appendable out) throws IOException {
    out.append("# HELP ").append(meter.name()).append(' ');
    escape(meter.help(), false, out);
    out.append("\n# TYPE ").append(meter.name()).append(' ');
    out.append(meter.kind().name().toLowerCase(Locale.ROOT)).append('\n');
    for (Point point : meter.points()) {
      if (point instanceof Point.Value value) {
        line(meter.name(), meter.labels(), value.labels(), "", value.value(), out);
      } else if (point instanceof Point.Distribution distribution) {
        distribution(meter, distribution, out);
      }
    }
  }

  private static void distribution(Meter meter, Point.Distribution is, Appendable out)
      throws IOException {
    String buckets = meter.name() + "_bucket";
    for (Bucket bucket : is.buckets()) {
      line(
          buckets,
          meter.labels(),
          is.labels(),
          number(bucket.upTo()),
          (double) bucket.count(),
          out);
    }
    line(buckets, meter.labels(), is.labels(), "+Inf", (double) is.count(), out);
    line(meter.name() + "_sum", meter.labels(), is.labels(), "", is.sum(), out);
    line(meter.name() + "_count", meter.labels(), is.labels(), "", (double) is.count(), out);
  }

  private static void line(
      String name,
      List<String> labels,
      List<String> values,
      String bound,
      double value,
      Appendable out)
      throws IOException {
    out.append(name);
    String before = "{";
    for (int i = 0; i < labels.size(); i++) {
      out.append(before).append(labels.get(i)).append("=\"");
      escape(values.get(i), true, out);
      out.append('"');
      before = ",";
    }
    if (!bound.isEmpty()) {
      out.append(before).append("le=\"").append(bound).append('"');
      before = ",";
    }
    out.append(before.equals("{") ? " " : "} ").append(number(value)).append('\n');
  }

  /** Quotes are escaped in the values of labels alone. */
  private static void escape(String text, boolean quotes, Appendable out) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append("\\n");
      } else if (c == '\\' || (c == '"' && quotes)) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
  }

  /** Whole numbers without a point, as long as they are exact. */
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
