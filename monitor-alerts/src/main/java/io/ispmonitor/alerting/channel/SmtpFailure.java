package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.secret.Secret;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Why mail was not handed in, and whether it may be later: SMTP's 4xx and 5xx (RFC 5321, 4.2). */
final class SmtpFailure {
  /** Nothing is taken from whoever has not logged in (RFC 4954, 6). */
  private static final int WANTS_LOGIN = 530;

  private static final int FULL = 552;
  private static final String END_OF_DATA = ".";

  private final SmtpServer server;
  private final MessagingException failure;
  private final boolean lacksTls;
  private final List<SMTPAddressFailedException> refusals = new ArrayList<>();

  /**
   * A failure.
   *
   * @param lacksTls whether TLS is wanted and the server did not offer it
   */
  SmtpFailure(SmtpServer server, MessagingException failure, boolean lacksTls) {
    this.server = server;
    this.failure = failure;
    this.lacksTls = lacksTls;
    for (Exception e = failure; e instanceof MessagingException; e = next(e)) {
      if (e instanceof SMTPAddressFailedException refusal) {
        refusals.add(refusal);
      }
    }
  }

  private static Exception next(Exception e) {
    return ((MessagingException) e).getNextException();
  }

  /** Whether some of the recipients get it. */
  boolean isPartial() {
    return failure instanceof SendFailedException sent
        && sent.getValidSentAddresses() != null
        && sent.getValidSentAddresses().length > 0;
  }

  /** Who gets nothing, however often it is tried, each with the server's reply. */
  List<String> refusedForGood() {
    return refusals.stream().filter(is -> !isForNow(is)).map(this::words).toList();
  }

  /** Who gets nothing now, each with the server's reply. */
  List<String> refusedForNow() {
    return refusals.stream().filter(SmtpFailure::isForNow).map(this::words).toList();
  }

  /** Those who get nothing now. */
  Address[] waiting() {
    return refusals.stream()
        .filter(SmtpFailure::isForNow)
        .map(SMTPAddressFailedException::getAddress)
        .toArray(Address[]::new);
  }

  private String words(SMTPAddressFailedException refusal) {
    return refusal.getAddress().getAddress() + " (" + reply(refusal) + ")";
  }

  /** What to make of it, when nobody gets the mail. */
  DeliveryResult result() {
    if (failure instanceof AuthenticationFailedException) {
      return authentication();
    }
    if (failure instanceof SMTPSendFailedException refusal) {
      return mail(refusal); // some recipients may have been refused before, but not all
    }
    return refusals.isEmpty() ? connection() : recipients();
  }

  /** Up to the end of the data, the server has seen nothing but what all mails have in common. */
  private DeliveryResult mail(SMTPSendFailedException refusal) {
    String why = "%s did not take the mail: %s".formatted(server, reply(refusal));
    if (refusal.getReturnCode() / 100 != 5) {
      return DeliveryResult.tryLater(why);
    }
    return refusal.getCommand().equals(END_OF_DATA) && refusal.getReturnCode() != WANTS_LOGIN
        ? DeliveryResult.rejected(why)
        : DeliveryResult.broken(why + "; see to the sender, the login and the server");
  }

  /** All of them are refused, and so they would be with any other notice. */
  private DeliveryResult recipients() {
    String who = refusals.stream().map(this::words).collect(Collectors.joining(", "));
    String why = "%s does not take mail for %s".formatted(server, who);
    return refusals.stream().anyMatch(SmtpFailure::isForNow)
        ? DeliveryResult.tryLater(why)
        : DeliveryResult.broken(why + "; see to the recipients");
  }

  /** What the server says to it is left out: it may repeat what it was given. */
  private DeliveryResult authentication() {
    String reply = String.valueOf(failure.getMessage());
    boolean mayWork = reply.startsWith("4");
    String code = reply.length() >= 3 ? CleanText.line(reply.substring(0, 3), 3) : "";
    return mayWork
        ? DeliveryResult.tryLater("%s cannot check the login now (%s)".formatted(server, code))
        : DeliveryResult.broken(
            "%s refuses the login of '%s' (%s); check user and password"
                .formatted(server, server.user(), code));
  }

  private DeliveryResult connection() {
    if (TlsSockets.isNotWhoItShouldBe(failure)) {
      return DeliveryResult.broken(
          "%s shows a certificate that is not trusted: %s".formatted(server, reply(failure)));
    }
    if (lacksTls && failure.getCause() == null) {
      return DeliveryResult.broken(
          "%s does not offer STARTTLS, and without it nothing is sent".formatted(server));
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return DeliveryResult.tryLater(
        "mail was not handed in at %s: %s".formatted(server, reply(cause)));
  }

  /** 552 counts as 452, by which a server takes no more recipients at once (RFC 5321, 4.5.3.1). */
  private static boolean isForNow(SMTPAddressFailedException refusal) {
    return refusal.getReturnCode() / 100 != 5 || refusal.getReturnCode() == FULL;
  }

  private String reply(Throwable from) {
    Secret password = server.password();
    List<Secret> hidden = password == null ? List.of() : List.of(password);
    return new Masking(hidden).show(String.valueOf(from.getMessage()));
  }
}
