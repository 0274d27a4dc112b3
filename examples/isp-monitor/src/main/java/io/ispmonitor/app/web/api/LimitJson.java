package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alerting.rule.ChangeRule;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.device.Device;

/** The rules that look at a device, and what it has in the place of what they say, as JSON. */
final class LimitJson {
  private LimitJson() {}

  /** The limits of its own. */
  static ArrayNode limits(Site site, Device device) {
    return Json.array(
        site.alerting().limits().all().stream()
            .filter(limit -> limit.device().equals(device.id()))
            .toList(),
        LimitJson::limit);
  }

  /** The rules that look at it, with what each says for all. */
  static ArrayNode rules(Site site, Device device) {
    return Json.array(
        site.rules().stream().filter(rule -> rule.heading().devices().matches(device)).toList(),
        LimitJson::rule);
  }

  private static ObjectNode limit(DeviceLimit limit) {
    return Json.object()
        .put("rule", limit.rule())
        .put("trigger", limit.trigger())
        .put("clear", limit.clear())
        .put("reminder", Json.seconds(limit.reminder()))
        .put("off", limit.isOff());
  }

  private static ObjectNode rule(Rule rule) {
    ObjectNode json =
        Json.object()
            .put("rule", rule.id())
            .put("type", rule.type())
            .put("severity", AlertJson.word(rule.heading().severity()))
            .put("reminder", Json.seconds(rule.heading().reminder()));
    if (rule instanceof ThresholdRule threshold) {
      levels(json, threshold.metric(), threshold.trigger());
      return json.put("side", threshold.isHigh() ? "above" : "below")
          .put("clear", threshold.clear());
    }
    if (rule instanceof ChangeRule change) {
      levels(json, change.metric(), change.by());
    } else {
      json.putNull("metric").putNull("unit").putNull("trigger");
    }
    return json.putNull("side").putNull("clear");
  }

  private static void levels(ObjectNode json, String metric, double trigger) {
    json.put("metric", metric)
        .put("unit", Vocabulary.unit(metric).orElse(null))
        .put("trigger", trigger);
  }
}
