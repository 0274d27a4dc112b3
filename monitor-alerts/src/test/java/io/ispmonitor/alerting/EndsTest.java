package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who hears that something is over, and when. */
class EndsTest {
  private final Town town = new Town();
  private final Town.Box boss = new Town.Box("boss");

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Alerting run(AlertingBuilder builder) {
    Alerting alerting = builder.channel(town.box).build();
    town.run(alerting);
    return alerting;
  }

  @Test
  @DisplayName("nobody hears the end of what they were never told")
  void neverTold() {
    Alerting alerting = run(Alerting.builder().route(Town.atOnce("box")));
    town.box.away();
    alerting.raise(town.trouble("it", Severity.CRITICAL));
    town.pass(Duration.ofHours(1));
    alerting.raise(town.over("it"));
    town.pass(Duration.ofMinutes(210));
    List<String> ledger = Town.ledger(alerting, "it");
    assertTrue(ledger.toString().contains("GIVEN_UP box delivery"), ledger.toString());
    town.box.back();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(), town.box.kindsOf("it"));
  }

  @Test
  @DisplayName("the end of what is in a digest comes behind the digest")
  void behindItsDigest() {
    Pace slow = new Pace(3, Duration.ofMinutes(2));
    Alerting alerting =
        Alerting.builder()
            .channel(town.box, ChannelOptions.usual().pace(slow).reserve(0))
            .route(Town.atOnce("box"))
            .build();
    town.run(alerting);
    town.box.answering(
        notice ->
            notice.kind() == Notice.Kind.DIGEST
                ? DeliveryResult.tryLater("no network")
                : DeliveryResult.delivered());
    for (int i = 0; i < 12; i++) {
      alerting.raise(town.trouble("t" + i, Severity.WARNING));
    }
    town.pass(Duration.ofMinutes(1));
    assertEquals(List.of(), town.box.kindsOf("t11"));
    alerting.raise(town.over("t11"));
    town.pass(Duration.ofMinutes(1));
    town.box.back();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(Notice.Kind.DIGEST, Notice.Kind.RECOVERY), town.box.kindsOf("t11"));
  }

  @Test
  @DisplayName("the end of one of a group comes behind the message that tells of the group")
  void behindItsGroup() {
    Alerting alerting =
        run(
            Alerting.builder()
                .route(
                    Route.to("box")
                        .groupedBy(Duration.ofSeconds(1), Duration.ofSeconds(1), "type")));
    AtomicInteger failures = new AtomicInteger();
    town.box.answering(
        notice -> {
          boolean isGroup = notice.alerts().get(0).key().equals("one");
          return isGroup && failures.get() < 4 && failures.getAndIncrement() < 4
              ? DeliveryResult.tryLater("503")
              : DeliveryResult.delivered();
        });
    alerting.raise(town.trouble("one", Severity.WARNING));
    alerting.raise(town.trouble("two", Severity.WARNING));
    town.passUntil(() -> failures.get() == 4);
    alerting.raise(town.over("two"));
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(Notice.Kind.PROBLEM, Notice.Kind.RECOVERY), town.box.kindsOf("two"));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("one"));
  }

  @Test
  @DisplayName("what ended before it arrived does not come back to life when it arrives")
  void arrivesLate() {
    Alerting alerting =
        run(Alerting.builder().alerts(new InMemoryAlertStore(1)).route(Town.atOnce("box")));
    town.box.away();
    for (int i = 0; i < 30; i++) {
      alerting.raise(town.trouble("t" + i, Severity.CRITICAL));
      town.pass(Duration.ofSeconds(1));
      alerting.raise(town.over("t" + i));
      town.pass(Duration.ofSeconds(1));
    }
    town.box.back();
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(), alerting.open());
  }

  @Test
  @DisplayName("what is told once and no route wants does not stay open")
  void notedAndUnwanted() {
    Alerting alerting =
        run(Alerting.builder().route(Route.to("box").of(Match.from(Severity.CRITICAL))));
    for (int i = 0; i < 50; i++) {
      alerting.raise(new Signal.Noted(town.trouble("trap", Severity.INFO)));
      town.pass(Duration.ofSeconds(1));
    }
    town.pass(Duration.ofHours(1));
    assertEquals(List.of(), alerting.open());
    assertEquals(List.of(), town.box.titles());
  }

  /** The tower is found to be at fault, and then all are back. */
  private void towerFoundAndBack(Alerting alerting) {
    town.network.kill("tower");
    town.pass(Duration.ofMinutes(5));
    town.network.revive("tower").reset("tower").revive("radio");
    town.pass(Duration.ofHours(2));
    assertEquals(List.of(), alerting.open());
  }

  /** The radio is blamed, since nothing valid is heard of the tower. */
  private void blameTheRadio() {
    town.network.set("tower", ScriptedProbe.voided("receive buffer overflowed"));
    town.network.kill("radio");
  }

  @Test
  @DisplayName("others who were told of a device hear the end, though another one was at fault")
  void takenOverAfterEscalation() {
    town.with("tower").with("radio", "tower");
    Alerting alerting =
        run(
            Alerting.builder()
                .channel(boss)
                .route(Route.to("box").escalating(Duration.ofMinutes(15), "boss")));
    blameTheRadio();
    town.pass(Duration.ofMinutes(20));
    assertEquals(List.of(Notice.Kind.ESCALATION), boss.kindsOf("reachability/radio"));
    towerFoundAndBack(alerting);
    assertEquals(Notice.Kind.RECOVERY, boss.kinds().get(boss.kinds().size() - 1));
  }

  @Test
  @DisplayName(
      "people who were told of a device hear the end, though the culprit is told elsewhere")
  void takenOverByWhatIsRoutedElsewhere() {
    town.with("tower").with("radio", "tower");
    Alerting alerting =
        run(
            Alerting.builder()
                .channel(boss)
                .route(Route.to("box").of(Match.device("radio")))
                .route(Route.to("boss")));
    blameTheRadio();
    town.pass(Duration.ofMinutes(2));
    assertEquals(List.of(Notice.Kind.PROBLEM), town.box.kindsOf("reachability/radio"));
    towerFoundAndBack(alerting);
    assertEquals(Notice.Kind.RECOVERY, town.box.kinds().get(town.box.kinds().size() - 1));
  }
}
