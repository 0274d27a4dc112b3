package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.http.Range;
import io.ispmonitor.jdbc.database.HistoryException;
import java.time.Instant;
import java.util.function.Function;

/**
 * What memory still has while the database is away: the last hours, and a word on where they begin.
 * Waits for the store.
 */
final class PartialHistory {
  private PartialHistory() {}

  /**
   * Reads a range, or the part of it that is remembered; {@code partialFrom} says from when on, or
   * is null.
   *
   * @throws HistoryException when nothing of it is
   */
  static ObjectNode read(Site site, Range range, Function<Range, ObjectNode> reading) {
    try {
      return reading.apply(range).putNull("partialFrom");
    } catch (HistoryException e) {
      Instant remembered = site.remembered();
      Range recent = range.since(remembered).orElseThrow(() -> e);
      return reading.apply(recent).put("partialFrom", recent.from().toString());
    }
  }
}
