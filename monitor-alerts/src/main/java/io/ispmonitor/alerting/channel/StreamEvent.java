package io.ispmonitor.alerting.channel;

/**
 * What a {@link StreamChannel} gives to its subscribers.
 *
 * @param id rises from event to event; what a browser sends back as {@code Last-Event-ID}
 * @param kind what it is; the name of a server-sent event, in lower case
 * @param json in one line: {@code {"version":1,"id":…,"type":"notice","notice":{…}}}, or {@code
 *     {"version":1,"id":…,"type":"gap","missed":…}} with how many events were missed, null when
 *     nobody can tell
 */
public record StreamEvent(long id, Kind kind, String json) {

  /** What an event is. */
  public enum Kind {
    /** A notice. */
    NOTICE,
    /** Events were missed, since they came too fast or are too long ago. */
    GAP
  }
}
