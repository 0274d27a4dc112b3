package io.ispmonitor.app.config;

import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.app.config.AnomalyEntry.Of;
import java.util.ArrayList;
import java.util.List;

/** Reads what is watched for being unusual: latency and loss, as far as they fit, by default. */
final class AnomalyReader {
  private static final int USUALLY_MOST = 100_000;
  private static final int MOST = 1_000_000;

  private AnomalyReader() {}

  static AnomalyEntry read(Fields root) {
    Fields fields = root.fields("anomalies");
    if (fields == null) {
      return new AnomalyEntry(
          List.of(AnomalyPlan.latency().build(), AnomalyPlan.loss().build()),
          Of.WHAT_FITS,
          USUALLY_MOST);
    }
    AnomalyEntry entry =
        new AnomalyEntry(
            plans(fields),
            fields.oneOf("of", Of.class, Of.WHAT_FITS),
            fields.number("most-series", USUALLY_MOST, 1, MOST));
    fields.refuseUnknown();
    return entry;
  }

  private static List<AnomalyPlan> plans(Fields fields) {
    List<AnomalyPlan> plans = new ArrayList<>();
    List<String> watched = fields.has("watch") ? fields.texts("watch") : List.of("latency", "loss");
    double threshold =
        fields.read("threshold", AnomalyReader::share).orElse(Double.NaN); // each has its own
    for (String what : watched) {
      switch (what) {
        case "latency" -> plans.add(AnomalyPlan.latency().build());
        case "loss" -> plans.add(AnomalyPlan.loss().build());
        case "voltage" -> plans.add(AnomalyPlan.voltage().build());
        default ->
            fields.wrong("watch", "has '%s'; there are latency, loss and voltage".formatted(what));
      }
    }
    return Double.isNaN(threshold)
        ? plans
        : plans.stream().map(plan -> plan.at(threshold)).toList();
  }

  private static double share(String text) {
    if (!text.matches("0\\.[0-9]{1,4}") || Double.parseDouble(text) == 0) {
      throw new IllegalArgumentException(
          "must be between 0 and 1, such as 0.3; the lower, the more is told");
    }
    return Double.parseDouble(text);
  }
}
