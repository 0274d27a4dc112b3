package io.ispmonitor.app.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events; whoever waits for one waits a few seconds at most. */
final class EventReader implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  /** Comes when the stream is over. */
  static final Event END = new Event("end", "", "");

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Runnable meanwhile = () -> {};
  private final HttpResponse<InputStream> response;

  /** An event. */
  record Event(String name, String id, String data) {}

  private EventReader(HttpResponse<InputStream> response) {
    this.response = response;
    Thread thread = new Thread(this::read, "event-reader");
    thread.setDaemon(true);
    thread.start();
  }

  static EventReader open(Client client, String path) throws Exception {
    return new EventReader(
        client
            .http()
            .send(client.request(path).build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** The next event of this name; others before it are passed over. */
  Event next(String name) throws InterruptedException {
    Event event = next();
    while (!event.name().equals(name)) {
      if (event.equals(END)) {
        throw new AssertionError("the stream ended before there was an event " + name);
      }
      event = next();
    }
    return event;
  }

  Event next() throws InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 2; i++) {
      Event event = events.poll(500, TimeUnit.MILLISECONDS);
      if (event != null) {
        return event;
      }
      meanwhile.run();
    }
    throw new AssertionError("no event came within " + PATIENCE_SECONDS + " s");
  }

  /** What is delivered on threads of ours may wait for a time that only goes on by hand. */
  EventReader meanwhile(Runnable action) {
    meanwhile = action;
    return this;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String name = "";
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          events.add(new Event(name, id, line.substring(6)));
          id = "";
        }
      }
      events.add(END);
    } catch (IOException e) {
      events.add(END);
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
