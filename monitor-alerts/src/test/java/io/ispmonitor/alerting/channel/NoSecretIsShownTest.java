package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import io.ispmonitor.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is printed, logged, thrown, answered or shown by a {@code toString}, also when the other
 * side repeats all that it was sent.
 */
@Isolated("listens to all that the JVM says")
class NoSecretIsShownTest {
  private static final HttpOptions IMPATIENT =
      HttpOptions.DEFAULT.timeouts(Duration.ofSeconds(5), Duration.ofMillis(300));

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void capture() {
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  @DisplayName("a secret is nowhere to be read")
  void secrets(Vendor vendor) throws Exception {
    for (int status : new int[] {200, 302, 400, 401, 404, 429, 500}) {
      try (FakeServer server = FakeServer.start(asked -> repeat(status, asked))) {
        deliver(vendor, server.uri());
      }
    }
    try (FakeServer server = FakeServer.start(vendor.fake())) {
      deliver(vendor, server.uri());
      deliver(vendor, URI.create(server.uri().toString().replace("http:", "https:")));
      server.fallSilent();
      deliver(vendor, server.uri());
      server.close();
      deliver(vendor, server.uri());
    }
    for (String wrong :
        List.of(
            "http://user@localhost:1",
            "http://localhost:99999",
            "http://localhost:1/\n",
            "x:",
            "http://")) {
      say(() -> vendor.channel(URI.create(wrong.strip()), IMPATIENT));
    }
    say(
        () ->
            new SlackWebhookChannel("noc", Secret.of("https://h/ " + vendor.secrets()), IMPATIENT));

    String all = String.join("\n", said) + printed.toString(StandardCharsets.UTF_8);
    assertTrue(all.contains("localhost answered"), all);
    for (String secret : vendor.secrets()) {
      assertFalse(all.contains(secret), () -> all.replace(secret, "[HERE]"));
    }
  }

  /** Says in the words of every vendor what it was asked. */
  private static Says repeat(int status, Asked asked) {
    String everything = asked.uri() + " " + asked.headers().entrySet() + " " + asked.text();
    String body =
        NoticeJson.text(
            json -> {
              json.writeStartObject();
              json.writeBooleanField("ok", false);
              json.writeStringField("description", everything);
              json.writeObjectFieldStart("error");
              json.writeStringField("message", everything);
              json.writeNumberField("code", 1);
              json.writeEndObject();
              json.writeEndObject();
            });
    return Says.of(status, body).with("Location", asked.uri().toString());
  }

  private void deliver(Vendor vendor, URI base) {
    say(
        () -> {
          Notice notice =
              Notices.notice(
                  Notice.Kind.PROBLEM, Severity.CRITICAL, Message.of("Tower 7 is down"), null);
          try (NotificationChannel channel = vendor.channel(base, IMPATIENT)) {
            DeliveryResult result = channel.deliver(notice);
            channel.close();
            return result + " " + channel + " " + channel.deliver(notice);
          }
        });
  }

  private void say(Callable<Object> what) {
    try {
      said.add(String.valueOf(what.call()));
    } catch (Exception e) {
      e.printStackTrace(new PrintStream(printed, true, StandardCharsets.UTF_8)); // causes too
    }
  }
}
