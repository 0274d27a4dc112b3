package io.ispmonitor.testkit.synthetic;

import static io.ispmonitor.testkit.synthetic.Asking.ask;
import static io.ispmonitor.testkit.synthetic.Asking.reason;
import static io.ispmonitor.testkit.synthetic.Asking.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.synthetic.DnsProbe;
import io.ispmonitor.synthetic.DnsRcode;
import io.ispmonitor.synthetic.DnsTarget;
import io.ispmonitor.synthetic.DnsType;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.PublicResolver;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DnsProbeTest {
  private static final DnsTarget WWW = DnsTarget.of("www.example.net", DnsType.A);
  private static final byte[] RIGHT = Oracle.record(1, 192, 0, 2, 7);
  private static final byte[] WRONG = Oracle.record(1, 198, 51, 100, 9);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Outlook outlook = Outlook.open();

  @AfterEach
  void close() {
    outlook.close();
  }

  private DnsProbe probe(DnsTarget target) {
    return DnsProbe.over(outlook).target(target).build();
  }

  private ProbeOutcome asked(DnsTarget target, int flags, byte[]... records) throws Exception {
    try (Oracle oracle =
        Oracle.that(question -> List.of(Oracle.answer(question, flags, records)))) {
      return ask(probe(target.port(oracle.port())));
    }
  }

  private static void assertFails(String reason, ProbeOutcome outcome) {
    ProbeOutcome.Partial failed = assertInstanceOf(ProbeOutcome.Partial.class, outcome);
    assertEquals(reason, failed.reason());
    assertEquals(0, value(failed.readings(), "dns.passed"));
  }

  @Test
  @DisplayName("the right answer brings its time")
  void answered() throws Exception {
    InetAddress expected = InetAddress.getByName("192.0.2.7");
    ProbeOutcome outcome = asked(WWW.expectAddresses(expected), Oracle.ANSWER, RIGHT);
    Readings readings = assertInstanceOf(ProbeOutcome.Answered.class, outcome).readings();
    assertTrue(value(readings, "dns.time") > 0);
    assertEquals(1, value(readings, "dns.passed"));
  }

  @Test
  @DisplayName("a wrong address fails, with what came and what was expected; its time is kept")
  void wrongAddress() throws Exception {
    DnsTarget own = DnsTarget.ownName("www.example.net", InetAddress.getByName("192.0.2.7"));
    ProbeOutcome outcome = asked(own, Oracle.ANSWER, WRONG);
    assertFails("www.example.net A answered [198.51.100.9], expected 192.0.2.7", outcome);
    Readings readings = ((ProbeOutcome.Partial) outcome).readings();
    assertTrue(value(readings, "dns.time") > 0);
  }

  @Test
  @DisplayName("for reachability a failed check is refused, since partial would be an answer")
  void refusedForReachability() throws Exception {
    try (Oracle oracle =
        Oracle.that(question -> List.of(Oracle.answer(question, Oracle.ANSWER | 2)))) {
      DnsProbe probe =
          DnsProbe.over(outlook).role(Role.REACHABILITY).target(WWW.port(oracle.port())).build();
      assertEquals(
          new ProbeOutcome.Refused(
              "www.example.net A answered SERVFAIL, expected NOERROR", Stranger.loopback()),
          ask(probe));
    }
  }

  @Test
  @DisplayName("a record beside the expected one fails where nothing else is allowed")
  void nothingElse() throws Exception {
    DnsTarget target = WWW.expectData(Pattern.compile("^192\\.0\\.2\\."));
    assertInstanceOf(ProbeOutcome.Answered.class, asked(target, Oracle.ANSWER, RIGHT, WRONG));
    assertFails(
        "www.example.net A answered 198.51.100.9, which was not expected",
        asked(target.expectNothingElse(), Oracle.ANSWER, RIGHT, WRONG));
  }

  @Test
  @DisplayName("a search that is quick on each of many hostile records is given up on all of them")
  void hostileRecords() throws Exception {
    int[] text = ((char) 21 + "a".repeat(20) + "!").chars().toArray();
    byte[][] records = Collections.nCopies(1_000, Oracle.record(16, text)).toArray(new byte[0][]);
    try (Stranger server =
        Stranger.that(
            (in, out, until) -> {
              DataInputStream data = new DataInputStream(in);
              byte[] question = data.readNBytes(data.readUnsignedShort());
              out.write(Oracle.framed(Oracle.answer(question, Oracle.ANSWER, records)));
              until.await();
            })) {
      DnsTarget target = DnsTarget.of("www.example.net", DnsType.TXT).overTcp().port(server.port());
      Pattern pattern = Pattern.compile("a.*a.*a.*a.*a.*a!!");
      String missing = reason(ask(probe(target.expectData(pattern))));
      assertTrue(missing.contains("was given up"), missing);
      Pattern mostly = Pattern.compile("a!$|a.*a.*a.*a.*a!!");
      String more = reason(ask(probe(target.expectData(mostly).expectNothingElse())));
      assertTrue(more.contains("was given up"), more);
    }
  }

  @Test
  @DisplayName("an alias is followed within the answer")
  void alias() throws Exception {
    byte[] alias = Oracle.record(5, 1, 'h', 0);
    byte[] address = {1, 'H', 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 7};
    assertInstanceOf(
        ProbeOutcome.Answered.class,
        asked(
            WWW.expectAddresses(InetAddress.getByName("192.0.2.7")),
            Oracle.ANSWER,
            alias,
            address));
  }

  @Test
  @DisplayName("a code and an authority can be expected")
  void codeAndAuthority() throws Exception {
    assertInstanceOf(
        ProbeOutcome.Answered.class, asked(WWW.expectRcode(DnsRcode.NXDOMAIN), Oracle.ANSWER | 3));
    assertFails(
        "www.example.net A was answered without authority; ask a server of the zone",
        asked(WWW.expectAuthoritative(true), Oracle.ANSWER, RIGHT));
    assertInstanceOf(
        ProbeOutcome.Answered.class,
        asked(WWW.expectAuthoritative(true), Oracle.ANSWER | Oracle.AUTHORITATIVE, RIGHT));
  }

  @Test
  @DisplayName("text, mail and service records are read as zone files write them")
  void otherTypes() throws Exception {
    DnsTarget text = DnsTarget.of("example.net", DnsType.TXT);
    assertInstanceOf(
        ProbeOutcome.Answered.class,
        asked(
            text.expectData(Pattern.compile("^v=\\\\007x$")),
            Oracle.ANSWER,
            Oracle.record(16, 2, 'v', '=', 2, 7, 'x')));
    DnsTarget mail = DnsTarget.of("example.net", DnsType.MX);
    assertInstanceOf(
        ProbeOutcome.Answered.class,
        asked(
            mail.expectData(Pattern.compile("^10 m\\.example\\.net$")),
            Oracle.ANSWER,
            Oracle.record(15, 0, 10, 1, 'M', 0xc0, 12)));
  }

  @Test
  @DisplayName("an answer of no record of the type fails")
  void empty() throws Exception {
    assertFails(
        "www.example.net A has an answer without a record of this type", asked(WWW, Oracle.ANSWER));
  }

  @Test
  @DisplayName("a truncated answer is asked again over TCP")
  void truncated() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, Stranger.loopback());
        Stranger tcp =
            Stranger.at(
                listening,
                (in, out, until) -> {
                  byte[] question = new byte[in.read() << 8 | in.read()];
                  in.readNBytes(question, 0, question.length);
                  byte[] answer = Oracle.framed(Oracle.answer(question, Oracle.ANSWER, RIGHT));
                  for (byte b : answer) { // in as many pieces as there can be
                    out.write(b);
                    out.flush();
                  }
                  until.await();
                });
        Oracle udp =
            Oracle.at(
                listening.getLocalPort(),
                question ->
                    List.of(Oracle.answer(question, Oracle.ANSWER | Oracle.TRUNCATED, WRONG)))) {
      DnsTarget target = WWW.port(udp.port()).expectAddresses(InetAddress.getByName("192.0.2.7"));
      assertInstanceOf(ProbeOutcome.Answered.class, ask(probe(target)));
      assertEquals(1, udp.questions());
      assertInstanceOf(ProbeOutcome.Answered.class, ask(probe(target.overTcp())));
      assertEquals(1, udp.questions());
      assertEquals(2, tcp.connections());
    }
  }

  @Test
  @DisplayName("truncated over UDP and closed over TCP is refused, and says so")
  void truncatedAndClosed() throws Exception {
    ProbeOutcome outcome = asked(WWW, Oracle.ANSWER | Oracle.TRUNCATED, RIGHT);
    assertInstanceOf(ProbeOutcome.Refused.class, outcome);
    assertEquals("connection refused while asking for www.example.net A over TCP", reason(outcome));
  }

  @Test
  @DisplayName("answers under a wrong id are ignored, and the right one after them counts")
  void wrongId() throws Exception {
    try (Oracle forger =
            Oracle.that(
                question -> {
                  byte[] forged = Oracle.answer(question, Oracle.ANSWER, WRONG);
                  forged[0] ^= 1;
                  return List.of(
                      forged, new byte[1], Oracle.answer(question, Oracle.ANSWER, RIGHT));
                });
        Oracle liar =
            Oracle.that(
                question -> {
                  byte[] forged = Oracle.answer(question, Oracle.ANSWER, RIGHT);
                  forged[1] ^= 1;
                  return List.of(forged);
                })) {
      DnsTarget target = WWW.expectAddresses(InetAddress.getByName("192.0.2.7"));
      assertInstanceOf(ProbeOutcome.Answered.class, ask(probe(target.port(forger.port()))));
      assertInstanceOf(ProbeOutcome.Silent.class, ask(probe(target.port(liar.port())), SHORT));
    }
  }

  @Test
  @DisplayName("an answer from another address is not heard")
  void otherAddress() throws Exception {
    try (DatagramSocket asked = new DatagramSocket(0, Stranger.loopback());
        DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
      Thread server = new Thread(() -> answerFrom(other, asked));
      server.setDaemon(true);
      server.start();
      assertInstanceOf(
          ProbeOutcome.Silent.class, ask(probe(WWW.port(asked.getLocalPort())), SHORT));
      server.join(10_000);
    }
  }

  private static void answerFrom(DatagramSocket other, DatagramSocket asked) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      asked.receive(packet);
      byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
      byte[] answer = Oracle.answer(question, Oracle.ANSWER, RIGHT);
      SocketAddress to = packet.getSocketAddress();
      other.send(new DatagramPacket(answer, answer.length, to));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("broken messages fail with the place where they break")
  void broken() throws Exception {
    assertFails(
        "the DNS message is broken: it ends within the header",
        raw(question -> Arrays.copyOf(question, 5)));
    assertFails("the DNS message is no answer to a query", raw(question -> question));
    assertFails(
        "the DNS message is broken: it ends within answer 2 of 65535",
        raw(
            question -> {
              byte[] answer = Oracle.answer(question, Oracle.ANSWER, RIGHT);
              answer[6] = -1;
              answer[7] = -1;
              return answer;
            }));
    assertFails(
        "the DNS message is broken at answer 1 of 1: a compressed name that does not lead back",
        raw(
            question -> {
              byte[] answer = Oracle.answer(question, Oracle.ANSWER, RIGHT);
              answer[question.length + 1] = (byte) question.length; // to itself
              return answer;
            }));
    assertFails(
        "the DNS answer is to another question, about 'xww.example.net'",
        raw(
            question -> {
              byte[] answer = Oracle.answer(question, Oracle.ANSWER, RIGHT);
              answer[13] = 'x';
              return answer;
            }));
    assertFails(
        "an answer over UDP of 4097 bytes; at most 4096 are taken",
        raw(question -> Arrays.copyOf(Oracle.answer(question, Oracle.ANSWER, RIGHT), 4_097)));
  }

  private ProbeOutcome raw(java.util.function.UnaryOperator<byte[]> server) throws Exception {
    try (Oracle oracle = Oracle.that(question -> List.of(server.apply(question)))) {
      return ask(probe(WWW.port(oracle.port())));
    }
  }

  @Test
  @DisplayName("over TCP, half an answer is a failure and not silence")
  void halfOverTcp() throws Exception {
    try (Stranger drip =
            Stranger.that(
                (in, out, until) -> {
                  out.write(new byte[] {1, 0, 7});
                  until.await();
                });
        Stranger closing = Stranger.that((in, out, until) -> out.write(new byte[] {1, 0, 7}))) {
      ProbeOutcome dripped = ask(probe(WWW.overTcp().port(drip.port())), SHORT);
      assertInstanceOf(ProbeOutcome.Refused.class, dripped);
      assertEquals(
          "no complete answer until the deadline while asking for www.example.net A over TCP",
          reason(dripped));
      assertEquals(
          "the connection was closed before the DNS answer was complete",
          reason(ask(probe(WWW.overTcp().port(closing.port())))));
    }
  }

  @Test
  @DisplayName("a closed port is refused")
  void closedPort() throws Exception {
    assertEquals(
        new ProbeOutcome.Refused(
            "port unreachable while asking for www.example.net A over UDP", Stranger.loopback()),
        ask(probe(WWW.port(Stranger.closedPort()))));
  }

  @Test
  @DisplayName("public resolvers are asked for their own names, other devices for nothing")
  void publicResolvers() {
    assertEquals(3, PublicResolver.devices().size());
    DnsTarget target = PublicResolver.targetOf(PublicResolver.QUAD9.device());
    assertEquals("dns.quad9.net A", String.valueOf(target));
    assertNull(PublicResolver.targetOf(Asking.DEVICE));
  }

  @Test
  @DisplayName("what is no domain name is refused where it is set")
  void noName() {
    for (String name : List.of("", "a..b", "bücher.example", "a b", "x".repeat(64))) {
      assertThrows(IllegalArgumentException.class, () -> DnsTarget.of(name, DnsType.A), name);
    }
    assertEquals("example.net A", DnsTarget.of("Example.NET.", DnsType.A).toString());
    assertEquals(". NS", DnsTarget.of(".", DnsType.NS).toString());
  }
}
