package io.ispmonitor.app.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alerting.rule.Verdict;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.http.Body;
import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Json;
import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.app.web.http.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Alerts: those there are, those there were, and who takes care of them. */
final class AlertApi {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration EVALUATED_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_CARE = Duration.ofDays(366);
  private static final int MOST = 10_000;
  private static final int LONGEST_COMMENT = 500;
  private static final Comparator<Alert> WORST_FIRST =
      Comparator.comparing(Alert::severity).thenComparing(Alert::firstSeen).reversed();

  private AlertApi() {}

  static void add(Routes routes) {
    routes
        .get("/api/alerts", AlertApi::active)
        .get("/api/alerts/history", AlertApi::history)
        .get("/api/ledger", AlertApi::decisions)
        .post("/api/alerts/evaluate", Role.OPERATOR, AlertApi::evaluate)
        .get("/api/alerts/{id}", call -> call.json(AlertJson.of(call.site(), find(call))))
        .get("/api/alerts/{id}/ledger", AlertApi::ledger)
        .post("/api/alerts/{id}/acknowledge", Role.OPERATOR, AlertApi::acknowledge)
        .delete("/api/alerts/{id}/acknowledge", Role.OPERATOR, AlertApi::takeBack);
  }

  private static Alert find(Call call) {
    String id = call.path("id");
    return call.site()
        .alerting()
        .find(id)
        .orElseThrow(
            () -> Refusal.notFound("there is no alert '%s', or it is kept no more".formatted(id)));
  }

  private static void active(Call call) {
    Site site = call.site();
    List<Alert> open = site.alerting().open().stream().sorted(WORST_FIRST).toList();
    call.json(call.page().of(open, alert -> AlertJson.of(site, alert)));
  }

  private static void history(Call call) {
    Site site = call.site();
    Instant to = call.time("to").orElseGet(() -> site.time().instant());
    Instant from = call.time("from").orElseGet(() -> to.minus(DAY));
    Optional<String> text = call.query("q").map(is -> is.toLowerCase(Locale.ROOT));
    List<Alert> found =
        site.alertHistory().since(from, MOST).stream()
            .filter(alert -> !alert.firstSeen().isAfter(to))
            .filter(alert -> text.map(is -> hasText(site, alert, is)).orElse(true))
            .sorted(Comparator.comparing(Alert::firstSeen).reversed())
            .toList();
    call.json(call.page().of(found, alert -> AlertJson.of(site, alert)));
  }

  private static boolean hasText(Site site, Alert alert, String text) {
    String all = String.join("\n", alert.id(), alert.type(), alert.source(), alert.summary());
    return (all + "\n" + AlertJson.name(site, alert)).toLowerCase(Locale.ROOT).contains(text);
  }

  private static void ledger(Call call) {
    ObjectNode json = Json.object();
    json.set("items", Json.array(call.site().ledger().of(find(call).id()), AlertJson::entry));
    call.json(json);
  }

  private static void decisions(Call call) {
    Site site = call.site();
    Instant from = call.time("from").orElseGet(() -> site.time().instant().minus(DAY));
    List<LedgerEntry> newest =
        new ArrayList<>(site.ledger().since(from, call.number("limit", 1, 1_000, 100)));
    Collections.reverse(newest);
    ObjectNode json = Json.object();
    json.set("items", Json.array(newest, AlertJson::entry));
    call.json(json);
  }

  private static void acknowledge(Call call) {
    Alert alert = find(call);
    Body body = call.body("comment", "until");
    String comment = body.optionalText("comment", LONGEST_COMMENT).orElse("");
    Instant now = call.site().time().instant();
    Instant until = body.time("until").orElse(null);
    if (!alert.isOpen()) {
      throw Refusal.conflict(
          "alert %s is over; there is nothing to take care of".formatted(alert.id()));
    }
    if (until != null && !until.isAfter(now)) {
      throw Refusal.badRequest(
          "field until must be later than now, %s, was %s".formatted(now, until));
    }
    if (until != null && until.isAfter(now.plus(LONGEST_CARE))) {
      throw Refusal.badRequest(
          "field until must be within %d days, was %s".formatted(LONGEST_CARE.toDays(), until));
    }
    String by = call.caller().name();
    call.check(
        () ->
            call.site()
                .alerting()
                .acknowledge(alert.id(), new Acknowledgement(by, now, comment, until)));
    call.audit(
        "acknowledge",
        alert.id(),
        until == null ? comment : "until %s: %s".formatted(until, comment));
    call.accepted();
  }

  private static void takeBack(Call call) {
    Alert alert = find(call);
    call.site().alerting().takeBack(alert.id(), call.caller().name());
    call.audit("acknowledge.takeBack", alert.id(), "");
    call.accepted();
  }

  private static void evaluate(Call call) {
    String device = call.body("device").text("device", 200);
    if (call.site().monitor().inventory().find(device).isEmpty()) {
      throw Refusal.badRequest("field device: there is no device '%s'".formatted(device));
    }
    call.audit("evaluate", device, "");
    call.later(
        call.site().alerting().evaluateNow(device),
        EVALUATED_WITHIN,
        verdicts -> {
          ObjectNode json = Json.object();
          json.set("items", Json.array(verdicts, AlertApi::verdict));
          call.json(json);
        });
  }

  private static ObjectNode verdict(Verdict verdict) {
    return Json.object()
        .put("rule", verdict.rule())
        .put("key", verdict.key())
        .put("firing", verdict.isFiring())
        .put("words", verdict.words());
  }
}
