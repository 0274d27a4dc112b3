package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Range;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.Occurrence;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.status.StateSpan;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.TimeKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a device stood over a time, as JSON; without the database, how it stands and since when.
 * Waits for the store.
 */
final class TimelineJson {
  private static final int MOST_SPANS = 5_000;

  private TimelineJson() {}

  static ObjectNode of(Site site, StatusNode node, Range range) {
    Past.Read<ObjectNode> read =
        Past.read(site, () -> whole(site, node.device().id(), range), () -> now(site, node, range));
    return Partial.mark(read.value(), read.partial());
  }

  private static ObjectNode whole(Site site, String device, Range range) {
    StatusBoard board = site.monitor().board();
    List<StateSpan> spans = board.timeline(device, range.from(), range.to());
    if (spans.size() > MOST_SPANS) {
      throw Refusal.badRequest(
          "device '%s' changed its state %d times from %s to %s, more than %d; ask for less"
              .formatted(device, spans.size(), range.from(), range.to(), MOST_SPANS));
    }
    ObjectNode json = Json.object();
    json.set("spans", Json.array(spans, TimelineJson::span));
    return json.put(
        "availability", Json.number(board.availability(device, range.from(), range.to()).own()));
  }

  private static Past.Read<ObjectNode> now(Site site, StatusNode node, Range range) {
    DeviceStatus status = node.status();
    Instant now = site.time().instant();
    Instant from = later(range.from(), status.since());
    Instant to = range.to().isBefore(now) ? range.to() : now;
    if (!from.isBefore(to)) {
      throw Past.nothing(site);
    }
    Instant work = workBegan(site.monitor().maintenance(), status, now).orElse(to);
    Instant middle = later(from, work.isBefore(to) ? work : to);
    ObjectNode json = Json.object();
    var spans = json.putArray("spans");
    if (from.isBefore(middle)) {
      spans.add(span(status, from, middle, false));
    }
    if (middle.isBefore(to)) {
      spans.add(span(status, middle, to, true));
    }
    return new Past.Read<>(json.putNull("availability"), Partial.from(site, from));
  }

  private static Optional<Instant> workBegan(
      Maintenance maintenance, DeviceStatus status, Instant now) {
    return status.maintenance().stream()
        .map(maintenance::scheduled)
        .flatMap(Optional::stream)
        .map(window -> window.at(now))
        .flatMap(Optional::stream)
        .map(Occurrence::start)
        .min(Instant::compareTo);
  }

  private static ObjectNode span(StateSpan span) {
    return Json.object()
        .put("from", span.from().toString())
        .put("to", span.to().toString())
        .put("state", span.state().name())
        .put("maintenance", span.kind() == TimeKind.MAINTENANCE)
        .put("root", span.root());
  }

  private static ObjectNode span(DeviceStatus status, Instant from, Instant to, boolean isWork) {
    Outage outage = status.outage();
    return Json.object()
        .put("from", from.toString())
        .put("to", to.toString())
        .put("state", status.state().name())
        .put("maintenance", isWork)
        .put("root", outage == null ? null : outage.root());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
