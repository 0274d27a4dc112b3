package io.ispmonitor.app.service;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Writes what a {@link RepeatFilter} lets pass to several places alike. */
final class LimitedHandler extends Handler {
  private final List<Handler> places;

  LimitedHandler(List<Handler> places) throws UnsupportedEncodingException {
    this.places = places;
    setFilter(new RepeatFilter());
    for (Handler place : places) {
      place.setFormatter(new LogLine());
      place.setLevel(Level.ALL);
      place.setEncoding(StandardCharsets.UTF_8.name());
    }
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      places.forEach(place -> place.publish(record));
    }
  }

  @Override
  public void flush() {
    places.forEach(Handler::flush);
  }

  @Override
  public void close() {
    places.forEach(Handler::close);
  }
}
