package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mails in by SMTP, each in a session of its own: no password stays behind in any. */
final class SmtpDelivery {
  private static final Logger log = LoggerFactory.getLogger(MailChannel.class);

  private static final int FINE = 250;

  /** Less than it takes until a delivery is interrupted. */
  private static final Duration LONGEST_SESSION = Duration.ofSeconds(45);

  /** Of replies and certificates; real ones are a hundredth of it. */
  private static final int MOST_BYTES = 256 * 1_024;

  private final String channel;
  private final SmtpServer server;
  private final MailEnvelope envelope;
  private final TimeSource time;

  SmtpDelivery(String channel, SmtpServer server, MailEnvelope envelope, TimeSource time) {
    this.channel = channel;
    this.server = server;
    this.envelope = envelope;
    this.time = time;
  }

  /** Hands one in. */
  DeliveryResult deliver(byte[] mail, Receipt receipt) throws InterruptedException {
    SocketBudget budget = new SocketBudget(time, LONGEST_SESSION, MOST_BYTES);
    Session session = Session.getInstance(server.properties(budget));
    SMTPTransport transport = null;
    try {
      transport = (SMTPTransport) session.getTransport("smtp");
      connect(transport);
      MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(mail));
      warn(handIn(transport, message, envelope.recipients()));
      return new DeliveryResult.Delivered(receipt);
    } catch (MessagingException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while mail was handed in at " + server);
      }
      return new SmtpFailure(server, e, lacksTls(transport)).result();
    } finally {
      close(transport);
    }
  }

  private void connect(SMTPTransport transport) throws MessagingException {
    Secret password = server.password();
    transport.connect(
        server.address().host(),
        server.address().port(),
        server.user(),
        password == null ? null : password.revealText());
  }

  private boolean lacksTls(@Nullable SMTPTransport transport) {
    return server.encryption() == MailChannel.Encryption.STARTTLS
        && transport != null
        && transport.getLastReturnCode() == FINE // to EHLO: it has said what it offers
        && !transport.supportsExtension("STARTTLS");
  }

  /**
   * Hands it in for some recipients.
   *
   * @return who does not get it, with the server's reply; the others do
   * @throws MessagingException when nobody gets it
   */
  private List<String> handIn(SMTPTransport transport, MimeMessage message, Address[] to)
      throws MessagingException {
    try {
      transport.sendMessage(message, to);
      return List.of();
    } catch (MessagingException e) {
      SmtpFailure failure = new SmtpFailure(server, e, false);
      if (!failure.isPartial()) {
        throw e;
      }
      List<String> refused = new ArrayList<>(failure.refusedForGood());
      refused.addAll(again(transport, message, failure));
      return refused;
    }
  }

  /** Once more for those who were refused for now: a server may take so many at a time. */
  private List<String> again(SMTPTransport transport, MimeMessage message, SmtpFailure partial)
      throws MessagingException {
    Address[] waiting = partial.waiting();
    if (waiting.length == 0) {
      return List.of();
    }
    try {
      return handIn(transport, message, waiting); // they are fewer each time
    } catch (MessagingException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return partial.refusedForNow(); // nothing is tried later, for others have got it
    }
  }

  private void warn(List<String> refused) {
    if (!refused.isEmpty()) {
      log.warn(
          "MAIL_RECIPIENT_REFUSED channel {}: {} took the mail for some, but not for {}",
          channel,
          server,
          String.join(", ", refused));
    }
  }

  private void close(@Nullable SMTPTransport transport) {
    try {
      if (transport != null) {
        transport.close();
      }
    } catch (MessagingException e) {
      log.debug("channel {}: the connection to {} did not end well", channel, server, e);
    }
  }
}
