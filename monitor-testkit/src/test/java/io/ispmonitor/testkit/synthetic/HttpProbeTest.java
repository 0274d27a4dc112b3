package io.ispmonitor.testkit.synthetic;

import static io.ispmonitor.testkit.synthetic.Asking.ask;
import static io.ispmonitor.testkit.synthetic.Asking.reason;
import static io.ispmonitor.testkit.synthetic.Asking.value;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.HttpTarget;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.RedirectPolicy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final Outlook outlook =
      Outlook.builder()
          .resolver(
              name -> {
                if (name.equals("portal.example")) {
                  return Stranger.loopback();
                }
                throw new UnknownHostException(name);
              })
          .open();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    outlook.close();
  }

  private HttpProbe probe(HttpTarget.Builder target) {
    return HttpProbe.over(outlook).target(target.build()).build();
  }

  private ProbeOutcome said(String answer, Expectation expectation) throws Exception {
    try (Stranger server = Stranger.saying(answer)) {
      return ask(probe(expectation.of(HttpTarget.get(server.url("/page?token=x")))));
    }
  }

  private ProbeOutcome said(String answer) throws Exception {
    return said(answer, target -> target);
  }

  private interface Expectation {
    HttpTarget.Builder of(HttpTarget.Builder target);
  }

  private static Readings answered(ProbeOutcome outcome) {
    return assertInstanceOf(ProbeOutcome.Answered.class, outcome, () -> reason(outcome)).readings();
  }

  private static void assertFails(String reason, ProbeOutcome outcome) {
    ProbeOutcome.Partial failed =
        assertInstanceOf(ProbeOutcome.Partial.class, outcome, () -> reason(outcome));
    String said = failed.reason().replaceAll("127\\.0\\.0\\.1:[0-9]+", "HOST");
    assertEquals(reason, said);
    assertEquals(0, value(failed.readings(), "http.passed"));
    assertTrue(value(failed.readings(), "http.connect") > 0);
  }

  @Test
  @DisplayName("a page brings the time of each phase and its status")
  void answered() throws Exception {
    Readings readings =
        answered(
            said(
                OK + "X-Node: a7\r\nContent-Length: 5\r\n\r\nhello",
                target ->
                    target.expectBody("ell").expectHeader("x-node", Pattern.compile("^a\\d$"))));
    assertEquals(200, value(readings, "http.status"));
    assertEquals(1, value(readings, "http.passed"));
    assertTrue(value(readings, "http.first_byte") > 0);
    assertTrue(
        value(readings, "http.total")
            >= value(readings, "http.connect") + value(readings, "http.first_byte"));
    assertTrue(Double.isNaN(value(readings, "http.tls")));
    assertTrue(Double.isNaN(value(readings, "http.lookup")));
  }

  @Test
  @DisplayName("a body ends by its length, by its last chunk or with the connection")
  void framings() throws Exception {
    answered(
        said(
            OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n",
            target -> target.expectBody("hello")));
    answered(said("HTTP/1.0 200 OK\n\nhello", target -> target.expectBody("hello")));
    answered(said("HTTP/1.1 103 Early\r\nA: b\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n"));
    answered(said("HTTP/1.1 204 None\r\n\r\n"));
  }

  @Test
  @DisplayName("a body that is encoded fails where it is searched, unless it is as it is")
  void encodings() throws Exception {
    answered(
        said(OK + "Content-Encoding: Identity\r\n\r\nhello", target -> target.expectBody("hello")));
    assertFails(
        "the body is encoded as 'gzip', which was not asked for",
        said(OK + "Content-Encoding: gzip\r\n\r\nxx", target -> target.expectBody("hello")));
  }

  @Test
  @DisplayName("what is not as expected fails, with what came and what was expected")
  void failedChecks() throws Exception {
    assertFails(
        "http://HOST/page?... answered status 500, expected 200 to 299",
        said("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
    assertFails(
        "http://HOST/page?... answered status 200, expected [401]",
        said(OK + "Content-Length: 0\r\n\r\n", target -> target.expectStatus(401)));
    assertFails(
        "http://HOST/page?... answered the header x-node with [b\\u0007], expected a match of 'a'",
        said(
            OK + "X-Node: b\u0007\r\nContent-Length: 0\r\n\r\n",
            target -> target.expectHeader("X-Node", Pattern.compile("a"))));
    assertFails(
        "http://HOST/page?... answered a body of 5 characters, expected a match of 'bye'",
        said(OK + "Content-Length: 5\r\n\r\nhello", target -> target.expectBody("bye")));
  }

  @Test
  @DisplayName("a page without a certificate fails where days of one are expected")
  void noCertificate() throws Exception {
    assertFails(
        "http://HOST/page?... has no certificate, expected one that is valid for at least 7 days",
        said(OK + "\r\n", target -> target.expectCertificateDays(7)));
    answered(said(OK + "\r\n", target -> target.expectCertificateDays(0)));
  }

  @Test
  @DisplayName("what is not HTTP fails with what it is")
  void notHttp() throws Exception {
    assertFails("the answer is not HTTP: 'SSH-2.0-x\\u001b'", said("SSH-2.0-x\u001b\r\n\r\n"));
    assertFails("the answer has a broken header: 'no colon'", said(OK + "no colon\r\n\r\n"));
    assertFails(
        "the length of the body is given as [1, 2]",
        said(OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"));
    assertFails("the length of the body is given as [-1]", said(OK + "Content-Length: -1\r\n\r\n"));
    assertFails(
        "the body has a chunk of the size 'xyz'",
        said(OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"));
    assertFails(
        "the body is transferred as [gzip]; only chunked is understood",
        said(OK + "Transfer-Encoding: gzip\r\n\r\nxyz\r\n"));
  }

  @Test
  @DisplayName("a connection that is closed in the middle fails with the place")
  void closedInTheMiddle() throws Exception {
    assertFails(
        "the connection was closed while waiting for the answer to http://HOST/page?...", said(""));
    assertFails(
        "the connection was closed while reading the headers of http://HOST/page?...", said(OK));
    assertFails(
        "the connection was closed in the middle of the body, after 3 bytes",
        said(OK + "Content-Length: 5\r\n\r\nhel"));
    assertFails(
        "the connection was closed in the middle of the body, after 3 bytes",
        said(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel"));
  }

  @Test
  @DisplayName("endless bodies, headers, chunks and interim answers are cut off")
  void endless() throws Exception {
    String x = "x".repeat(1_000);
    assertFails(
        "the body is longer than 4096 bytes; raise mostBodyBytes if it should be",
        endlessly(OK + "\r\n", x));
    assertFails(
        "the body is longer than 4096 bytes; raise mostBodyBytes if it should be",
        endlessly(OK + "Content-Length: 999999999999999999\r\n\r\n", x));
    assertFails(
        "the body is longer than 4096 bytes; raise mostBodyBytes if it should be",
        endlessly(OK + "Transfer-Encoding: chunked\r\n\r\n", "3e8\r\n" + x + "\r\n"));
    assertFails(
        "the body has an endless line between its chunks",
        endlessly(OK + "Transfer-Encoding: chunked\r\n\r\n1", ";" + x));
    assertFails(
        "the body has endless trailers",
        endlessly(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "T: x\r\n"));
    assertFails("the headers are longer than 32768 bytes", endlessly(OK, "X: " + x + "\r\n"));
    assertFails("the headers are longer than 32768 bytes", endlessly("HTTP/1.1 200 ", x));
    assertFails(
        "the headers are longer than 32768 bytes",
        endlessly("", "HTTP/1.1 100 Continue\r\nX: " + x + "\r\n\r\n"));
  }

  private ProbeOutcome endlessly(String begin, String more) throws Exception {
    try (Stranger server =
        Stranger.that(
            (in, out, until) -> {
              Stranger.readRequest(in);
              out.write(begin.getBytes(ISO_8859_1));
              while (true) { // until the probe hangs up
                out.write(more.getBytes(ISO_8859_1));
              }
            })) {
      return ask(probe(HttpTarget.get(server.url("/")).mostBodyBytes(4_096)));
    }
  }

  @Test
  @DisplayName("a body that drips is cut off at the deadline of the whole question")
  void drip() throws Exception {
    try (Stranger server =
        Stranger.that(
            (in, out, until) -> {
              Stranger.readRequest(in);
              out.write((OK + "\r\n").getBytes(US_ASCII));
              while (!until.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
              }
            })) {
      long began = System.nanoTime();
      ProbeOutcome outcome = ask(probe(HttpTarget.get(server.url("/"))), SHORT);
      long took = System.nanoTime() - began;
      assertInstanceOf(ProbeOutcome.Partial.class, outcome);
      String reason = reason(outcome);
      assertTrue(
          reason.startsWith("not finished until the deadline while reading the body of "), reason);
      assertTrue(took >= SHORT.toNanos() * 9 / 10, "waited until the deadline");
    }
  }

  @Test
  @DisplayName("a search that would take long on a hostile body, or deep, is given up")
  void hostileBody() throws Exception {
    for (String pattern : List.of("a.*a.*a.*a.*a.*a!!", "^(a|aa)+$")) {
      assertFails(
          "http://HOST/page?... answered a body of 5001 characters, the search for '"
              + pattern
              + "' was given up, since it takes too long on that; simplify it",
          said(
              OK + "\r\n" + "a".repeat(5_000) + "!",
              target -> target.expectBody(Pattern.compile(pattern))));
    }
  }

  @Test
  @DisplayName("a search that is quick on each of many hostile headers is given up on all of them")
  void hostileHeaders() throws Exception {
    ProbeOutcome outcome =
        said(
            OK + ("x:" + "a".repeat(20) + "!\r\n").repeat(700) + "\r\n",
            target -> target.expectHeader("x", Pattern.compile("a.*a.*a.*a.*a.*a!!")));
    assertTrue(reason(outcome).contains("was given up"), reason(outcome));
  }

  @Test
  @DisplayName("a search of the longest body with a sound pattern is not given up")
  void longestBody() throws Exception {
    int most = 1_024 * 1_024;
    answered(
        said(
            OK + "\r\n" + "<p>all is well</p>\n".repeat(most / 19 - 1) + "end",
            target ->
                target
                    .mostBodyBytes(most)
                    .expectBody(Pattern.compile("(?i)<p>[a-z ]+</p>\\s+end"))));
  }

  @Test
  @DisplayName("a redirect within the host is followed; times add up and the last status counts")
  void redirect() throws Exception {
    try (Stranger server = redirecting("/a", "HTTP/1.1 302 Go\r\nLocation: b?x#y\r\n\r\n")) {
      Readings readings =
          answered(ask(probe(HttpTarget.get(server.url("/a")).expectBody("GET /b?x HTTP"))));
      assertEquals(200, value(readings, "http.status"));
      assertEquals(2, server.connections());
    }
  }

  /** Answers this page so, and every other with the request itself. */
  private Stranger redirecting(String path, String answer) throws Exception {
    return Stranger.that(
        (in, out, until) -> {
          String request = Stranger.readRequest(in);
          requests.add(request);
          String said = request.startsWith("GET " + path + " ") ? answer : OK + "\r\n" + request;
          out.write(said.getBytes(ISO_8859_1));
        });
  }

  @Test
  @DisplayName("the time of the first byte is that of the last page, or none")
  void firstByteOfTheLastPage() throws Exception {
    try (Stranger server =
        Stranger.that(
            (in, out, until) -> {
              if (Stranger.readRequest(in).startsWith("GET /a ")) {
                out.write("HTTP/1.1 302 Go\r\nLocation: /b\r\n\r\n".getBytes(US_ASCII));
              } else {
                until.await();
              }
            })) {
      ProbeOutcome outcome = ask(probe(HttpTarget.get(server.url("/a"))), SHORT);
      Readings readings = assertInstanceOf(ProbeOutcome.Partial.class, outcome).readings();
      assertTrue(Double.isNaN(value(readings, "http.first_byte")));
    }
  }

  @Test
  @DisplayName("a loop of redirects ends at the bound")
  void redirectLoop() throws Exception {
    try (Stranger server = redirecting("/a", "HTTP/1.1 301 Go\r\nLocation: /a\r\n\r\n")) {
      assertFails(
          "more than 3 redirects, the last from http://HOST/a to http://HOST/a",
          ask(probe(HttpTarget.get(server.url("/a")).mostRedirects(3))));
      assertEquals(4, server.connections());
    }
  }

  @Test
  @DisplayName("a redirect that the policy does not allow fails, and nothing is asked there")
  void redirectPolicy() throws Exception {
    assertFails(
        "http://HOST/page?... redirects to http://other.example/, which SAME_HOST does not allow",
        said("HTTP/1.1 302 Go\r\nLocation: http://other.example/\r\n\r\n"));
    assertFails(
        "http://HOST/page?... redirects to http://127.0.0.1:1/, which SAME_ORIGIN does not allow"
            .replace("127.0.0.1:1", "HOST"),
        said(
            "HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
            target -> target.redirects(RedirectPolicy.SAME_ORIGIN)));
    assertFails(
        "http://HOST/page?... redirects to what cannot be asked: its scheme is 'file'; only http"
            + " and https are asked",
        said(
            "HTTP/1.1 302 Go\r\nLocation: file:///etc/passwd\r\n\r\n",
            target -> target.redirects(RedirectPolicy.ANY_HOST)));
    assertFails(
        "http://HOST/page?... answered status 302, expected 200 to 299",
        said(
            "HTTP/1.1 302 Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
            target -> target.redirects(RedirectPolicy.NEVER)));
    answered(
        said(
            "HTTP/1.1 302 Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
            target -> target.expectStatus(302)));
  }

  @Test
  @DisplayName("another host is looked up where that is allowed, and hears no secret")
  void otherHost() throws Exception {
    try (Stranger other = redirecting("/none", "");
        Stranger first =
            redirecting(
                "/a",
                "HTTP/1.1 302 Go\r\nLocation: http://portal.example:"
                    + other.port()
                    + "/\r\n\r\n")) {
      HttpTarget.Builder target =
          HttpTarget.get(first.url("/a"))
              .header("X-Plain", "seen")
              .header("Authorization", "Bearer 1234")
              .header("cookie", "id=1234")
              .header("Proxy-Authorization", "Bearer 1234")
              .secretHeader("X-Key", "1234")
              .redirects(RedirectPolicy.ANY_HOST);
      Readings readings = answered(ask(probe(target)));
      assertTrue(value(readings, "http.lookup") > 0);
      String atFirst = requests.take();
      String atOther = requests.take();
      assertTrue(atFirst.contains("\r\nAuthorization: Bearer 1234\r\n"), atFirst);
      assertTrue(atFirst.contains("cookie: id=1234\r\n"), atFirst);
      assertTrue(atFirst.contains("X-Key: 1234\r\n"), atFirst);
      assertFalse(atOther.contains("1234"), atOther);
      assertTrue(atOther.contains("X-Plain: seen\r\n"), atOther);
      assertTrue(atOther.contains("Host: portal.example:" + other.port() + "\r\n"), atOther);
    }
  }

  @Test
  @DisplayName("a name that cannot be looked up is our own trouble")
  void noSuchName() throws Exception {
    ProbeOutcome outcome = ask(probe(HttpTarget.get("http://nowhere.example/").lookUpName()));
    assertInstanceOf(ProbeOutcome.Broken.class, outcome);
    assertEquals(
        "the name 'nowhere.example' could not be looked up by this machine: nowhere.example",
        reason(outcome));
  }

  @Test
  @DisplayName("a redirect to a name that does not exist is the server's trouble")
  void redirectToNowhere() throws Exception {
    assertFails(
        "a redirect leads nowhere; the name 'nowhere.example' could not be looked up by this"
            + " machine: nowhere.example",
        said(
            "HTTP/1.1 302 Go\r\nLocation: http://nowhere.example/\r\n\r\n",
            target -> target.redirects(RedirectPolicy.ANY_HOST)));
  }

  @Test
  @DisplayName("a redirect to a host of digits is not given to any resolver")
  void redirectToDigits() throws Exception {
    assertFails(
        "http://HOST/page?... redirects to what cannot be asked: its host '2130706433' is a"
            + " number; write an address as four numbers with dots",
        said(
            "HTTP/1.1 302 Go\r\nLocation: http://2130706433/\r\n\r\n",
            target -> target.redirects(RedirectPolicy.ANY_HOST)));
  }

  @Test
  @DisplayName("a resolver that hangs holds up nobody but those who wait for it")
  void hangingResolver() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    try (Outlook held =
            Outlook.builder()
                .lookupThreads(1)
                .mostLookups(1)
                .resolver(
                    name -> {
                      try {
                        hangs.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return Stranger.loopback();
                    })
                .open();
        Stranger server = Stranger.saying(OK + "\r\n")) {
      HttpProbe byName =
          HttpProbe.over(held)
              .target(HttpTarget.get("http://portal.example/").lookUpName().build())
              .build();
      HttpProbe byAddress =
          HttpProbe.over(held).target(HttpTarget.get(server.url("/")).build()).build();
      BlockingQueue<ProbeOutcome> outcomes = new LinkedBlockingQueue<>();
      for (int i = 0; i < 3; i++) {
        byName.start(Asking.DEVICE, Asking.deadline(SHORT), outcomes::add);
      }
      answered(ask(byAddress));
      String tooMany = reason(outcomes.take());
      assertEquals(
          "1 names wait to be looked up already; ask slower, or find out what holds the resolver",
          tooMany);
      List<ProbeOutcome> late = List.of(outcomes.take(), outcomes.take());
      late.forEach(
          outcome ->
              assertTrue(
                  reason(outcome).startsWith("the name 'portal.example' was not looked up until"),
                  () -> reason(outcome)));
      hangs.countDown();
    }
  }

  @Test
  @DisplayName("for reachability a wrong status is refused; the round trip is that of connecting")
  void reachability() throws Exception {
    try (Stranger bad = Stranger.saying("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
        Stranger good = Stranger.saying(OK + "\r\n")) {
      HttpProbe probe =
          HttpProbe.over(outlook)
              .role(Role.REACHABILITY)
              .targets(device -> HttpTarget.get(bad.url("/")).build())
              .build();
      assertInstanceOf(ProbeOutcome.Refused.class, ask(probe));
      HttpProbe fine =
          HttpProbe.over(outlook)
              .role(Role.REACHABILITY)
              .target(HttpTarget.get(good.url("/")).build())
              .build();
      Readings readings = answered(ask(fine));
      assertEquals(value(readings, "http.connect"), value(readings, "ping.rtt"));
    }
  }

  @Test
  @DisplayName("a URL with a password, another scheme or no host is refused without repeating it")
  void badUrls() {
    for (String url :
        List.of("http://u:geheim@h/", "ftp://h/geheim", "http:///geheim", "http://ge heim/")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> HttpTarget.get(url), url);
      assertFalse(e.toString().contains("heim"), e.toString());
    }
  }

  @Test
  @DisplayName("headers cannot smuggle lines, and secrets are shown nowhere")
  void headers() {
    HttpTarget.Builder target = HttpTarget.get("http://h/x?key=geheim");
    assertThrows(IllegalArgumentException.class, () -> target.header("X", "a\r\nY: b"));
    assertThrows(IllegalArgumentException.class, () -> target.header("X: a\r\nY", "b"));
    assertThrows(IllegalArgumentException.class, () -> target.header("Host", "other"));
    assertEquals("http://h/x?...", target.secretHeader("Auth", "geheim").build().toString());
  }
}
