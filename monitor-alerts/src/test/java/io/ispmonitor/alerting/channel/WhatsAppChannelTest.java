package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppChannelTest {
  private final FakeWhatsApp whatsApp = new FakeWhatsApp();
  private final FakeServer server = FakeServer.start(whatsApp);

  private WhatsAppChannel channel(String template, WhatsAppPart... parts) {
    return WhatsAppChannel.builder(
            "noc",
            Secret.of(FakeWhatsApp.TOKEN),
            "106540352242922",
            "+55 (11) 91234-5678",
            new WhatsAppTemplate(template, "pt_BR", List.of(parts)))
        .base(server.uri())
        .version("v21.0")
        .build();
  }

  @AfterEach
  void close() {
    server.close();
    assertEquals(List.of(), server.complaints());
  }

  private static Notice notice(Message message) {
    return Notices.notice(Notice.Kind.PROBLEM, Severity.CRITICAL, message, null);
  }

  private DeliveryResult deliver(WhatsAppPart first, WhatsAppPart second, Message message)
      throws InterruptedException {
    try (WhatsAppChannel channel = channel(FakeWhatsApp.TEMPLATE, first, second)) {
      return channel.deliver(notice(message));
    }
  }

  @Test
  @DisplayName("the template's placeholders are filled in their order")
  void parts() throws Exception {
    Message message =
        new Message(
            "Torre 7 caiu",
            List.of(new Message.Field("Local", "norte"), new Message.Field("Atrás", "31")),
            "Desde 12:00.\n\nSem energia.",
            URI.create("https://wiki.example/torre"));
    assertEquals(
        new DeliveryResult.Delivered(new Receipt("wamid.HBg1=")),
        deliver(WhatsAppPart.TITLE, WhatsAppPart.TEXT, message));
    deliver(WhatsAppPart.FIELDS, WhatsAppPart.LINK, message);
    deliver(WhatsAppPart.SEVERITY, WhatsAppPart.KIND, message);
    deliver(WhatsAppPart.TIME, WhatsAppPart.TEXT, Message.of("Torre 7"));
    assertEquals(
        List.of(
            List.of("Torre 7 caiu", "Desde 12:00.; Sem energia."),
            List.of("Local: norte; Atrás: 31", "https://wiki.example/torre"),
            List.of("CRITICAL", "PROBLEM"),
            List.of("2026-11-22T12:00:00.123Z", "-")),
        whatsApp.filled());
  }

  @Test
  @DisplayName("a long text takes what a short title leaves, and both stay within the limit")
  void longText() throws Exception {
    Message message = new Message("Torre 7", List.of(), "a\t    b\n".repeat(2_000), null);
    deliver(WhatsAppPart.TITLE, WhatsAppPart.TEXT, message);
    String text = whatsApp.filled().get(0).get(1);
    assertTrue(text.length() > 700 && text.endsWith("…"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 130429, LATER",
    "429, 80007, LATER",
    "400, 131056, LATER",
    "500, 131016, LATER",
    "400, 131047, REJECTED",
    "400, 132005, REJECTED",
    "404, 132001, BROKEN",
    "400, 132015, BROKEN",
    "400, 132016, BROKEN",
    "400, 131030, BROKEN",
    "400, 100, REJECTED",
    "400, 190, BROKEN",
    "403, 10, BROKEN",
    "403, 999999, BROKEN",
    "503, 999999, LATER"
  })
  @DisplayName("WhatsApp's codes count more than the status they come with")
  void codes(int status, String code, Outcome outcome) throws Exception {
    server.next(FakeWhatsApp.error(status, code, "because"));
    DeliveryResult result =
        deliver(WhatsAppPart.TITLE, WhatsAppPart.TEXT, Message.of("Torre 7 caiu"));
    assertEquals(outcome, Outcome.of(result), result.toString());
    assertTrue(result.toString().contains("because"), result.toString());
  }

  @Test
  @DisplayName("the pair of numbers needs six seconds, unless WhatsApp names another wait")
  void waits() throws Exception {
    server.next(FakeWhatsApp.error(400, "131056", "pair"));
    server.next(FakeWhatsApp.error(429, "131056", "pair").with("Retry-After", "20"));
    for (int seconds : new int[] {6, 20}) {
      DeliveryResult result =
          deliver(WhatsAppPart.TITLE, WhatsAppPart.TEXT, Message.of("Torre 7 caiu"));
      assertEquals(
          Duration.ofSeconds(seconds),
          assertInstanceOf(DeliveryResult.TryLater.class, result).after());
    }
  }

  @Test
  @DisplayName("a template that is not there, or has other placeholders, breaks the channel")
  void wrongTemplate() throws Exception {
    try (WhatsAppChannel other = channel("other", WhatsAppPart.TITLE);
        WhatsAppChannel fewer = channel(FakeWhatsApp.TEMPLATE, WhatsAppPart.TITLE)) {
      for (WhatsAppChannel channel : List.of(other, fewer)) {
        DeliveryResult result = channel.deliver(notice(Message.of("Torre 7")));
        assertEquals(Outcome.BROKEN, Outcome.of(result));
        assertTrue(result.toString().contains("compare name, language"), result.toString());
      }
    }
  }

  @Test
  @DisplayName("numbers, versions and templates that cannot be right are refused")
  void refusals() {
    WhatsAppTemplate template = new WhatsAppTemplate("a", "en", List.of());
    for (String to : List.of("", "911", "0119123456789", "+55 11 9x", "1234567890123456")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> WhatsAppChannel.builder("noc", Secret.of("t"), "1", to, template));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> WhatsAppChannel.builder("noc", Secret.of("t"), "+55", "5511912345678", template));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            WhatsAppChannel.builder("noc", Secret.of("t"), "1", "5511912345678", template)
                .version("21/../x"));
    assertThrows(
        IllegalArgumentException.class, () -> new WhatsAppTemplate("A b", "en", List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new WhatsAppTemplate("a", "pt-BR", List.of()));
  }
}
