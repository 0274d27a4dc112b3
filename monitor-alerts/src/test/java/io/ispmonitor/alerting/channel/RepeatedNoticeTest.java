package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.Alerting;
import io.ispmonitor.alerting.Route;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read of a notice that may have arrived before, in each channel's own format. */
@Timeout(60)
class RepeatedNoticeTest {
  private static final String NOTE = "Nota: isto talvez já tenha sido enviado";

  /** The time that webhooks are signed with stands still. */
  private static final HttpOptions HTTP =
      HttpOptions.DEFAULT.in(ManualTime.startingAt(Notices.NOON));

  private final ManualTime time = ManualTime.startingAt(Notices.NOON);
  private final InMemoryOutbox outbox = new InMemoryOutbox();

  /** The first attempt of each notice takes too long, so nobody knows what became of it. */
  private static final class Hesitant implements NotificationChannel {
    private final NotificationChannel channel;
    private final List<String> tried = new ArrayList<>();

    Hesitant(NotificationChannel channel) {
      this.channel = channel;
    }

    @Override
    public String name() {
      return channel.name();
    }

    @Override
    public Pace pace() {
      return channel.pace();
    }

    @Override
    public DeliveryResult deliver(Notice notice) throws InterruptedException {
      if (!tried.contains(notice.id())) {
        tried.add(notice.id());
        throw new InterruptedException("it takes too long");
      }
      return channel.deliver(notice);
    }

    @Override
    public void close() {
      channel.close();
    }
  }

  /** Keeps what it gets. */
  private record Box(List<Notice> notices) implements NotificationChannel {
    @Override
    public String name() {
      return "noc";
    }

    @Override
    public DeliveryResult deliver(Notice notice) {
      notices.add(notice);
      return DeliveryResult.delivered();
    }
  }

  /** Has an alerting in Portuguese tell of trouble by a channel. */
  private void tell(NotificationChannel channel) {
    Alerting alerting =
        Alerting.builder()
            .outbox(outbox)
            .channel(channel, ChannelOptions.usual().language(Locale.forLanguageTag("pt-BR")))
            .route(Route.to("noc").groupedBy(Duration.ZERO, Duration.ZERO, "key"))
            .build();
    Inventory nobody = new Inventory();
    try (ScriptedProbe silence = ScriptedProbe.over(nobody, time);
        Monitor monitor =
            Monitor.builder()
                .inventory(nobody)
                .probe(silence, Schedule.every(Duration.ofSeconds(30)))
                .time(time)
                .with(alerting)
                .build()) {
      monitor.start();
      alerting.raise(trouble());
      time.advance(Duration.ofMinutes(1));
    }
  }

  private static Signal.Raised trouble() {
    return new Signal.Raised(
        "it",
        "test",
        Severity.CRITICAL,
        Alert.MONITOR,
        Map.of(),
        Map.of(),
        "sem energia",
        "a bateria caiu",
        Notices.NOON,
        Notices.NOON,
        null,
        null);
  }

  private static void assertNoted(String shown) {
    assertTrue(shown.contains("sem energia"), shown);
    assertEquals(shown.indexOf(NOTE), shown.lastIndexOf(NOTE), shown);
    assertTrue(shown.contains(NOTE), shown);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("what was interrupted says that it may have been told before when tried again")
  void interrupted(Vendor vendor) {
    FakeVendor fake = vendor.fake();
    try (FakeServer server = FakeServer.start(fake)) {
      tell(new Hesitant(vendor.channel(server.uri(), HTTP)));
      assertEquals(List.of(), server.complaints());
    }
    assertEquals(1, fake.shown().size(), fake.shown().toString());
    assertNoted(fake.shown().get(0));
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("what was under way when the program ended says so too, and nothing else does")
  void restarted(Vendor vendor) {
    Notice left =
        Notices.notice(
            Notice.Kind.PROBLEM, Severity.CRITICAL, Message.of("CRÍTICO: sem energia"), null);
    outbox.put(OutboxEntry.of("noc", left, Notices.NOON).tried());
    FakeVendor fake = vendor.fake();
    try (FakeServer server = FakeServer.start(fake)) {
      tell(vendor.channel(server.uri(), HTTP));
      assertEquals(List.of(), server.complaints());
    }
    assertEquals(2, fake.shown().size(), fake.shown().toString());
    assertNoted(fake.shown().get(0));
    assertFalse(fake.shown().get(1).contains(NOTE), fake.shown().get(1));
  }

  @Test
  @DisplayName("a mail and a message of syslog say it in their text")
  void mailAndSyslog() throws Exception {
    List<Notice> told = new ArrayList<>();
    tell(new Hesitant(new Box(told)));
    Notice notice = told.get(0);
    assertTrue(notice.mayRepeat());

    SyslogIdentity identity = new SyslogIdentity(16, "monitor.example.net", "ispmonitor", 32_473);
    assertNoted(Rfc5424.parse(SyslogMessage.of(notice, identity, 2_048)).text());

    byte[] mail =
        MailText.of(notice, MailEnvelope.of("monitor@example.net", List.of("noc@example.net")));
    MimeMultipart parts =
        (MimeMultipart)
            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail))
                .getContent();
    assertNoted((String) parts.getBodyPart(0).getContent());
    assertNoted((String) parts.getBodyPart(1).getContent());
  }

  @Test
  @DisplayName("an end that may have been told before says so where Telegram answers it, too")
  void telegramRecovery() throws Exception {
    FakeTelegram telegram = new FakeTelegram();
    try (FakeServer server = FakeServer.start(telegram);
        NotificationChannel channel = Vendor.TELEGRAM.channel(server.uri(), HTTP)) {
      Receipt first = new Receipt("-100200300 42");
      Message down = Message.of("Torre 7: sem energia");
      channel.deliver(Notices.notice(Notice.Kind.PROBLEM, Severity.CRITICAL, down, null));
      Message up = new Message("OK: sem energia", List.of(), NOTE, null);
      channel.deliver(
          Notices.notice(Notice.Kind.RECOVERY, Severity.CRITICAL, up, first).repeated());
    }
    assertEquals(2, telegram.shown().size(), telegram.shown().toString());
    telegram.shown().forEach(RepeatedNoticeTest::assertNoted);
  }
}
