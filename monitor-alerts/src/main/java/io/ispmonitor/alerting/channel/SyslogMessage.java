package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.Notice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A notice as a message of RFC 5424: header, structured data, and the text in UTF-8 behind a byte
 * order mark. It has no line end, wherever one might come from.
 */
final class SyslogMessage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final int LONGEST_ID = 32;
  private static final int LONGEST_VALUE = 96;

  /** What a notice is like when there is nothing more to do about it: "normal but significant". */
  private static final int NOTICE = 5;

  private final StringBuilder head = new StringBuilder(600);

  private SyslogMessage() {}

  /**
   * The message.
   *
   * @param most how many bytes it may have, at least 2048; the text is cut at a whole character
   */
  static byte[] of(Notice notice, SyslogIdentity identity, int most) {
    SyslogMessage message = new SyslogMessage();
    message.header(notice, identity);
    message.data(notice, identity);
    message.head.append(' ').append(BYTE_ORDER_MARK);
    byte[] head = utf8(message.head.toString());
    String text = OneLine.of(notice.message());
    ByteArrayOutputStream whole = new ByteArrayOutputStream(most);
    whole.writeBytes(head);
    whole.writeBytes(utf8(cut(text, most - head.length)));
    return whole.toByteArray();
  }

  private void header(Notice notice, SyslogIdentity identity) {
    head.append('<')
        .append(identity.facility() * 8 + severity(notice))
        .append(">1 ")
        .append(TIME.format(notice.at()))
        .append(' ')
        .append(identity.hostName())
        .append(' ')
        .append(identity.appName())
        .append(' ')
        .append(ProcessHandle.current().pid())
        .append(' ')
        .append(SyslogIdentity.printable(type(notice), LONGEST_ID))
        .append(' ');
  }

  /** "Emergency" is left to machines that die: many servers write it on every screen. */
  private static int severity(Notice notice) {
    if (notice.kind() == Notice.Kind.RECOVERY) {
      return NOTICE;
    }
    return switch (notice.severity()) {
      case INFO -> 6;
      case WARNING -> 4;
      case CRITICAL -> 2;
      case EMERGENCY -> 1;
    };
  }

  private static String type(Notice notice) {
    return notice.alerts().isEmpty()
        ? NoticeJson.word(notice.kind())
        : notice.alerts().get(0).type();
  }

  private void data(Notice notice, SyslogIdentity identity) {
    head.append("[alert@").append(identity.enterprise());
    value("notice", notice.id());
    value("incident", notice.incident());
    value("kind", NoticeJson.word(notice.kind()));
    value("severity", NoticeJson.word(notice.severity()));
    value("alerts", Integer.toString(notice.alerts().size()));
    if (!notice.alerts().isEmpty()) {
      Alert gravest = notice.alerts().get(0);
      value("id", gravest.id());
      value("key", gravest.key());
      value("source", gravest.source());
      value("status", NoticeJson.word(gravest.status()));
      value("affected", Integer.toString(gravest.affected()));
      value("subscribers", Long.toString(gravest.subscribers()));
    }
    head.append(']');
  }

  private void value(String name, String value) {
    head.append(' ').append(name).append("=\"");
    String clean = cut(CleanText.line(value, LONGEST_VALUE), LONGEST_VALUE);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c == '"' || c == '\\' || c == ']') {
        head.append('\\');
      }
      head.append(c);
    }
    head.append('"');
  }

  /** The beginning of a text that has so many bytes at most. */
  private static String cut(String text, int most) {
    String cut = text;
    int over = utf8(cut).length - most;
    int length = text.length();
    while (over > 0 && length > 1) {
      length = Math.max(1, length - Math.max(1, over / 3)); // a char has 3 bytes at most
      cut = CleanText.cut(text, length);
      over = utf8(cut).length - most;
    }
    return over > 0 ? "" : cut;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
