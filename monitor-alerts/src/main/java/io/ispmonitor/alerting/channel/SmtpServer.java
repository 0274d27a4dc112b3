package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.MailChannel.Encryption;
import io.ispmonitor.secret.Secret;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in, and how.
 *
 * @param address its certificate has to hold the name; the port is usually 587, or 465 for TLS
 * @param encryption how the connection is protected
 * @param user who logs in; null for nobody
 * @param password the user's
 * @param sockets for TLS
 * @param timeout to connect, for each reply, and while it takes nothing of what is written
 */
record SmtpServer(
    ServerAddress address,
    Encryption encryption,
    @Nullable String user,
    @Nullable Secret password,
    TlsSockets sockets,
    Duration timeout) {

  /**
   * For a session of its own. The password is not among them.
   *
   * @param budget of the session
   */
  Properties properties(SocketBudget budget) {
    int timeoutMillis = Math.toIntExact(timeout.toMillis());
    String millis = Integer.toString(timeoutMillis);
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.socketFactory", new BoundedSockets(timeoutMillis, budget));
    properties.put("mail.smtp.ssl.socketFactory", sockets.bounded(timeoutMillis, budget));
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.usesocketchannels", "true"); // below TLS from the beginning
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.auth", Boolean.toString(user != null));
    properties.put("mail.smtp.sendpartial", "true"); // one wrong address stops nobody's mail
    properties.put("mail.smtp.quitwait", "false"); // what was taken stays taken
    switch (encryption) {
      case NONE -> {}
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return address + " (" + encryption + ")";
  }
}
