package io.ispmonitor.app.config;

import io.ispmonitor.anomaly.watch.AnomalyPlan;
import java.util.ArrayList;
import java.util.List;

/** Reads what is watched for being unusual: latency and loss where nothing is said. */
final class AnomalyReader {
  private AnomalyReader() {}

  static List<AnomalyPlan> read(Fields root) {
    Fields fields = root.fields("anomalies");
    if (fields == null) {
      return List.of(AnomalyPlan.latency().build(), AnomalyPlan.loss().build());
    }
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
    fields.refuseUnknown();
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
