package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.time.TimeSource;

/**
 * Sends mail by SMTP (RFC 5321), in plain text and HTML. Needs {@code org.eclipse.angus:angus-mail}
 * at run time; on the module path the host requires {@code jakarta.mail} and {@code
 * org.eclipse.angus.mail}.
 *
 * <p>All notices of an incident are in one thread. The {@code Message-ID} is derived from the id of
 * the notice, so that mailboxes can tell what arrives twice.
 *
 * <p>When a server refuses some of the recipients, the others get the mail and it counts as
 * delivered. Those who were refused for now are tried once more at once, without the others; who
 * does not get it then is named in the log by {@code MAIL_RECIPIENT_REFUSED}, and is written to
 * again with the next notice. The notice is not tried later: the others would get it twice, and all
 * notices would wait for one full mailbox. Whoever must miss nothing gets a channel of his own,
 * since a notice that nobody gets is tried again.
 *
 * <p>A session lasts 45 seconds at the most, and the server says at most 256 kB in it.
 *
 * <p>A refusal for good of the sender or of all recipients breaks the channel; one of the mail
 * itself rejects that notice.
 */
public final class MailChannel implements NotificationChannel {
  private final String name;
  private final SmtpServer server;
  private final MailEnvelope envelope;
  private final SmtpDelivery delivery;
  private volatile boolean closed;

  /** How the connection to a mail server is protected. */
  public enum Encryption {
    /** It begins in clear text and goes on with TLS (RFC 3207), or not at all. */
    STARTTLS,
    /** TLS from the beginning (RFC 8314). */
    TLS,
    /** Not at all: anybody on the way can read and change what is sent. */
    NONE
  }

  MailChannel(String name, SmtpServer server, MailEnvelope envelope, TimeSource time) {
    this.name = name;
    this.server = server;
    this.envelope = envelope;
    this.delivery = new SmtpDelivery(name, server, envelope, time);
  }

  /** Begins to describe a channel of this name. */
  public static MailChannelBuilder builder(String name) {
    return new MailChannelBuilder(name);
  }

  @Override
  public String name() {
    return name;
  }

  /** The receipt is the {@code Message-ID}. */
  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    if (closed) {
      return DeliveryResult.tryLater("channel %s is closed".formatted(name));
    }
    String id = new MailThread(envelope.domain()).messageId(notice);
    return delivery.deliver(MailText.of(notice, envelope), new Receipt(id));
  }

  /** What comes afterwards is not taken. */
  @Override
  public void close() {
    closed = true;
  }

  /** The name and the server. */
  @Override
  public String toString() {
    return "MailChannel[" + name + " " + server + "]";
  }
}
