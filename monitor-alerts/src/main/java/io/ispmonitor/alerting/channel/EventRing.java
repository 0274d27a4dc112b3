package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Notice;
import org.jspecify.annotations.Nullable;

/**
 * The last events, from which every subscriber fetches at its own pace: who is too slow finds a gap
 * where the oldest were. Any thread.
 *
 * <p>Ids are consecutive. The first one is made from the time of the first notice, so that ids of
 * an earlier run are below those of this one.
 */
final class EventRing {
  /** For who wants what comes from now on, when nothing has come yet. */
  static final long BEGINNING = -1;

  private static final long IDS_IN_A_MILLISECOND = 1_000;
  private static final int MOST_BYTES = 65_536;

  // Guarded by this.
  private final @Nullable StreamEvent[] events;
  private long first;
  private long last = BEGINNING;

  EventRing(int capacity) {
    this.events = new StreamEvent[capacity];
  }

  /** Takes a notice in. */
  synchronized void add(Notice notice) {
    if (last == BEGINNING) {
      first = Math.max(1, notice.at().toEpochMilli() * IDS_IN_A_MILLISECOND);
      last = first - 1;
    }
    last++;
    events[place(last)] = new StreamEvent(last, StreamEvent.Kind.NOTICE, json(last, notice));
  }

  private int place(long id) {
    return Math.toIntExact((id - first) % events.length);
  }

  private static String json(long id, Notice notice) {
    String written = NoticeJson.text(notice, MOST_BYTES);
    return NoticeJson.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("version", NoticeJson.VERSION);
          json.writeNumberField("id", id);
          json.writeStringField("type", "notice");
          json.writeFieldName("notice");
          json.writeRawValue(written);
          json.writeEndObject();
        });
  }

  /** The id of the newest event; {@link #BEGINNING} before there is one. */
  synchronized long last() {
    return last;
  }

  /** Whether there is anything after an event. */
  synchronized boolean hasAfter(long id) {
    return last != BEGINNING && id != last;
  }

  /** What comes after an event: the next one, or a gap before it; null when there is nothing. */
  synchronized @Nullable StreamEvent after(long id) {
    if (!hasAfter(id)) {
      return null;
    }
    long oldest = Math.max(first, last - events.length + 1);
    long seen = id == BEGINNING ? first - 1 : id;
    if (seen < first - 1 || seen > last) {
      return gap(oldest - 1, null); // an id of another run, or of nobody
    }
    if (seen < oldest - 1) {
      return gap(oldest - 1, oldest - 1 - seen);
    }
    return events[place(seen + 1)];
  }

  /** The gap before an event: whoever saw it goes on with that one. */
  private static StreamEvent gap(long id, @Nullable Long missed) {
    String json =
        NoticeJson.text(
            gap -> {
              gap.writeStartObject();
              gap.writeNumberField("version", NoticeJson.VERSION);
              gap.writeNumberField("id", id);
              gap.writeStringField("type", "gap");
              gap.writeFieldName("missed");
              if (missed == null) {
                gap.writeNull();
              } else {
                gap.writeNumber(missed);
              }
              gap.writeEndObject();
            });
    return new StreamEvent(id, StreamEvent.Kind.GAP, json);
  }
}
