package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Receipt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifiers by which mail programs keep the messages of an incident together (RFC 5322,
 * 3.6.4). They are derived from ids of notices, so that what is sent twice is recognised.
 */
final class MailThread {
  private static final int BYTES = 16;
  private static final Pattern OURS = Pattern.compile("<[0-9a-f]{32}@[A-Za-z0-9.:\\[\\]-]{1,255}>");

  private final String domain;

  /** Identifiers within a domain. */
  MailThread(String domain) {
    this.domain = domain;
  }

  /** Of the message about a notice. */
  String messageId(Notice notice) {
    return id("notice " + notice.id());
  }

  /** What the first message of an incident and all later ones refer to; nobody ever sends it. */
  String root(Notice notice) {
    return id("incident " + notice.incident());
  }

  /** Of the message that was delivered before. */
  static Optional<String> previous(Notice notice) {
    return Optional.ofNullable(notice.previous())
        .map(Receipt::value)
        .filter(value -> OURS.matcher(value).matches());
  }

  private String id(String of) {
    return "<" + Digest.of(of, BYTES) + "@" + domain + ">";
  }
}
