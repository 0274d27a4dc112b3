package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeviceLimit;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.maintenance.ScheduledWindow;

/** What happens. The codes lie in spools and never change their meaning. */
enum EventType {
  STATE(1, StateEvent.class),
  PROGRESS(2, ProgressEvent.class),
  ALERT(3, Alert.class),
  DECISION(4, LedgerEntry.class),
  NOTICE(5, OutboxEntry.class),
  NOTICE_SETTLED(6, NoticeSettled.class),
  LIMIT(7, DeviceLimit.class),
  LIMIT_REMOVED(8, LimitRemoved.class),
  WINDOW(9, ScheduledWindow.class),
  WINDOW_TRIGGERED(10, WindowTriggered.class),
  WINDOW_REMOVED(11, WindowRemoved.class);

  private static final EventType[] ALL = values();

  private final int code;
  private final Class<? extends Record> body;

  EventType(int code, Class<? extends Record> body) {
    this.code = code;
    this.body = body;
  }

  int code() {
    return code;
  }

  Class<? extends Record> body() {
    return body;
  }

  static EventType ofCode(int code) {
    for (EventType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "an event of type " + code + " is of a later release; run that one");
  }

  static EventType of(Record body) {
    for (EventType type : ALL) {
      if (type.body == body.getClass()) {
        return type;
      }
    }
    throw new IllegalArgumentException(body.getClass().getName() + " is no event");
  }
}
