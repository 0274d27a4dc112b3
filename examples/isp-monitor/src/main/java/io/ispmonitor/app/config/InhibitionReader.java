package io.ispmonitor.app.config;

import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.Inhibition;
import io.ispmonitor.alerting.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads which alerts keep which others back. */
final class InhibitionReader {
  private InhibitionReader() {}

  static List<Inhibition> read(Fields root) {
    List<Inhibition> inhibitions = new ArrayList<>();
    for (Fields fields : root.list("inhibitions")) {
      Match source = match(fields, "source");
      Match target = match(fields, "target");
      List<String> equal = fields.texts("equal");
      fields.refuseUnknown();
      if (!source.equals(Match.ALL) && !target.equals(Match.ALL)) {
        inhibitions.add(new Inhibition(source, target, equal));
      }
    }
    return inhibitions;
  }

  /** All alerts on one side would keep back everything, or nothing; it is a problem then. */
  private static Match match(Fields fields, String side) {
    Match match = Match.ALL;
    for (Map.Entry<String, String> label : fields.textsByName(side).entrySet()) {
      if (label.getKey().equals("severity")) {
        match = atLeast(match, fields, side, label.getValue());
      } else {
        match = match.and(label.getKey(), label.getValue());
      }
    }
    if (match.equals(Match.ALL)) {
      fields
          .problems()
          .add(
              fields.line(),
              "an inhibition needs source and target, each with labels such as {type: device.down}");
    }
    return match;
  }

  private static Match atLeast(Match match, Fields fields, String side, String severity) {
    try {
      return match.atLeast(Words.of(Severity.class, severity));
    } catch (IllegalArgumentException e) {
      fields.wrong(side, "has the severity '%s': %s".formatted(severity, e.getMessage()));
      return match;
    }
  }
}
