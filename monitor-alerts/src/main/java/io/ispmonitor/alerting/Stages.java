package io.ispmonitor.alerting;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry.Decision;
import io.ispmonitor.time.TimeSource;
import java.util.List;

/** What an alert has to pass before it may be told, in one order. The desk's thread. */
final class Stages {
  private final List<Stage> stages;
  private final Book book;
  private final Diary diary;
  private final TimeSource time;

  Stages(List<Stage> stages, Book book, Diary diary, TimeSource time) {
    this.stages = List.copyOf(stages);
    this.book = book;
    this.diary = diary;
    this.time = time;
  }

  /** Whether an alert may be told at this moment; writes down why not. */
  boolean pass(Case one) {
    return one.alert.isOpen() && !isHeld(one) && !isTaken(one);
  }

  private boolean isHeld(Case one) {
    for (Stage stage : stages) {
      if (stage.judge(one) instanceof Stage.Verdict.Suppress suppress) {
        hold(one, stage.name(), suppress);
        return true;
      }
    }
    if (!one.heldBy.isEmpty()) {
      one.heldBy = "";
      Acknowledgement by = one.alert.acknowledgement();
      book.save(one, one.alert.change().firing().acknowledged(by).build());
    }
    return false;
  }

  private void hold(Case one, String stage, Stage.Verdict.Suppress why) {
    one.heldBy = stage;
    if (one.alert.status() != Alert.Status.SUPPRESSED || !one.alert.reason().equals(why.reason())) {
      book.save(one, one.alert.change().suppressed(why.reason()).build());
    }
    diary.note(one, Decision.SUPPRESSED, stage, why.reason(), why.reopens());
  }

  private boolean isTaken(Case one) {
    Acknowledgement by = one.alert.acknowledgement();
    if (by == null || !by.holdsAt(time.instant())) {
      return false;
    }
    diary.note(
        one,
        Decision.SUPPRESSED,
        "acknowledgement",
        by.by() + " takes care of it",
        "the acknowledgement is taken back or runs out");
    return true;
  }
}
