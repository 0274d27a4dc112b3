package io.ispmonitor.reachability;

/**
 * The last change of a device's state, with what was noted since, in as little room as it takes:
 * most devices answer and have nothing in progress. Immutable.
 */
abstract class LatestRow {
  final String device;

  LatestRow(String device) {
    this.device = device;
  }

  /** Keeps a change; {@link #change()} gives back an equal one. */
  static LatestRow of(StateChange change) {
    Evidence evidence = change.evidence();
    Progress progress = change.progress();
    if (evidence.lastAnswerAt() != null && progress.lastAnswerAt() != null) {
      LatestRow settled = new SettledRow(change, evidence.lastAnswerAt());
      if (settled.change().equals(change)) {
        return settled;
      }
      LatestRow noted = new NotedRow(change, evidence.lastAnswerAt(), progress.lastAnswerAt());
      if (noted.change().equals(change)) {
        return noted;
      }
    }
    return new Whole(change);
  }

  /** The change, as it was. */
  abstract StateChange change();

  /** A change that has something of its own. */
  private static final class Whole extends LatestRow {
    private final StateChange change;

    Whole(StateChange change) {
      super(change.device());
      this.change = change;
    }

    @Override
    StateChange change() {
      return change;
    }
  }
}
