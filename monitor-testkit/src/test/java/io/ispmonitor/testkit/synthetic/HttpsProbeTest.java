package io.ispmonitor.testkit.synthetic;

import static io.ispmonitor.testkit.synthetic.Asking.ask;
import static io.ispmonitor.testkit.synthetic.Asking.reason;
import static io.ispmonitor.testkit.synthetic.Asking.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.HttpTarget;
import io.ispmonitor.synthetic.Outlook;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsProbeTest {
  private static final String NAME = "portal.example";
  private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n";
  private static final String BODY = "0123456789".repeat(4_000);

  private Outlook outlook;
  private KeyStore valid;
  private KeyStore lasting;
  private KeyStore expired;

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    outlook = Outlook.open();
    valid = Keys.signedForItself(directory, NAME, "-validity", "30");
    lasting = Keys.signedForItself(directory, "lasting." + NAME, "-validity", "90");
    expired =
        Keys.signedForItself(
            directory, "old.example", "-startdate", "2020/01/01 00:00:00", "-validity", "10");
  }

  @AfterAll
  void close() {
    outlook.close();
  }

  private static Stranger serving(KeyStore keys, Stranger.Manner manner) throws Exception {
    ServerSocket server =
        Keys.serving(keys).getServerSocketFactory().createServerSocket(0, 100, Stranger.loopback());
    return Stranger.at(server, manner);
  }

  private static Stranger serving(KeyStore keys) throws Exception {
    return serving(
        keys,
        (in, out, until) -> {
          Stranger.readRequest(in);
          out.write((PAGE + BODY).getBytes(StandardCharsets.US_ASCII));
        });
  }

  private static HttpTarget.Builder target(String name, Stranger server) {
    return HttpTarget.get("https://" + name + ":" + server.port() + "/");
  }

  private HttpProbe probe(KeyStore trusted, HttpTarget.Builder target) throws Exception {
    return HttpProbe.over(outlook).trust(Keys.trusting(trusted)).target(target.build()).build();
  }

  private static Readings answered(ProbeOutcome outcome) {
    return assertInstanceOf(ProbeOutcome.Answered.class, outcome, () -> reason(outcome)).readings();
  }

  @Test
  @DisplayName("a page by TLS brings the time of the handshake and the days of the certificate")
  void answered() throws Exception {
    try (Stranger server = serving(valid)) {
      Readings readings =
          answered(ask(probe(valid, target(NAME, server).expectBody(BODY.substring(1)))));
      assertTrue(value(readings, "http.tls") > 0);
      double days = value(readings, "http.certificate.days");
      assertTrue(days > 29 && days <= 30, "days left: " + days);
    }
  }

  @Test
  @DisplayName("both versions of TLS in use are spoken")
  void versions() throws Exception {
    for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      SSLServerSocket socket =
          (SSLServerSocket)
              Keys.serving(valid)
                  .getServerSocketFactory()
                  .createServerSocket(0, 100, Stranger.loopback());
      socket.setEnabledProtocols(new String[] {version});
      try (Stranger server =
          Stranger.at(
              socket,
              (in, out, until) -> {
                Stranger.readRequest(in);
                out.write((PAGE + BODY).getBytes(StandardCharsets.US_ASCII));
              })) {
        answered(ask(probe(valid, target(NAME, server))));
      }
    }
  }

  @Test
  @DisplayName("a redirect by TLS is followed although its farewell comes with it")
  void redirect() throws Exception {
    try (Stranger server =
        serving(
            valid,
            (in, out, until) -> {
              boolean first = Stranger.readRequest(in).startsWith("GET / ");
              String answer = first ? "HTTP/1.1 302 Go\r\nLocation: /b\r\n\r\nx" : PAGE + BODY;
              out.write(answer.getBytes(StandardCharsets.US_ASCII));
            })) {
      answered(ask(probe(valid, target(NAME, server))));
      assertEquals(2, server.connections());
    }
  }

  @Test
  @DisplayName("a certificate that nobody signed fails, naming subject and dates; days are kept")
  void untrusted() throws Exception {
    try (Stranger server = serving(valid)) {
      ProbeOutcome outcome = ask(probe(expired, target(NAME, server)));
      ProbeOutcome.Partial failed = assertInstanceOf(ProbeOutcome.Partial.class, outcome);
      assertTrue(
          failed.reason().startsWith("the certificate of 'CN=portal.example', valid from 20"),
          failed.reason());
      assertTrue(failed.reason().contains("is not trusted: "), failed.reason());
      assertTrue(value(failed.readings(), "http.certificate.days") > 29);
      assertEquals(0, value(failed.readings(), "http.passed"));
    }
  }

  @Test
  @DisplayName("an expired certificate fails, with the negative days since")
  void expired() throws Exception {
    try (Stranger server = serving(expired)) {
      ProbeOutcome outcome = ask(probe(expired, target("old.example", server)));
      ProbeOutcome.Partial failed =
          assertInstanceOf(ProbeOutcome.Partial.class, outcome, () -> reason(outcome));
      assertTrue(failed.reason().contains("'CN=old.example'"), failed.reason());
      assertTrue(failed.reason().contains("2020-01-"), failed.reason());
      assertTrue(value(failed.readings(), "http.certificate.days") < -365);
    }
  }

  @Test
  @DisplayName("an expired certificate can be allowed; its days are measured all the same")
  void allowed() throws Exception {
    try (Stranger server = serving(expired)) {
      Readings readings =
          answered(ask(probe(valid, target("old.example", server).allowUntrusted())));
      assertTrue(value(readings, "http.certificate.days") < -365);
      assertEquals(1, value(readings, "http.passed"));
    }
  }

  @Test
  @DisplayName("a certificate for another name fails before anything is sent")
  void otherName() throws Exception {
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    try (Stranger server =
        serving(valid, (in, out, until) -> requests.add(Stranger.readRequest(in)))) {
      ProbeOutcome outcome = ask(probe(valid, target("bank.example", server)));
      assertTrue(reason(outcome).contains("bank.example"), reason(outcome));
      assertTrue(reason(outcome).contains("is not trusted"), reason(outcome));
    }
    requests.forEach(request -> assertEquals("", request));
  }

  @Test
  @DisplayName("a certificate that expires too soon fails although it is valid")
  void soon() throws Exception {
    try (Stranger server = serving(valid)) {
      ProbeOutcome outcome = ask(probe(valid, target(NAME, server).expectCertificateDays(31)));
      assertTrue(reason(outcome).contains("expected at least 31"), reason(outcome));
    }
  }

  @Test
  @DisplayName("a certificate that expires too soon fails on the way to another page too")
  void soonOnTheWay() throws Exception {
    try (Stranger last = serving(lasting);
        Stranger first =
            serving(
                valid,
                (in, out, until) -> {
                  Stranger.readRequest(in);
                  String to = "https://" + NAME + ":" + last.port() + "/";
                  out.write(
                      ("HTTP/1.1 302 Go\r\nLocation: " + to + "\r\n\r\n")
                          .getBytes(StandardCharsets.US_ASCII));
                })) {
      HttpTarget.Builder target = target(NAME, first).allowUntrusted();
      answered(ask(probe(valid, target.expectCertificateDays(29))));
      String reason = reason(ask(probe(valid, target.expectCertificateDays(31))));
      String page = "https://" + NAME + ":" + first.port() + "/";
      assertTrue(reason.startsWith("the certificate of " + page + " is valid for "), reason);
      assertEquals(1, last.connections());
    }
  }

  @Test
  @DisplayName("what does not speak TLS fails")
  void noTls() throws Exception {
    try (Stranger plain =
            Stranger.that(
                (in, out, until) -> {
                  out.write("220 mail ready, no TLS here\r\n".getBytes(StandardCharsets.US_ASCII));
                  until.await();
                });
        Stranger closing = Stranger.that((in, out, until) -> in.read());
        Stranger half =
            Stranger.that(
                (in, out, until) -> {
                  out.write(new byte[] {0x16, 3, 3, 0x40, 0});
                  until.await();
                })) {
      String notTls = reason(ask(probe(valid, target(NAME, plain))));
      assertTrue(notTls.startsWith("TLS failed while in the TLS handshake with "), notTls);
      String closed = reason(ask(probe(valid, target(NAME, closing))));
      assertTrue(
          closed.equals("the connection was closed in the middle of the TLS handshake")
              || closed.startsWith("the connection broke while in the TLS handshake"),
          closed);
      String stuck = reason(ask(probe(valid, target(NAME, half)), Duration.ofSeconds(2)));
      assertTrue(stuck.startsWith("not finished until the deadline while in the TLS"), stuck);
    }
  }

  @Test
  @DisplayName("a server that says nothing after the handshake is cut off at the deadline")
  void muteAfterHandshake() throws Exception {
    try (Stranger server =
        serving(
            valid,
            (in, out, until) -> {
              Stranger.readRequest(in);
              until.await();
            })) {
      String stuck = reason(ask(probe(valid, target(NAME, server)), Duration.ofSeconds(2)));
      assertTrue(
          stuck.startsWith("not finished until the deadline while waiting for the answer"), stuck);
    }
  }

  @Test
  @DisplayName("an endless body by TLS is cut off, and so is a connection closed without farewell")
  void endlessAndCut() throws Exception {
    try (Stranger endless =
            serving(
                valid,
                (in, out, until) -> {
                  Stranger.readRequest(in);
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  while (true) {
                    out.write(BODY.getBytes(StandardCharsets.US_ASCII));
                  }
                });
        Stranger cut =
            serving(
                valid,
                (in, out, until) -> {
                  Stranger.readRequest(in);
                  out.write((PAGE + "half").getBytes(StandardCharsets.US_ASCII));
                })) {
      assertEquals(
          "the body is longer than 262144 bytes; raise mostBodyBytes if it should be",
          reason(ask(probe(valid, target(NAME, endless)))));
      assertEquals(
          "the connection was closed in the middle of the body, after 4 bytes",
          reason(ask(probe(valid, target(NAME, cut)))));
    }
  }

  @Test
  @DisplayName("a hundred handshakes at once all succeed")
  void many() throws Exception {
    BlockingQueue<ProbeOutcome> outcomes = new LinkedBlockingQueue<>();
    try (Stranger server = serving(valid)) {
      HttpProbe probe = probe(valid, target(NAME, server));
      for (int i = 0; i < 100; i++) {
        probe.start(Asking.DEVICE, Asking.deadline(Duration.ofSeconds(30)), outcomes::add);
      }
      for (int i = 0; i < 100; i++) {
        ProbeOutcome outcome = outcomes.poll(30, TimeUnit.SECONDS);
        answered(outcome);
      }
    }
  }
}
