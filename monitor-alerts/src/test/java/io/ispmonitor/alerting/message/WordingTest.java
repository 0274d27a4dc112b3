package io.ispmonitor.alerting.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");

  private static Wording wording(Locale language) {
    return new Wording(Phrases.of(language, Map.of()), ZoneId.of("America/Sao_Paulo"));
  }

  private static Alert down() {
    return Alert.builder("id", "reachability/t7", NOON)
        .type("device.down")
        .severity(Severity.CRITICAL)
        .source("t7")
        .facts(Map.of("device", "t7", "name", "Torre 7"))
        .evidence("3 questions in a row unanswered")
        .affects(List.of("t7"), 26, 5_000)
        .build();
  }

  @Test
  @DisplayName("both languages have the same phrases, with the same places")
  void samePhrases() {
    Phrases english = Phrases.of(Locale.ENGLISH, Map.of());
    Phrases portuguese = Phrases.of(BRAZIL, Map.of());
    assertEquals(english.names(), portuguese.names());
    for (String name : english.names()) {
      assertEquals(english.template(name).names(), portuguese.template(name).names(), name);
    }
  }

  @Test
  @DisplayName("a problem is told in English, in the operator's zone")
  void english() {
    Message message =
        wording(Locale.ENGLISH).message(Notice.Kind.PROBLEM, List.of(down()), NOON, true);
    assertEquals(
        """
        CRITICAL: Torre 7 is DOWN
        Since: 2026-03-01 09:00:00 -03:00
        Because: 3 questions in a row unanswered
        Affected: 26 devices
        Subscribers: 5,000
        Note: this may have been told before""",
        message.plain());
  }

  @Test
  @DisplayName("what may have been told before says so once, in front of a text that may be cut")
  void repeated() {
    Notice notice = notice(Notice.Kind.PROBLEM, List.of(down(), down()));
    String text = notice.message().text();
    Notice repeated = wording(BRAZIL).repeated(notice);
    assertTrue(repeated.mayRepeat());
    assertEquals("Nota: isto talvez já tenha sido enviado\n" + text, repeated.message().text());
    assertEquals(notice.message().fields(), repeated.message().fields());
    assertEquals(repeated, wording(BRAZIL).repeated(repeated));
  }

  @Test
  @DisplayName("a digest says so too when one of its notices may have been told before")
  void repeatedDigest() {
    Notice notice = notice(Notice.Kind.PROBLEM, List.of(down()));
    assertEquals(
        "2 more: 2 notices\n- CRITICAL: Torre 7 is DOWN\n- CRITICAL: Torre 7 is DOWN",
        wording(Locale.ENGLISH).digest(List.of(notice, notice)).plain());
    assertEquals(
        """
        2 more: 2 notices
        Note: this may have been told before
        - CRITICAL: Torre 7 is DOWN
        - CRITICAL: Torre 7 is DOWN""",
        wording(Locale.ENGLISH).digest(List.of(notice, notice.repeated())).plain());
  }

  @Test
  @DisplayName("what was put into one language is put into another, a digest by its alerts")
  void otherLanguage() {
    Notice problem = notice(Notice.Kind.PROBLEM, List.of(down()));
    assertEquals("CRÍTICO: Torre 7 está FORA DO AR", inPortuguese(problem).title());
    Alert over = down().change().resolved(NOON.plusSeconds(300), "it answers").build();
    Notice digest = notice(Notice.Kind.DIGEST, List.of(down(), over));
    assertEquals(
        """
        Mais 2: 1 terminados, 1 outros
        - CRÍTICO: Torre 7 está FORA DO AR
        - OK: Torre 7 voltou depois de 5 min""",
        inPortuguese(digest).plain());
    assertEquals(
        "Teste: este canal funciona", inPortuguese(notice(Notice.Kind.TEST, List.of())).plain());
    assertEquals(
        "Teste: este canal funciona\nNota: isto talvez já tenha sido enviado",
        inPortuguese(notice(Notice.Kind.TEST, List.of()).repeated()).plain());
  }

  private static Message inPortuguese(Notice notice) {
    return wording(BRAZIL).message(notice);
  }

  private static Notice notice(Notice.Kind kind, List<Alert> alerts) {
    Message message =
        kind == Notice.Kind.DIGEST
            ? Message.of("digest")
            : wording(Locale.ENGLISH).message(kind, alerts, NOON, false);
    return new Notice("n", "i", kind, Severity.CRITICAL, NOON, message, alerts, null, false);
  }

  @Test
  @DisplayName("its end is told in Portuguese, with how long it lasted")
  void portuguese() {
    Alert over = down().change().resolved(NOON.plusSeconds(9_000), "responde de novo").build();
    Message message =
        wording(BRAZIL)
            .message(Notice.Kind.RECOVERY, List.of(over), NOON.plusSeconds(9_030), false);
    assertEquals("OK: Torre 7 voltou depois de 2 h 30 min", message.title());
    assertTrue(message.plain().contains("Desde: 01/03/2026 09:00:00 -03:00"), message.plain());
    assertTrue(message.plain().contains("Fim: responde de novo"), message.plain());
  }

  @Test
  @DisplayName("numbers are written as the language writes them")
  void numbers() {
    Message message = wording(BRAZIL).message(Notice.Kind.PROBLEM, List.of(down()), NOON, false);
    assertTrue(message.plain().contains("Assinantes: 5.000"), message.plain());
  }

  @Test
  @DisplayName("what is withdrawn is not told as good news")
  void withdrawn() {
    Alert withdrawn =
        down()
            .change()
            .facts(Map.of("name", "Torre 7", "withdrawn", "true"))
            .resolved(NOON.plusSeconds(9_000), "nothing is known of it any more")
            .build();
    assertEquals("Withdrawn: Torre 7 is DOWN", recovery(Locale.ENGLISH, withdrawn));
    assertEquals("Retirado: Torre 7 está FORA DO AR", recovery(BRAZIL, withdrawn));
  }

  private static String recovery(Locale language, Alert over) {
    return wording(language)
        .message(Notice.Kind.RECOVERY, List.of(over), NOON.plusSeconds(9_030), false)
        .title();
  }

  @Test
  @DisplayName("what a device is called is never read as a template, and stays in its line")
  void hostile() {
    Alert hostile =
        down().change().facts(Map.of("name", "{summary}\r\nOK: all is well\u202e {{")).build();
    Message message =
        wording(Locale.ENGLISH).message(Notice.Kind.PROBLEM, List.of(hostile), NOON, false);
    assertEquals("CRITICAL: {summary} OK: all is well {{ is DOWN", message.title());
  }

  @Test
  @DisplayName("a sort of alert that has no phrase of its own is told by its summary")
  void unknownType() {
    Alert other = down().change().type("low-voltage").summary("t7 has 24.1 V, below 25 V").build();
    Message message = wording(BRAZIL).message(Notice.Kind.PROBLEM, List.of(other), NOON, false);
    assertEquals("CRÍTICO: t7 has 24.1 V, below 25 V", message.title());
  }

  @Test
  @DisplayName(
      "a host's own phrase takes the place of ours, and one that cannot be read is refused")
  void own() {
    Phrases own = Phrases.of(Locale.ENGLISH, Map.of("device.down", "no answer from {name}"));
    Wording wording = new Wording(own, ZoneId.of("UTC"));
    assertEquals("no answer from Torre 7", wording.what(down(), NOON));
    String refusal =
        assertThrows(
                IllegalArgumentException.class,
                () -> Phrases.of(Locale.ENGLISH, Map.of("device.down", "no {name")))
            .getMessage();
    assertEquals(
        "template 'no {name': at 3 there must be a name in braces, such as {device}", refusal);
  }
}
