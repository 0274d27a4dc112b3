package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackTest {
  private final Town town = new Town();
  private final Town.Box second = new Town.Box("second");

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  @DisplayName("the end goes where the problem went")
  void end() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box, ChannelOptions.usual().fallback("second"))
            .channel(second)
            .route(Town.atOnce("box"))
            .build();
    town.run(alerting);
    town.box.away();
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofSeconds(20));
    alerting.raise(town.over("it"));
    town.pass(Duration.ofSeconds(20));
    town.box.answering(
        notice ->
            notice.kind() == Notice.Kind.PROBLEM
                ? DeliveryResult.rejected("too long")
                : DeliveryResult.delivered());
    town.pass(Duration.ofHours(1));
    assertEquals(
        "box [], second [PROBLEM, RECOVERY]",
        "box %s, second %s".formatted(town.box.kindsOf("it"), second.kindsOf("it")));
  }

  @Test
  @DisplayName("what is passed on is told in the language of the channel that takes over")
  void language() {
    Alerting alerting = inTwoLanguages(ChannelOptions.usual());
    town.run(alerting);
    List<String> refused = new ArrayList<>();
    town.box.answering(
        notice -> {
          refused.add(notice.message().title());
          return DeliveryResult.rejected("too long");
        });
    raise(alerting, "it");
    assertEquals(List.of("CRÍTICO: it"), refused);
    assertEquals(List.of("CRITICAL: it"), second.titles());
    assertTrue(
        second.notices.get(0).message().plain().contains("\nBecause: because"),
        second.notices.get(0).message().plain());
  }

  @Test
  @DisplayName("a digest that is passed on is told in that language, too")
  void languageOfDigest() {
    Pace slow = Pace.of(1, Duration.ofHours(1));
    Alerting alerting = inTwoLanguages(ChannelOptions.usual().pace(slow));
    town.run(alerting);
    town.box.answering(notice -> DeliveryResult.rejected("too long"));
    raise(alerting, "a", "b", "c");
    assertEquals(
        List.of("3 more: 3 notices\n- CRITICAL: a\n- CRITICAL: b\n- CRITICAL: c"),
        second.notices.stream().map(notice -> notice.message().plain()).toList());
  }

  private Alerting inTwoLanguages(ChannelOptions first) {
    return Alerting.builder()
        .channel(town.box, first.fallback("second").language(Locale.forLanguageTag("pt-BR")))
        .channel(second)
        .route(Town.atOnce("box"))
        .build();
  }

  private void raise(Alerting alerting, String... keys) {
    for (String key : keys) {
      alerting.raise(town.trouble(key, Severity.CRITICAL));
    }
    town.pass(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("what was given up, and has no fallback, is told when people are to be reminded")
  void givenUp() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .route(Town.atOnce("box").repeating(Duration.ofHours(1)))
            .build();
    town.run(alerting);
    town.box.answers.add(DeliveryResult.rejected("no"));
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(30));
    assertEquals(List.of(), town.box.kindsOf("it"));
    town.pass(Duration.ofHours(2));
    List<Notice.Kind> kinds = town.box.kindsOf("it");
    assertFalse(kinds.isEmpty(), () -> "never told: " + Town.ledger(alerting, "it"));
    assertEquals(Notice.Kind.PROBLEM, kinds.get(0), "it is news to them");
  }

  @Test
  @DisplayName("a reminder that is given up after the end goes to nobody")
  void remindedTooLate() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box, ChannelOptions.usual().fallback("second"))
            .channel(second)
            .route(Town.atOnce("box", "second").repeating(Duration.ofHours(1)))
            .build();
    town.run(alerting);
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofMinutes(1));
    town.box.away();
    town.pass(Duration.ofMinutes(70));
    alerting.raise(town.over("it"));
    town.pass(Duration.ofMinutes(1));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.REMINDER, Notice.Kind.RECOVERY),
        second.kindsOf("it"),
        "told before the first channel is back");
    town.box.answering(
        notice ->
            notice.kind() == Notice.Kind.REMINDER
                ? DeliveryResult.rejected("too long")
                : DeliveryResult.delivered());
    town.pass(Duration.ofHours(1));
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY),
        town.box.kindsOf("it"),
        () -> Town.ledger(alerting, "it").toString());
    assertEquals(
        List.of(Notice.Kind.PROBLEM, Notice.Kind.REMINDER, Notice.Kind.RECOVERY),
        second.kindsOf("it"),
        () -> Town.ledger(alerting, "it").toString());
  }

  @ParameterizedTest(name = "a to {0}, b to {1}, c to {2}")
  @CsvSource({"a, c, b", "b, a, a", "b, c, a", "b, c, b"})
  @DisplayName("fallbacks that lead in a circle are refused when alerting is built")
  void circle(String ofA, String ofB, String ofC) {
    AlertingBuilder builder =
        builder("a", ofA)
            .channel(new Town.Box("b"), ChannelOptions.usual().fallback(ofB))
            .channel(new Town.Box("c"), ChannelOptions.usual().fallback(ofC));
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    assertTrue(message.startsWith("the fallbacks of ["), message);
    assertTrue(message.contains(" lead back to "), message);
    assertTrue(message.endsWith("; one of them needs none"), message);
  }

  private static AlertingBuilder builder(String name, String fallback) {
    return Alerting.builder()
        .channel(new Town.Box(name), ChannelOptions.usual().fallback(fallback));
  }

  @Test
  @DisplayName("fallbacks that come to an end are not refused")
  void chain() {
    AlertingBuilder builder =
        builder("a", "b")
            .channel(new Town.Box("b"), ChannelOptions.usual().fallback("c"))
            .channel(new Town.Box("c"));
    assertDoesNotThrow(builder::build);
  }
}
