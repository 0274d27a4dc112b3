package io.ispmonitor.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.testkit.RecordingChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertCheckerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofSeconds(3);

  private final AlertsByHand hand = new AlertsByHand("tower", "mast");

  @AfterEach
  void close() {
    hand.close();
  }

  /** The tower dies, and people are told at once. */
  private Alert told() throws InterruptedException {
    Alert down = hand.keeps(hand.dies("tower"));
    hand.tells(Notice.Kind.PROBLEM, down);
    return down;
  }

  @Test
  @DisplayName("an outage that is told, escalated, reminded of and told to be over breaks no rule")
  void clean() throws Exception {
    Alert down = told();
    hand.pass(AlertsByHand.ESCALATION);
    hand.tells(Notice.Kind.ESCALATION, down);
    hand.pass(AlertsByHand.REMINDER);
    hand.tells(Notice.Kind.REMINDER, down);
    hand.returns("tower");
    hand.tells(Notice.Kind.RECOVERY, hand.ends(down));
    hand.pass(Duration.ofHours(1));
    hand.isClean();
    assertEquals(4, hand.checker.delivered());
  }

  @Test
  @DisplayName("what the monitor never announced is told")
  void neverAnnounced() throws Exception {
    hand.tells(Notice.Kind.PROBLEM, hand.alert("it", "device.down", "tower").build());
    hand.violates(Rule.ALERT_HAS_CAUSE);
  }

  @Test
  @DisplayName("a device is told that cannot be reached behind another one")
  void cutOff() throws Exception {
    told();
    hand.tells(Notice.Kind.PROBLEM, hand.alert("it", "device.unreachable", "mast").build());
    hand.violates(Rule.ALERT_HAS_CAUSE);
  }

  @Test
  @DisplayName("what is over is told as if it went on")
  void announcedToBeOver() throws Exception {
    Alert down = told();
    hand.returns("tower");
    hand.pass(MOMENT);
    hand.tells(Notice.Kind.PROBLEM, hand.keeps(down.change().severity(Severity.EMERGENCY).build()));
    hand.violates(Rule.ALERT_HAS_CAUSE);
  }

  @Test
  @DisplayName("no alert is open for what was announced")
  void closedTooEarly() throws Exception {
    hand.tells(Notice.Kind.RECOVERY, hand.ends(told()));
    hand.pass(MINUTE);
    hand.violates(Rule.ALERT_FOR_TROUBLE);
  }

  @Test
  @DisplayName("for a while no alert is open for what was announced")
  void closedForAWhile() throws Exception {
    Alert down = told();
    hand.tells(Notice.Kind.RECOVERY, hand.ends(down));
    hand.pass(MINUTE.multipliedBy(5));
    hand.keeps(down);
    hand.violates(Rule.ALERT_FOR_TROUBLE);
  }

  @Test
  @DisplayName("an alert stays open for a while when its trouble is over")
  void closedTooLate() {
    Alert poor = hand.keeps(hand.alert("quality/tower", "device.degraded", "tower").build());
    hand.notes(poor, Decision.HELD, "it waits for others like it", "by itself");
    hand.pass(Duration.ofMinutes(7));
    hand.isClean();
    hand.pass(Duration.ofMinutes(5));
    hand.ends(poor);
    hand.violates(Rule.ALERT_ENDS);
  }

  @Test
  @DisplayName("an outage that was told stays open for a while when it is over")
  void outageClosedTooLate() throws Exception {
    Alert down = told();
    hand.returns("tower");
    hand.pass(MINUTE.multipliedBy(11));
    hand.ends(down);
    hand.violates(Rule.ALERT_ENDS);
  }

  @Test
  @DisplayName("an alert stays open when its trouble is over")
  void neverClosed() throws Exception {
    told();
    hand.returns("tower");
    hand.pass(Duration.ofMinutes(7));
    hand.isClean();
    hand.pass(Duration.ofMinutes(2));
    hand.violates(Rule.ALERT_ENDS);
  }

  @Test
  @DisplayName("a device is told that is in the outage of another one")
  void notTheRoot() throws Exception {
    Alert tower = told();
    Alert mast = hand.dies("mast");
    hand.pass(MOMENT);
    hand.tells(
        Notice.Kind.PROBLEM,
        hand.keeps(mast.change().facts(Map.of("outage", tower.facts().get("outage"))).build()));
    hand.violates(Rule.ONE_ROOT_TOLD);
  }

  @Test
  @DisplayName("an outage is told too late, and the ledger does not say why")
  void late() throws Exception {
    Alert down = hand.keeps(hand.dies("tower"));
    hand.pass(Duration.ofSeconds(7));
    hand.tells(Notice.Kind.PROBLEM, down);
    hand.violates(Rule.ALERTED_SOON);
  }

  @Test
  @DisplayName("an outage is told to nobody, and the ledger does not say why")
  void silent() {
    hand.keeps(hand.dies("tower"));
    hand.pass(Duration.ofMinutes(2));
    hand.violates(Rule.ALERTED_SOON);
  }

  @Test
  @DisplayName("an outage may be told late when the ledger says why, or the channel fails")
  void lateForAReason() throws Exception {
    Alert tower = hand.keeps(hand.dies("tower"));
    hand.notes(tower, Decision.HELD, "nobody is on duty", "at noon");
    hand.pass(Duration.ofSeconds(30));
    hand.tells(Notice.Kind.PROBLEM, tower);
    Alert mast = hand.keeps(hand.dies("mast"));
    hand.chat.next(DeliveryResult.tryLater("away"));
    hand.tells(Notice.Kind.PROBLEM, mast);
    hand.pass(Duration.ofSeconds(30));
    hand.tells(Notice.Kind.PROBLEM, mast);
    hand.isClean();
  }

  @Test
  @DisplayName("the root of an outage is told late, since it waited for others")
  void rootWaits() throws Exception {
    Alert tower = hand.keeps(hand.dies("tower"));
    hand.notes(tower, "grouping", Decision.HELD, "it waits for others like it", "by itself");
    hand.pass(Duration.ofSeconds(30));
    hand.tells(Notice.Kind.PROBLEM, tower);
    hand.violates(Rule.ALERTED_SOON);
  }

  @Test
  @DisplayName("the same is told twice, though it has not become graver")
  void twice() throws Exception {
    hand.tells(Notice.Kind.PROBLEM, told());
    hand.violates(Rule.ALERTED_ONCE);
  }

  @Test
  @DisplayName("one notice is delivered twice, and does not say that it may repeat")
  void oneNoticeTwice() throws Exception {
    Notice notice = hand.notice(Notice.Kind.REMINDER, hand.trouble("tower"));
    hand.tells(hand.notice(Notice.Kind.PROBLEM, notice.alerts().get(0)));
    hand.pass(AlertsByHand.REMINDER);
    hand.tells(notice);
    hand.tells(notice);
    assertTrue(hand.checker.counts().containsKey(Rule.ALERTED_ONCE));
  }

  @Test
  @DisplayName("what has become graver, or may have arrived before, is told again")
  void twiceForAReason() throws Exception {
    Alert down = told();
    Notice graver =
        hand.notice(Notice.Kind.PROBLEM, down.change().severity(Severity.EMERGENCY).build());
    hand.tells(graver);
    hand.tells(graver.repeated());
    hand.isClean();
  }

  @Test
  @DisplayName("a channel tells the end of what another one has told")
  void endWithoutBeginning() throws Exception {
    NotificationChannel mail = hand.checker.watch(new RecordingChannel("mail"));
    Alert down = told();
    hand.returns("tower");
    Notice end = hand.notice(Notice.Kind.RECOVERY, hand.ends(down));
    hand.tells(end);
    hand.tells(mail, end);
    hand.violates(Rule.RECOVERY_FOLLOWS);
  }

  @Test
  @DisplayName("a channel tells, in a digest, the end that another one could not deliver")
  void endInstead() throws Exception {
    NotificationChannel mail = hand.checker.watch(new RecordingChannel("mail"));
    Alert down = told();
    hand.returns("tower");
    Alert over = hand.ends(down);
    hand.passesOn(over, "mail");
    hand.tells(mail, hand.notice(Notice.Kind.DIGEST, over));
    hand.tells(Notice.Kind.RECOVERY, over);
    hand.isClean();
  }

  @Test
  @DisplayName("whoever was told of a trouble hears nothing of its end")
  void endNotTold() throws Exception {
    Alert down = told();
    hand.returns("tower");
    hand.ends(down);
    hand.pass(Duration.ofMinutes(29));
    hand.isClean();
    hand.pass(Duration.ofMinutes(4));
    hand.violates(Rule.RECOVERY_DELIVERED);
  }

  @Test
  @DisplayName("after the end of a trouble a channel tells more of it")
  void endIsNotLast() throws Exception {
    Alert down = told();
    hand.returns("tower");
    hand.tells(Notice.Kind.RECOVERY, hand.ends(down));
    hand.tells(Notice.Kind.PROBLEM, down.change().severity(Severity.EMERGENCY).build());
    hand.violates(Rule.ALERT_ORDER_KEPT);
  }

  @Test
  @DisplayName("others are told before the time for it has come")
  void escalatedTooSoon() throws Exception {
    Alert down = told();
    hand.pass(AlertsByHand.ESCALATION.minusMinutes(1));
    hand.tells(Notice.Kind.ESCALATION, down);
    hand.violates(Rule.ESCALATED_WHEN_SENT);
  }

  @Test
  @DisplayName("others are told of what nobody was told of")
  void escalatedBeforeItWasTold() throws Exception {
    hand.tells(Notice.Kind.ESCALATION, hand.trouble("tower"));
    hand.violates(Rule.ESCALATED_WHEN_SENT);
  }

  @Test
  @DisplayName("others are told of what somebody has taken")
  void escalatedThoughTaken() throws Exception {
    Alert down = told();
    Acknowledgement by = new Acknowledgement("ana", hand.now(), "on it", null);
    Alert taken = hand.keeps(down.change().acknowledged(by).build());
    hand.pass(AlertsByHand.ESCALATION);
    hand.tells(Notice.Kind.ESCALATION, taken);
    hand.violates(Rule.ESCALATED_WHEN_SENT);
  }

  @Test
  @DisplayName("who has taken it is forgotten, and others are told")
  void forgottenThatItWasTaken() throws Exception {
    Alert down = told();
    Acknowledgement by = new Acknowledgement("ana", hand.now(), "on it", null);
    hand.keeps(down.change().acknowledged(by).build());
    hand.keeps(down);
    hand.pass(AlertsByHand.ESCALATION);
    hand.tells(Notice.Kind.ESCALATION, down);
    hand.violates(Rule.ESCALATED_WHEN_SENT);
  }

  @Test
  @DisplayName("others may be told of what somebody has taken and given back")
  void givenBack() throws Exception {
    Alert down = told();
    Acknowledgement by = new Acknowledgement("ana", hand.now(), "on it", null);
    hand.keeps(down.change().acknowledged(by).build());
    hand.keeps(down);
    hand.notes(down, "acknowledgement", Decision.HELD, "ana takes it back", "it is escalated");
    hand.pass(AlertsByHand.ESCALATION);
    hand.tells(Notice.Kind.ESCALATION, down);
    hand.isClean();
  }

  @Test
  @DisplayName("people are reminded too soon after they were told last")
  void remindedTooSoon() throws Exception {
    Alert down = told();
    hand.pass(AlertsByHand.REMINDER);
    hand.tells(Notice.Kind.REMINDER, down);
    hand.pass(AlertsByHand.REMINDER.minusMinutes(1));
    hand.tells(Notice.Kind.REMINDER, down);
    hand.violates(Rule.ESCALATED_WHEN_SENT);
  }

  @Test
  @DisplayName("a trouble of a device in maintenance is told")
  void inMaintenance() throws Exception {
    hand.maintenance.schedule(
        new MaintenanceWindow(
            "work",
            Selection.device("tower"),
            Timing.fixed(hand.now(), hand.now().plusSeconds(3_600)),
            "owner",
            "planned"));
    hand.pass(MOMENT);
    hand.tells(Notice.Kind.PROBLEM, hand.trouble("mast"));
    hand.isClean();
    hand.pass(Duration.ofSeconds(10)); // a window counts from some moments after it was noticed
    hand.tells(Notice.Kind.PROBLEM, hand.trouble("tower"));
    hand.violates(Rule.ALERTS_QUIET_IN_MAINTENANCE);
  }

  @Test
  @DisplayName("an alert is kept back, and no row says why")
  void keptBack() {
    hand.keeps(hand.trouble("tower").change().suppressed("muted").build());
    hand.pass(Duration.ofMinutes(3));
    hand.violates(Rule.SILENCE_EXPLAINED);
  }

  @Test
  @DisplayName("nobody was told of an alert that is over, and no row says why")
  void nobodyTold() {
    hand.ends(hand.trouble("tower"));
    hand.pass(Duration.ofMinutes(3));
    hand.violates(Rule.SILENCE_EXPLAINED);
  }

  @Test
  @DisplayName("a row does not say what would reopen what it keeps back")
  void rowWithoutReopens() {
    Alert trouble = hand.trouble("tower");
    hand.notes(trouble, Decision.SUPPRESSED, "muted by ana", "");
    hand.violates(Rule.SILENCE_EXPLAINED);
  }

  @Test
  @DisplayName("a row says that the judge has not announced what it has announced")
  void rowIsNotTrue() throws Exception {
    Alert down = told();
    hand.pass(MOMENT);
    hand.notes(down, "judge", Decision.SUPPRESSED, "it is not announced", "it is announced");
    hand.violates(Rule.SILENCE_EXPLAINED);
  }

  @Test
  @DisplayName("an alert is kept back, and a row says why and until when")
  void keptBackForAReason() {
    Alert trouble = hand.trouble("tower");
    Alert quiet = hand.keeps(trouble.change().suppressed("muted").build());
    hand.notes(quiet, Decision.SUPPRESSED, "muted by ana", "at the end of the mute");
    hand.pass(Duration.ofMinutes(3));
    hand.ends(quiet);
    hand.pass(Duration.ofMinutes(3));
    hand.isClean();
  }

  @Test
  @DisplayName("the report names the rule, how often it was violated, and an example")
  void report() throws Exception {
    hand.tells(Notice.Kind.PROBLEM, hand.alert("it", "device.down", "tower").build());
    String report = String.valueOf(assertThrows(AssertionError.class, hand.checker::assertNone));
    assertTrue(report.contains("ALERT_HAS_CAUSE was violated 1 times: people are told"), report);
    assertTrue(report.contains("device tower: chat delivered PROBLEM 'it' decided at"), report);
    assertTrue(report.contains("never announced"), report);
  }

  @Test
  @DisplayName("a checker that is attached to nothing does not pass")
  void notAttached() {
    AlertChecker checker = AlertChecker.of(new InMemoryAlertStore(), new InMemoryAlertLedger());
    assertThrows(IllegalStateException.class, checker::assertNone);
  }
}
