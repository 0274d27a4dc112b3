package io.ispmonitor.snmp.profile;

/** What is wrong with a line, as a sentence. Caught where the number of the line is known. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  Fault(String sentence) {
    super(sentence, null, false, false);
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
