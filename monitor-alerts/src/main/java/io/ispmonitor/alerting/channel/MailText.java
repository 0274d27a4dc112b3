package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.Notice;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * A notice as the text of a mail (RFC 5322), with its message in plain text and in HTML. Bodies are
 * written here, in Base64, and not by handlers of content types, which are registered for the whole
 * JVM; so nothing in them can be taken for a header or a boundary.
 */
final class MailText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

  /** Cannot occur in Base64. */
  private static final String BOUNDARY = "=_alternative_=";

  private static final int LONGEST_SUBJECT = 300;

  private final StringBuilder text = new StringBuilder(4_000);

  private MailText() {}

  /** The mail, in ASCII. */
  static byte[] of(Notice notice, MailEnvelope envelope) {
    MailText mail = new MailText();
    mail.headers(notice, envelope);
    mail.thread(notice, envelope);
    mail.body(notice);
    return mail.text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void headers(Notice notice, MailEnvelope envelope) {
    header("Date", DATE.format(notice.at()));
    header("From", envelope.from().toString());
    header("To", envelope.toHeader());
    header("Subject", subject(notice.message().title()));
    header("Auto-Submitted", "auto-generated"); // RFC 3834: nobody answers that he is away
    header("X-Priority", priority(notice));
    header("MIME-Version", "1.0");
    header("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + "\"");
  }

  private void thread(Notice notice, MailEnvelope envelope) {
    MailThread thread = new MailThread(envelope.domain());
    header("Message-ID", thread.messageId(notice));
    String root = thread.root(notice);
    MailThread.previous(notice)
        .ifPresentOrElse(
            previous -> {
              header("In-Reply-To", previous);
              header("References", root + "\r\n " + previous);
            },
            () -> header("References", root));
  }

  private void body(Notice notice) {
    text.append("\r\n");
    part("plain", notice.message().plain().replace("\n", "\r\n"));
    part("html", MailHtml.of(notice).replace("\n", "\r\n"));
    text.append("--").append(BOUNDARY).append("--\r\n");
  }

  private void part(String subtype, String content) {
    text.append("--").append(BOUNDARY).append("\r\n");
    header("Content-Type", "text/" + subtype + "; charset=UTF-8");
    header("Content-Transfer-Encoding", "base64");
    text.append("\r\n")
        .append(BASE64.encodeToString(content.getBytes(StandardCharsets.UTF_8)))
        .append("\r\n");
  }

  private void header(String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /** Without line ends of its own, and folded at words. */
  private static String subject(String title) {
    String line = CleanText.line(title, LONGEST_SUBJECT);
    return EncodedWords.areNeeded(line)
        ? EncodedWords.of(line)
        : MimeUtility.fold("Subject: ".length(), line);
  }

  private static String priority(Notice notice) {
    return switch (notice.severity()) {
      case INFO -> "5";
      case WARNING -> "3";
      case CRITICAL -> "2";
      case EMERGENCY -> "1";
    };
  }
}
