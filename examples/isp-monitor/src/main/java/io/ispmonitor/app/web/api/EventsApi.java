package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alerting.channel.StreamEvent;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.EventStream;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import io.ispmonitor.app.web.http.SocketStream;
import io.ispmonitor.app.web.http.Sockets;
import io.ispmonitor.app.web.http.Streams;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.status.StatusEvent;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** What happens, as it happens. */
final class EventsApi {
  private static final int EVENTS_WAITING = 1_000;

  private final Streams streams;
  private final Consumer<Site> looked;

  /** Those who have heard of a change, and not of the numbers after it. */
  private final Set<Numbers> behind = ConcurrentHashMap.newKeySet();

  private record Numbers(EventStream stream, Site site) {}

  /**
   * With these streams.
   *
   * @param looked is told of a site at which somebody begins to look
   */
  EventsApi(Streams streams, Consumer<Site> looked) {
    this.streams = streams;
    this.looked = looked;
  }

  void add(Routes routes) {
    routes
        .get("/api/events", this::all)
        .get("/api/alerts/stream", this::alerts)
        .socket("/api/alerts/ws", new Sockets(streams, EventsApi::socket));
  }

  /** Sends the numbers to who has heard of a change since; called every second. */
  void tick() {
    for (Numbers numbers : List.copyOf(behind)) {
      behind.remove(numbers);
      numbers.stream().send("counts", Json.text(Overview.numbers(numbers.site())));
    }
  }

  private void all(Call call) throws IOException {
    Site site = call.site();
    Flow.Publisher<StreamEvent> wanted = alertsOf(call);
    EventStream stream = EventStream.open(call, streams);
    looked.accept(site);
    Numbers numbers = new Numbers(stream, site);
    stream.atEnd(() -> behind.remove(numbers));
    Relay<StreamEvent> alerts = alerts(stream, "alert");
    stream.atEnd(alerts::cancel);
    wanted.subscribe(alerts);
    Relay<StatusEvent> states =
        new Relay<>((event, next) -> state(numbers, event, next), stream::end);
    stream.atEnd(states::cancel);
    site.monitor().board().events(streams.writers(), EVENTS_WAITING).subscribe(states);
    stream.send("counts", Json.text(Overview.numbers(site))); // what changes after it is heard of
  }

  private void alerts(Call call) throws IOException {
    Flow.Publisher<StreamEvent> wanted = alertsOf(call);
    EventStream stream = EventStream.open(call, streams);
    Relay<StreamEvent> alerts = alerts(stream, "");
    stream.atEnd(alerts::cancel);
    wanted.subscribe(alerts);
  }

  private static Consumer<SocketStream> socket(Call call) {
    Flow.Publisher<StreamEvent> wanted = alertsOf(call);
    return stream -> {
      Relay<StreamEvent> alerts =
          new Relay<>((event, next) -> stream.send(event.json(), next), stream::end);
      stream.atEnd(alerts::cancel);
      wanted.subscribe(alerts);
    };
  }

  /** From now on, or from the last that the reader has seen. */
  private static Flow.Publisher<StreamEvent> alertsOf(Call call) {
    Site site = call.site();
    String last = call.http().header("Last-Event-ID");
    String seen = last == null ? call.query("after").orElse("") : last;
    if (seen.isEmpty()) {
      return site.alertStream().events();
    }
    if (!seen.matches("[0-9]{1,18}")) {
      throw Refusal.badRequest("Last-Event-ID must be the id of an event, a whole number");
    }
    return site.alertStream().eventsAfter(Long.parseLong(seen));
  }

  private static Relay<StreamEvent> alerts(EventStream stream, String name) {
    return new Relay<>(
        (event, next) -> {
          String kind = event.kind().name().toLowerCase(Locale.ROOT);
          stream.send(name.isEmpty() ? kind : name, Long.toString(event.id()), event.json(), next);
        },
        stream::end);
  }

  private void state(Numbers numbers, StatusEvent event, Runnable next) {
    EventStream stream = numbers.stream();
    if (event instanceof StatusEvent.Changed changed) {
      behind.add(numbers);
      stream.send("status", null, Json.text(change(changed.change())), next);
    } else if (event instanceof StatusEvent.Isolated isolated) {
      behind.add(numbers);
      stream.send("isolation", null, Json.text(isolation(isolated.isolation())), next);
    } else if (event instanceof StatusEvent.Missed missed) {
      behind.add(numbers);
      ObjectNode json = Json.object().put("events", missed.events());
      stream.send("missed", null, Json.text(json), next);
    } else {
      next.run();
    }
  }

  private static ObjectNode change(StateChange change) {
    var outage = change.outage();
    return Json.object()
        .put("device", change.device())
        .put("state", change.to().name())
        .put("before", change.from().name())
        .put("since", change.at().toString())
        .put("root", outage == null ? null : outage.root())
        .put("words", change.evidence().reason());
  }

  private static ObjectNode isolation(Isolation isolation) {
    return Json.object()
        .put("uplink", isolation.uplink())
        .put("since", isolation.since().toString())
        .put("until", Json.time(isolation.until()))
        .put("devices", isolation.devices());
  }
}
