package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes one line for each notice to the logger {@code io.ispmonitor.alerts}, beginning with the
 * code {@code ALERT}: grave ones as ERROR, warnings as WARN, the rest and what is over as INFO.
 */
public final class LogChannel implements NotificationChannel {
  private static final int LONGEST_LINE = 2_000;
  private static final int LONGEST_ID = 200;

  private final String name;
  private final Logger log;
  private volatile boolean closed;

  /** A channel of this name. */
  public LogChannel(String name) {
    this(name, LoggerFactory.getLogger("io.ispmonitor.alerts"));
  }

  LogChannel(String name, Logger log) {
    this.name = name;
    this.log = log;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryResult deliver(Notice notice) {
    if (closed) {
      return DeliveryResult.tryLater("channel %s is closed".formatted(name));
    }
    log.atLevel(level(notice))
        .log(
            "ALERT {} {}: {} [incident {}, notice {}{}]",
            NoticeJson.word(notice.severity()),
            NoticeJson.word(notice.kind()),
            CleanText.cut(OneLine.of(notice.message()), LONGEST_LINE),
            CleanText.line(notice.incident(), LONGEST_ID),
            CleanText.line(notice.id(), LONGEST_ID),
            notice.mayRepeat() ? ", perhaps once more" : "");
    return DeliveryResult.delivered();
  }

  private static Level level(Notice notice) {
    if (notice.kind() == Notice.Kind.RECOVERY) {
      return Level.INFO;
    }
    return switch (notice.severity()) {
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case CRITICAL, EMERGENCY -> Level.ERROR;
    };
  }

  /** What comes afterwards is not taken. */
  @Override
  public void close() {
    closed = true;
  }

  /** The name. */
  @Override
  public String toString() {
    return "LogChannel[" + name + "]";
  }
}
