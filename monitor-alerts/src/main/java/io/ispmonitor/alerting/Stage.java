package io.ispmonitor.alerting;

import java.util.Objects;

/** Decides whether an alert may be told at this moment. The desk's thread. */
interface Stage {

  /** What it is called in the ledger. */
  String name();

  /** Whether the alert may be told, as far as this stage cares. */
  Verdict judge(Case alert);

  /** What a stage says. */
  sealed interface Verdict {
    /** It may be told. */
    Verdict PASS = new Pass();

    /** It may be told. */
    record Pass() implements Verdict {}

    /**
     * It is not told.
     *
     * @param reason why
     * @param reopens what would make it told after all
     */
    record Suppress(String reason, String reopens) implements Verdict {
      /** Checks both. */
      public Suppress {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(reopens, "reopens");
      }
    }
  }
}
