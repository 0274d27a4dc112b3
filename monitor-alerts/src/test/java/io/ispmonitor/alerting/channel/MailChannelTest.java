package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alerting.channel.MailChannel.Encryption;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.ManualTime;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MailChannelTest {
  private static final String PASSWORD = "planted-s3cret";
  private static final String KEYSTORE = "greenmail.tls.keystore.file";

  @TempDir static Path directory;

  private static TestKeys keys;
  private static GreenMail mail;

  @BeforeAll
  static void start() throws Exception {
    keys = TestKeys.named("localhost", directory);
    System.setProperty(KEYSTORE, keys.file.toString()); // GreenMail has no other way
    mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", "smtp"), new ServerSetup(0, "127.0.0.1", "smtps")
            });
    mail.setUser("noc@example.net", "noc@example.net", "whatever");
    mail.setUser("monitor@example.net", "monitor", PASSWORD);
    mail.start();
  }

  @AfterAll
  static void stop() {
    mail.stop();
    System.clearProperty(KEYSTORE);
  }

  private static MailChannelBuilder channel(int port) throws Exception {
    return MailChannel.builder("mail")
        .server("localhost", port)
        .from("Monitoring <monitor@example.net>")
        .to("noc@example.net")
        .tls(keys.trust())
        .timeout(Duration.ofSeconds(20));
  }

  private static MailChannelBuilder clear(int port) throws Exception {
    return channel(port).encryption(Encryption.NONE);
  }

  /** What GreenMail got since the last call; delivery ends before the reply. */
  private static List<MimeMessage> taken() throws Exception {
    List<MimeMessage> taken = List.of(mail.getReceivedMessages());
    mail.purgeEmailFromAllMailboxes();
    return taken;
  }

  private static String header(MimeMessage message, String name) throws Exception {
    return Optional.ofNullable(message.getHeader(name, ", ")).orElse("");
  }

  private static String part(MimeMessage message, int index) throws Exception {
    MimeMultipart parts = (MimeMultipart) message.getContent();
    return (String) parts.getBodyPart(index).getContent();
  }

  private static void assertTryLater(String reason, DeliveryResult result) {
    DeliveryResult.TryLater later = assertInstanceOf(DeliveryResult.TryLater.class, result);
    assertTrue(later.reason().contains(reason), later.reason());
  }

  private static void assertRejected(String reason, boolean isBroken, DeliveryResult result) {
    DeliveryResult.Rejected rejected = assertInstanceOf(DeliveryResult.Rejected.class, result);
    assertTrue(rejected.reason().contains(reason), rejected.reason());
    assertEquals(isBroken, rejected.isChannelBroken(), rejected.reason());
    assertFalse(rejected.reason().contains(PASSWORD));
  }

  @Test
  @DisplayName("a notice arrives as text and HTML, with what it is, and as sent by a machine")
  void arrives() throws Exception {
    Message message =
        new Message(
            "Torre 7 está fora do ar",
            List.of(new Message.Field("Site", "Morro & Vale")),
            "first\nsecond",
            URI.create("https://example.net/run?a=1&b=2"));

    DeliveryResult result =
        clear(mail.getSmtp().getPort()).build().deliver(Notices.notice("n-1", message));

    Receipt receipt = assertInstanceOf(DeliveryResult.Delivered.class, result).receipt();
    MimeMessage mime = taken().get(0);
    assertEquals("Torre 7 está fora do ar", mime.getSubject());
    assertEquals("Monitoring <monitor@example.net>", mime.getFrom()[0].toString());
    assertEquals("auto-generated", header(mime, "Auto-Submitted"));
    assertEquals("2", header(mime, "X-Priority"));
    assertEquals(header(mime, "Message-ID"), receipt == null ? null : receipt.value());
    assertEquals(Notices.NOON.getEpochSecond(), mime.getSentDate().toInstant().getEpochSecond());
    assertEquals(message.plain().replace("\n", "\r\n"), part(mime, 0));
    assertTrue(part(mime, 1).contains("<td>Morro &amp; Vale</td>"), part(mime, 1));
    assertTrue(part(mime, 1).contains("href=\"https://example.net/run?a=1&amp;b=2\""));
  }

  @Test
  @DisplayName("what is sent twice has one Message-ID, and another notice has another")
  void sameId() throws Exception {
    MailChannel channel = clear(mail.getSmtp().getPort()).build();

    channel.deliver(Notices.about("n-1"));
    channel.deliver(Notices.about("n-1").repeated());
    channel.deliver(Notices.about("n-2"));

    List<MimeMessage> taken = taken();
    assertEquals(header(taken.get(0), "Message-ID"), header(taken.get(1), "Message-ID"));
    assertFalse(header(taken.get(0), "Message-ID").equals(header(taken.get(2), "Message-ID")));
  }

  @Test
  @DisplayName("all notices of an incident are in one thread, and later ones answer the first")
  void threads() throws Exception {
    MailChannel channel = clear(mail.getSmtp().getPort()).build();

    DeliveryResult first = channel.deliver(Notices.about("n-1"));
    Receipt receipt = assertInstanceOf(DeliveryResult.Delivered.class, first).receipt();
    channel.deliver(Notices.about("n-2").after(receipt));

    List<MimeMessage> taken = taken();
    String id = header(taken.get(0), "Message-ID");
    String root = header(taken.get(0), "References");
    assertNull(taken.get(0).getHeader("In-Reply-To", null));
    assertEquals(id, header(taken.get(1), "In-Reply-To"));
    assertEquals(root + "\r\n " + id, header(taken.get(1), "References"));
  }

  @Test
  @DisplayName("a receipt that is none of ours gets into no header")
  void strangeReceipt() throws Exception {
    Receipt strange = new Receipt("<x@example.net>\r\nBcc: all@example.net");

    clear(mail.getSmtp().getPort()).build().deliver(Notices.about("n-1").after(strange));

    assertNull(taken().get(0).getHeader("In-Reply-To", null));
  }

  @Test
  @DisplayName(
      "hostile text adds no header, no recipient, no line end to the subject and no markup")
  void hostile() throws Exception {
    clear(mail.getSmtp().getPort()).build().deliver(Notices.hostile());

    List<MimeMessage> taken = taken();
    assertEquals(1, taken.size());
    MimeMessage mime = taken.get(0);
    assertNull(mime.getHeader("Bcc", null));
    assertFalse(mime.getSubject().contains("\n") || mime.getSubject().contains("\u202e"));
    assertFalse(part(mime, 1).contains("<b onclick"));
    assertTrue(part(mime, 1).contains("&lt;b onclick=&quot;x&quot;&gt;&amp;&quot;&#39;"));
    String raw = GreenMailUtil.getWholeMessage(mime);
    assertTrue(raw.lines().allMatch(line -> line.length() <= 200), "no line is long");
    assertTrue(raw.chars().allMatch(c -> c < 127), "all of it is ASCII");
  }

  @Test
  @DisplayName("a title that looks encoded is shown as it is, and not what it would decode to")
  void titleThatLooksEncoded() throws Exception {
    String title = "=?UTF-8?Q?Tower=0D=0ABcc:_x=40y=E2=80=AEpu_si?= is down, and much longer";

    clear(mail.getSmtp().getPort()).build().deliver(Notices.notice("n-1", Message.of(title)));

    MimeMessage mime = taken().get(0);
    assertEquals(title, mime.getSubject());
    assertTrue(
        header(mime, "Subject").lines().allMatch(line -> line.length() <= 67),
        header(mime, "Subject"));
  }

  @Test
  @DisplayName("a link that is not of the web cannot be clicked")
  void oddLink() {
    Message message = new Message("x", List.of(), "", URI.create("javascript:alert(1)"));

    assertFalse(MailHtml.of(Notices.notice("n-1", message)).contains("<a"));
  }

  @Test
  @DisplayName("with implicit TLS and the right password it arrives")
  void implicitTls() throws Exception {
    MailChannel channel =
        channel(mail.getSmtps().getPort())
            .encryption(Encryption.TLS)
            .login("monitor", Secret.of(PASSWORD))
            .build();

    assertInstanceOf(DeliveryResult.Delivered.class, channel.deliver(Notices.about("n-1")));
    assertEquals(1, taken().size());
  }

  @Test
  @DisplayName("with STARTTLS it arrives, and neither password nor mail are sent before TLS")
  void startTls() throws Exception {
    try (SmtpScript server = new SmtpScript(keys.identity(), false).started()) {
      MailChannel channel = channel(server.port()).login("ana", Secret.of(PASSWORD)).build();

      assertInstanceOf(DeliveryResult.Delivered.class, channel.deliver(Notices.about("n-1")));

      List<String> said = server.received;
      assertTrue(said.get(0).startsWith("EHLO"), said.toString());
      assertEquals("STARTTLS", said.get(1));
      MimeMessage mime = parsed(server.mails.get(0));
      assertEquals("Tower 7 is down", mime.getSubject());
    }
  }

  private static MimeMessage parsed(String raw) throws Exception {
    return GreenMailUtil.newMimeMessage(raw);
  }

  @Test
  @DisplayName("where STARTTLS is not offered, nothing is sent")
  void noStartTls() throws Exception {
    try (SmtpScript server = SmtpScript.clear().started()) {
      MailChannel channel = channel(server.port()).login("ana", Secret.of(PASSWORD)).build();

      assertRejected("STARTTLS", true, channel.deliver(Notices.about("n-1")));

      assertTrue(
          server.received.stream().allMatch(is -> is.startsWith("EHLO")),
          server.received::toString);
    }
  }

  @Test
  @DisplayName("a server that is busy has not said what it offers")
  void busy() throws Exception {
    try (SmtpScript server = SmtpScript.clear().when("greeting", "421 busy").started()) {
      assertTryLater("421", channel(server.port()).build().deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("a server that wants a login takes nothing")
  void wantsLogin() throws Exception {
    try (SmtpScript server = SmtpScript.clear().when("MAIL", "530 5.7.0 who are you").started()) {
      assertRejected("530", true, clear(server.port()).build().deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("a certificate for another name breaks the channel")
  void wrongName() throws Exception {
    try (SmtpScript server = new SmtpScript(keys.identity(), true).started()) {
      MailChannel channel =
          channel(server.port())
              .server("127.0.0.1", server.port())
              .encryption(Encryption.TLS)
              .build();

      assertRejected("certificate", true, channel.deliver(Notices.about("n-1")));
      assertEquals(List.of(), server.received);
    }
  }

  @Test
  @DisplayName("a certificate that nobody vouches for breaks the channel")
  void untrusted() throws Exception {
    try (SmtpScript server = new SmtpScript(keys.identity(), false).started()) {
      MailChannel channel = channel(server.port()).tls(SSLContext.getDefault()).build();

      assertRejected("certificate", true, channel.deliver(Notices.about("n-1")));
      assertEquals(List.of(), server.mails);
    }
  }

  @Test
  @DisplayName("a wrong password breaks the channel, and is not shown")
  void wrongPassword() throws Exception {
    MailChannel channel =
        channel(mail.getSmtps().getPort())
            .encryption(Encryption.TLS)
            .login("monitor", Secret.of(PASSWORD + "x"))
            .build();

    assertRejected("535", true, channel.deliver(Notices.about("n-1")));
    assertFalse(channel.toString().contains(PASSWORD));
  }

  @Test
  @DisplayName("a server that repeats the password in its reply does not get it into a reason")
  void repeatedPassword() throws Exception {
    String whole = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
    try (SmtpScript server =
        new SmtpScript(keys.identity(), false)
            .when("AUTH", "535 5.7.8 not " + PASSWORD + " " + whole)
            .started()) {
      MailChannel channel = channel(server.port()).login("ana", Secret.of(PASSWORD)).build();

      assertRejected("(535)", true, channel.deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("a login that cannot be checked now is tried later")
  void loginLater() throws Exception {
    try (SmtpScript server =
        new SmtpScript(keys.identity(), false).when("AUTH", "454 4.7.0 later").started()) {
      MailChannel channel = channel(server.port()).login("ana", Secret.of(PASSWORD)).build();

      assertTryLater("454", channel.deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("when one of two recipients is refused, the other one gets the mail")
  void partial() throws Exception {
    try (SmtpScript server =
        SmtpScript.clear().when("RCPT TO:<gone@example.net>", "550 5.1.1 gone").started()) {
      MailChannel channel = clear(server.port()).to("gone@example.net", "noc@example.net").build();

      assertInstanceOf(DeliveryResult.Delivered.class, channel.deliver(Notices.about("n-1")));
      assertEquals(1, server.mails.size());
    }
  }

  @Test
  @DisplayName("who is refused for now is tried once more at once, without those who got it")
  void onceMore() throws Exception {
    try (SmtpScript server =
        SmtpScript.clear()
            .once("RCPT TO:<late@example.net>", "452 4.5.3 too many recipients")
            .started()) {
      MailChannel channel = clear(server.port()).to("noc@example.net", "late@example.net").build();

      assertInstanceOf(DeliveryResult.Delivered.class, channel.deliver(Notices.about("n-1")));

      assertEquals(2, server.mails.size());
      assertEquals(server.mails.get(0), server.mails.get(1));
      assertEquals(
          List.of("noc@example.net", "late@example.net", "late@example.net"),
          server.received.stream()
              .filter(line -> line.startsWith("RCPT"))
              .map(line -> line.replaceAll(".*<|>.*", ""))
              .toList());
    }
  }

  @Test
  @DisplayName("one full mailbox does not make the others get it twice")
  void fullMailbox() throws Exception {
    try (SmtpScript server =
        SmtpScript.clear().when("RCPT TO:<full@example.net>", "452 4.2.2 full").started()) {
      MailChannel channel = clear(server.port()).to("full@example.net", "noc@example.net").build();

      assertInstanceOf(DeliveryResult.Delivered.class, channel.deliver(Notices.about("n-1")));
      assertEquals(1, server.mails.size());
    }
  }

  @Test
  @DisplayName("when all recipients are refused for good, so is whatever comes after it")
  void allRefused() throws Exception {
    try (SmtpScript server = SmtpScript.clear().when("RCPT", "550 5.1.1 gone").started()) {
      assertRejected(
          "noc@example.net (550 5.1.1 gone)",
          true,
          clear(server.port()).build().deliver(Notices.about("n-1")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"450 4.2.0 greylisted", "552 5.2.2 full", "what?"})
  @DisplayName("when a recipient may be taken later and none is taken now, it is tried later")
  void greylisted(String reply) throws Exception {
    try (SmtpScript server = SmtpScript.clear().when("RCPT", reply).started()) {
      assertTryLater(reply, clear(server.port()).build().deliver(Notices.about("n-1")));
    }
  }

  @ParameterizedTest
  @CsvSource({"MAIL, true", "DATA, true", "., false"})
  @DisplayName("4xx is for now; 5xx is for good, and the channel's fault before the mail is seen")
  void refusedMail(String command, boolean isBroken) throws Exception {
    try (SmtpScript server = SmtpScript.clear().when(command, "452 4.3.1 full").started()) {
      assertTryLater("452", clear(server.port()).build().deliver(Notices.about("n-1")));
    }
    try (SmtpScript server = SmtpScript.clear().when(command, "554 5.7.1 no").started()) {
      assertRejected("554", isBroken, clear(server.port()).build().deliver(Notices.about("n-1")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DATA", "."})
  @DisplayName("a mail that is refused for now is tried later, though one recipient is refused too")
  void refusedMailAndRecipient(String command) throws Exception {
    try (SmtpScript server =
        SmtpScript.clear()
            .when("RCPT TO:<gone@example.net>", "550 5.1.1 gone")
            .when(command, "451 4.3.0 later")
            .started()) {
      MailChannel channel = clear(server.port()).to("noc@example.net", "gone@example.net").build();

      assertTryLater("451", channel.deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("where nobody listens, or nobody answers, it is tried later")
  void noAnswer() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertTryLater("localhost:" + free, clear(free).build().deliver(Notices.about("n-1")));
    try (SmtpScript server = SmtpScript.clear().when("MAIL", SmtpScript.HANG).started()) {
      MailChannel channel = clear(server.port()).timeout(Duration.ofMillis(200)).build();

      assertTryLater("timed out", channel.deliver(Notices.about("n-1")));
    }
  }

  @ParameterizedTest
  @EnumSource(Encryption.class)
  @DisplayName("a server that does not stop talking is not listened to")
  void endless(Encryption encryption) throws Exception {
    String line = "220-" + "a".repeat(60) + "\r\n";
    SSLContext tls = encryption == Encryption.NONE ? null : keys.identity();
    try (SmtpScript server =
        new SmtpScript(tls, encryption == Encryption.TLS)
            .when("greeting", line.repeat(10_000) + "220 script")
            .started()) {
      MailChannel channel = channel(server.port()).encryption(encryption).build();

      assertTryLater("says more than 256 kB", channel.deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("a server that talks slowly is given up after 45 seconds in all")
  void slow() throws Exception {
    ManualTime time = ManualTime.startingAt(Notices.NOON);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MailChannel channel = clear(server.getLocalPort()).in(time).build();
      FutureTask<DeliveryResult> delivery =
          new FutureTask<>(() -> channel.deliver(Notices.about("n-1")));
      new Thread(delivery).start();
      try (Socket socket = server.accept()) {
        for (int i = 0; i < 5; i++) {
          time.advance(Duration.ofSeconds(9).plusMillis(1));
          socket.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        assertTryLater("longer than 45 s", delivery.get());
      }
    }
  }

  @Test
  @DisplayName("who waits for a server can be interrupted")
  void interrupted() throws Exception {
    try (SmtpScript server = SmtpScript.clear().when("MAIL", SmtpScript.HANG).started()) {
      MailChannel channel = clear(server.port()).timeout(Duration.ofMinutes(1)).build();
      FutureTask<Boolean> delivery =
          new FutureTask<>(
              () -> {
                try {
                  channel.deliver(Notices.about("n-1"));
                  return false;
                } catch (InterruptedException e) {
                  return true;
                }
              });
      Thread thread = new Thread(delivery);
      thread.start();
      while (server.received.stream().noneMatch(line -> line.startsWith("MAIL"))) {
        Thread.onSpinWait();
      }

      thread.interrupt();

      assertTrue(delivery.get(), "it says that it was interrupted");
    }
  }

  @Test
  @DisplayName("no property of a session holds the password")
  void noPasswordInProperties() {
    SmtpServer server =
        new SmtpServer(
            new ServerAddress("localhost", 25),
            Encryption.TLS,
            "ana",
            Secret.of(PASSWORD),
            new TlsSockets(null),
            Duration.ofSeconds(1));

    Session session = Session.getInstance(server.properties(SocketBudget.unlimited()));

    assertFalse(session.getProperties().toString().contains(PASSWORD));
    assertNotNull(session.getProperty("mail.smtp.timeout"));
  }
}
