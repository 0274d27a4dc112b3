package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import io.ispmonitor.testkit.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each channel over HTTP makes of each answer, and of none. */
@SuppressWarnings("NullAway.Init") // the keys are made before all tests
class ChannelTroubleTest {
  /** It is {@link Notices#NOON}, and stays so. */
  private static final HttpOptions HTTP =
      HttpOptions.DEFAULT
          .timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10))
          .in(ManualTime.startingAt(Notices.NOON));

  private static final HttpOptions IMPATIENT =
      HTTP.timeouts(Duration.ofSeconds(10), Duration.ofMillis(200));

  private static TestKeys right;
  private static TestKeys wrong;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    right = TestKeys.named("localhost", folder);
    wrong = TestKeys.named("other.example", folder);
  }

  /** An answer, and what is expected of every channel. */
  private record Row(Says says, Outcome outcome, @Nullable Duration after) {
    static Row of(int status, Outcome outcome) {
      return new Row(Says.of(status, "<h1>no</h1>"), outcome, null);
    }

    static Row later(int status, String retryAfter, @Nullable Duration after) {
      return new Row(Says.of(status, "").with("Retry-After", retryAfter), Outcome.LATER, after);
    }

    @Override
    public String toString() {
      return says.status() + " " + says.headers() + " is " + outcome;
    }
  }

  private static final List<Row> ROWS =
      List.of(
          Row.of(400, Outcome.REJECTED),
          Row.of(401, Outcome.BROKEN),
          Row.of(402, Outcome.BROKEN),
          Row.of(403, Outcome.BROKEN),
          Row.of(404, Outcome.BROKEN),
          Row.of(405, Outcome.BROKEN),
          Row.of(407, Outcome.BROKEN),
          Row.of(410, Outcome.BROKEN),
          Row.of(413, Outcome.REJECTED),
          Row.of(421, Outcome.BROKEN),
          Row.of(426, Outcome.BROKEN),
          Row.of(451, Outcome.BROKEN),
          Row.of(408, Outcome.LATER),
          Row.of(429, Outcome.LATER),
          Row.later(429, "7", Duration.ofSeconds(7)),
          Row.later(429, "Sun, 22 Nov 2026 12:01:30 GMT", Duration.ofMillis(89_877)),
          Row.later(429, "Sun, 22 Nov 2026 11:00:00 GMT", Duration.ZERO),
          Row.later(429, "999999999", Duration.ofDays(1)),
          Row.later(429, "Fri, 22 Nov 2099 12:00:00 GMT", null), // it was no Friday
          Row.later(429, "Sun, 22 Nov 2099 12:00:00 GMT", Duration.ofDays(1)),
          Row.later(429, "-5", null),
          Row.later(429, "soon", null),
          Row.of(500, Outcome.LATER),
          Row.of(502, Outcome.LATER),
          Row.later(503, "30", Duration.ofSeconds(30)),
          new Row(Says.of(302, "").with("Location", "http://localhost:1/"), Outcome.BROKEN, null),
          new Row(Says.of(307, "").with("Location", "http://localhost:1/"), Outcome.BROKEN, null));

  static Stream<Arguments> table() {
    return Arrays.stream(Vendor.values())
        .flatMap(vendor -> ROWS.stream().map(row -> Arguments.of(vendor, row)));
  }

  @ParameterizedTest
  @MethodSource("table")
  @DisplayName("every status means the same to every channel")
  void statuses(Vendor vendor, Row row) throws Exception {
    try (FakeServer server = FakeServer.start(vendor.fake());
        NotificationChannel channel = vendor.channel(server.uri(), HTTP)) {
      DeliveryResult result = channel.deliver(Notices.about("n-1"));
      assertInstanceOf(DeliveryResult.Delivered.class, result, server.complaints().toString());

      server.next(row.says());
      check(row.outcome(), row.after(), channel.deliver(Notices.about("n-2")));
      assertEquals(List.of(), server.complaints());
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("200 and 202 with what the vendor says to them are deliveries")
  void success(Vendor vendor) throws Exception {
    try (FakeServer server = FakeServer.start(vendor.fake());
        NotificationChannel channel = vendor.channel(server.uri(), HTTP)) {
      for (int status : new int[] {200, 202}) {
        server.next(Says.of(status, vendor.success()));
        check(Outcome.DELIVERED, null, channel.deliver(Notices.about("n-" + status)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("an answer that breaks off is none, and the next one counts again")
  void breaksOff(Vendor vendor) throws Exception {
    try (FakeServer server = FakeServer.start(vendor.fake());
        NotificationChannel channel = vendor.channel(server.uri(), HTTP)) {
      server.next(Says.of(200, vendor.success()).broken());
      check(Outcome.LATER, null, channel.deliver(Notices.about("n-1")));
      check(Outcome.DELIVERED, null, channel.deliver(Notices.about("n-1")));
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("of an answer without end little is read")
  void endless(Vendor vendor) throws Exception {
    try (FakeServer server = FakeServer.start(vendor.fake());
        NotificationChannel channel = vendor.channel(server.uri(), HTTP)) {
      server.next(Says.of(500, "x".repeat(10_000_000)));
      check(Outcome.LATER, null, channel.deliver(Notices.about("n-1")));
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName(
      "who does not answer in time, or not to the end, may later, and who is not there too")
  void silent(Vendor vendor) throws Exception {
    try (FakeServer server = FakeServer.start(vendor.fake());
        NotificationChannel channel = vendor.channel(server.uri(), IMPATIENT)) {
      server.next(Says.of(200, vendor.success()).hanging());
      check(Outcome.LATER, null, channel.deliver(Notices.about("n-0")));
      server.fallSilent();
      check(Outcome.LATER, null, channel.deliver(Notices.about("n-1")));
      server.close();
      DeliveryResult gone = channel.deliver(Notices.about("n-1"));
      check(Outcome.LATER, null, gone);
      assertTrue(gone.toString().contains("localhost"), gone.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("a certificate that nobody signed, or that is for another name, is said in words")
  void certificates(Vendor vendor) throws Exception {
    try (FakeServer ours = FakeServer.start(vendor.fake(), right.identity());
        FakeServer others = FakeServer.start(vendor.fake(), wrong.identity());
        NotificationChannel trusting = vendor.channel(ours.uri(), HTTP.trusting(right.trust()));
        NotificationChannel strict = vendor.channel(ours.uri(), HTTP);
        NotificationChannel fooled = vendor.channel(others.uri(), HTTP.trusting(wrong.trust()))) {
      check(Outcome.DELIVERED, null, trusting.deliver(Notices.about("n-1")));
      for (NotificationChannel channel : List.of(strict, fooled)) {
        DeliveryResult result = channel.deliver(Notices.about("n-1"));
        check(Outcome.LATER, null, result);
        assertTrue(result.toString().contains("the certificate of localhost"), result.toString());
      }
      assertEquals(List.of(), others.asked());
    }
  }

  private static void check(Outcome outcome, @Nullable Duration after, DeliveryResult result) {
    assertEquals(outcome, Outcome.of(result), result.toString());
    if (result instanceof DeliveryResult.TryLater later) {
      assertEquals(after, later.after(), result.toString());
    }
  }
}
