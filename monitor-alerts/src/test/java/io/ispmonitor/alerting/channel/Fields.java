package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Refused;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads what came as strictly as the strictest vendor does. */
final class Fields {
  private Fields() {}

  /** The object that was posted. */
  static Map<String, Object> of(Asked asked) {
    if (!asked.method().equals("POST")
        || !asked.header("Content-Type").equals("application/json; charset=utf-8")) {
      throw new Refused(asked.method() + " " + asked.header("Content-Type"));
    }
    return read(asked.text());
  }

  static Map<String, Object> read(String json) {
    try {
      return Json.object(json);
    } catch (IOException e) {
      throw new Refused(e.toString());
    }
  }

  /** A text that has to be there. */
  static String text(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new Refused(name + " is " + fields.get(name));
  }

  /** Nothing is there that the vendor does not know. */
  static void only(Map<String, Object> fields, Set<String> known) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new Refused("no such field: " + name);
      }
    }
  }
}
