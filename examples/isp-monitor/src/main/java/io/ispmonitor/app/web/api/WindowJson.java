package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Occurrence;
import io.ispmonitor.maintenance.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A maintenance window, as JSON: the time it is in force now, or next. */
final class WindowJson {
  private static final int MOST_NAMED = 5;

  private WindowJson() {}

  static ObjectNode of(Site site, MaintenanceWindow window) {
    Instant now = site.time().instant();
    Optional<Occurrence> present =
        site.monitor().maintenance().scheduled(window.id()).flatMap(is -> is.at(now));
    return Json.object()
        .put("id", window.id())
        .put("comment", window.reason())
        .put("by", window.owner())
        .put("from", Json.time(present.map(Occurrence::start).orElse(begin(window, now))))
        .put("to", Json.time(present.map(Occurrence::end).orElse(end(window))))
        .put("inForce", present.isPresent())
        .put("what", words(window.devices()));
  }

  private static @Nullable Instant begin(MaintenanceWindow window, Instant now) {
    if (window.timing() instanceof Timing.Fixed fixed) {
      return fixed.start();
    }
    if (window.timing() instanceof Timing.Flexible flexible) {
      return flexible.start();
    }
    return window.timing().nextChange(now, null).orElse(null);
  }

  private static @Nullable Instant end(MaintenanceWindow window) {
    if (window.timing() instanceof Timing.Fixed fixed) {
      return fixed.end();
    }
    return window.timing() instanceof Timing.Flexible flexible ? flexible.end() : null;
  }

  /** Whom it concerns, in words. */
  static String words(Selection selection) {
    if (selection instanceof Selection.Devices devices) {
      String named = devices.ids().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
      int more = devices.ids().size() - MOST_NAMED;
      return more > 0 ? named + " and " + more + " more" : named;
    }
    if (selection instanceof Selection.Subtree subtree) {
      return subtree.root() + " and all that hangs on it alone";
    }
    if (selection instanceof Selection.Behind behind) {
      return "all behind " + behind.root();
    }
    if (selection instanceof Selection.Label label) {
      return label.key() + " = " + label.value();
    }
    if (selection instanceof Selection.AnyOf any) {
      return joined(any.parts(), " or ");
    }
    if (selection instanceof Selection.AllOf all) {
      return joined(all.parts(), " and ");
    }
    if (selection instanceof Selection.Except except) {
      return words(except.base()) + " without " + words(except.without());
    }
    return "all devices";
  }

  private static String joined(List<Selection> parts, String by) {
    return parts.stream().map(part -> "(" + words(part) + ")").collect(Collectors.joining(by));
  }
}
