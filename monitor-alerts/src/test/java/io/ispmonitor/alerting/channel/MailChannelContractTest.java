package io.ispmonitor.alerting.channel;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.channel.MailChannel.Encryption;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.contract.NotificationChannelContract;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What every channel keeps, kept by mail. */
class MailChannelContractTest extends NotificationChannelContract {
  private static final String PASSWORD = "planted-s3cret";

  @TempDir static Path directory;

  private static TestKeys keys;

  private @Nullable SmtpScript server;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.named("localhost", directory);
  }

  @AfterEach
  void stop() throws Exception {
    server().close();
  }

  private SmtpScript server() throws Exception {
    SmtpScript running = server;
    if (running == null) {
      running = new SmtpScript(keys.identity(), true).started();
      server = running;
    }
    return running;
  }

  @Override
  protected NotificationChannel newChannel() throws Exception {
    return MailChannel.builder("mail")
        .server("localhost", server().port())
        .encryption(Encryption.TLS)
        .tls(keys.trust())
        .login("ana", Secret.of(PASSWORD))
        .from("monitor@example.net")
        .to("noc@example.net")
        .build();
  }

  @Override
  protected List<String> shown() throws Exception {
    List<String> shown = new ArrayList<>();
    for (String mail : server().mails) {
      MimeMessage message = GreenMailUtil.newMimeMessage(mail);
      shown.add(message.getSubject());
    }
    return shown;
  }

  @Override
  protected void makeUnreachable() throws Exception {
    server().close();
  }

  @Override
  protected CountDownLatch makeSilent() throws Exception {
    return server().silence();
  }

  @Override
  protected List<String> secrets() {
    return List.of(PASSWORD);
  }
}
