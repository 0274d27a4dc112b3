package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LogChannelTest {
  private final Recorder log = new Recorder();
  private final LogChannel channel = new LogChannel("log", log);

  @Test
  @DisplayName("a notice is one line with a code, what it is and how to find it again")
  void oneLine() {
    Message message =
        new Message("Tower 7", List.of(new Message.Field("Site", "north")), "a\n\nb", null);

    assertEquals(DeliveryResult.delivered(), channel.deliver(Notices.notice("n-1", message)));

    assertEquals(
        List.of(
            "ERROR ALERT critical problem: Tower 7; Site: north; a; b"
                + " [incident incident-1, notice n-1]"),
        log.lines);
  }

  @ParameterizedTest
  @CsvSource({
    "PROBLEM, INFO, INFO",
    "PROBLEM, WARNING, WARN",
    "ESCALATION, EMERGENCY, ERROR",
    "RECOVERY, EMERGENCY, INFO",
  })
  @DisplayName("how grave it is decides the level, unless it is over")
  void levels(Notice.Kind kind, Severity severity, String level) {
    channel.deliver(
        new Notice(
            "n-1", "i-1", kind, severity, Notices.NOON, Message.of("x"), List.of(), null, false));

    assertTrue(log.lines.get(0).startsWith(level + " "), log.lines::toString);
  }

  @Test
  @DisplayName("hostile text makes no second line, moves no cursor and fills in no placeholder")
  void hostile() {
    channel.deliver(Notices.hostile());
    channel.deliver(Notices.notice("{}", Message.of("{} {}")));

    assertFalse(log.lines.get(0).chars().anyMatch(c -> c < ' ' || c == '\u202e'));
    assertTrue(log.lines.get(0).length() < 3_000);
    assertTrue(log.lines.get(0).endsWith(", perhaps once more]"));
    assertTrue(log.lines.get(1).contains("problem: {} {} [incident incident-1, notice {}]"));
  }

  /** A logger that writes into a list. */
  private static final class Recorder extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    final transient List<String> lines = new ArrayList<>();

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String pattern,
        Object @Nullable [] arguments,
        @Nullable Throwable thrown) {
      lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
