package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs Debian's packages rsyslog and rsyslog-gnutls. */
@Tag("interop")
@Timeout(60)
class RsyslogInteropTest {
  private static final String ACCENTS = "Torre 7 está fora do ar: \"a\" ] \\ 漢😀";

  @TempDir static Path directory;

  private static TestKeys keys;
  private static Rsyslog rsyslog;

  @BeforeAll
  static void start() throws Exception {
    keys = TestKeys.named("localhost", directory);
    rsyslog = new Rsyslog(directory, keys);
  }

  @AfterAll
  static void stop() throws Exception {
    rsyslog.close();
  }

  private static SyslogChannel channel(String transport) throws Exception {
    SyslogChannelBuilder channel = SyslogChannel.builder("syslog").hostName("monitor.example.net");
    switch (transport) {
      case "udp" -> channel.udp("localhost", rsyslog.udp);
      case "tcp" -> channel.tcp("localhost", rsyslog.tcp);
      default -> channel.tls("localhost", rsyslog.tls).certificates(keys.trust());
    }
    return channel.build();
  }

  private static Notice notice(String id) {
    return Notices.notice(id, Message.of(ACCENTS), Notices.alert("a-1").build());
  }

  /** Delivers until it listens; a datagram to nobody is lost. */
  private static String deliver(SyslogChannel channel, String id) throws Exception {
    DeliveryResult result = DeliveryResult.tryLater("not yet");
    List<String> lines = List.of();
    while (lines.isEmpty()) {
      if (!(result instanceof DeliveryResult.Delivered) || id.startsWith("udp")) {
        result = channel.deliver(notice(id));
      }
      rsyslog.awaitMore();
      lines = rsyslog.lines("notice=\"" + id + "\"");
    }
    return lines.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp", "tls"})
  @DisplayName("rsyslog understands every field, and keeps the text as it is")
  void understood(String transport) throws Exception {
    try (SyslogChannel channel = channel(transport)) {
      String line = deliver(channel, transport + "-1");

      String[] fields = line.split("\\|", 9);
      assertEquals("local0", fields[0]);
      assertEquals("crit", fields[1]);
      assertTrue(fields[2].startsWith("2026-11-22T12:00:00.123"), fields[2]);
      assertEquals("monitor.example.net", fields[3]);
      assertEquals("ispmonitor", fields[4]);
      assertEquals(Long.toString(ProcessHandle.current().pid()), fields[5]);
      assertEquals("device.down", fields[6]);
      assertTrue(fields[7].startsWith("[alert@32473 notice=\"" + transport), fields[7]);
      assertEquals(ACCENTS, fields[8].replace("\ufeff", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tls"})
  @DisplayName("a hundred notices through one connection are a hundred lines, hostile ones as well")
  void many(String transport) throws Exception {
    try (SyslogChannel channel = channel(transport)) {
      deliver(channel, transport + "-first");
      for (int i = 0; i < 100; i++) {
        assertInstanceOf(
            DeliveryResult.Delivered.class, channel.deliver(notice(transport + "-many-" + i)));
        channel.deliver(Notices.hostile());
      }

      deliver(channel, transport + "-last");

      assertEquals(100, rsyslog.lines("notice=\"" + transport + "-many-").size());
    }
  }
}
