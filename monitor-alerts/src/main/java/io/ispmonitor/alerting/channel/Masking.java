package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.secret.Secret;
import java.util.List;

/** Makes what the other side says fit for a log: short, in one line, without what it was told. */
final class Masking {
  private static final int LONGEST = 200;
  private static final String MASK = "***";

  private final List<Secret> secrets;

  /** Hides these, should the other side repeat them. */
  Masking(List<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** The text as it may be shown. */
  String show(String said) {
    String shown = said;
    for (Secret secret : secrets) {
      shown = shown.replace(secret.revealText(), MASK);
    }
    return CleanText.line(shown, LONGEST);
  }
}
