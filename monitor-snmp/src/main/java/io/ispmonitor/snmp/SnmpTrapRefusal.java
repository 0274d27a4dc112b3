package io.ispmonitor.snmp;

import java.util.Locale;

/** Why a packet that came in was not taken. */
public enum SnmpTrapRefusal {
  /** It is no message of SNMP. */
  MALFORMED("it is no message of SNMP; see what else sends to this port"),
  /** A message of SNMP, but neither a trap nor an inform, or of a version there is not. */
  NO_NOTIFICATION("it is neither a trap nor an inform; see what else sends to this port"),
  /** A community that is not accepted. */
  UNKNOWN_COMMUNITY("its community is not accepted; correct it there, or accept it here"),
  /** A user of version 3 that is not known. */
  UNKNOWN_USER("the user is not known here; correct it there, or add the user here"),
  /** A user who has to sign or encrypt did not, or did what was not agreed on. */
  OTHER_SECURITY(
      "it is not signed and encrypted as was agreed for the user; make both sides agree"),
  /** The signature does not fit. */
  WRONG_DIGEST(
      "the signature is wrong; compare the user's authentication algorithm and password on both"
          + " sides"),
  /** What was encrypted cannot be read. */
  CANNOT_DECRYPT(
      "it cannot be decrypted; compare the user's privacy algorithm and password on both sides"),
  /** It is old: a recording, or the sender's clock went back. */
  NOT_IN_TIME_WINDOW(
      "it is older than what came before: a recording that is played again, a device that does not"
          + " count its boots, or two devices with the same engine id"),
  /** An inform for another engine than ours. */
  OTHER_ENGINE("it is an inform for another engine than ours; let the sender discover it anew"),
  /** More came of this source, or of all together, than the limits allow. */
  BEYOND_LIMITS("more came than the limits allow; find out why, or raise the limits"),
  /** It would have been taken, but whoever is handed the traps does not keep up. */
  NOT_KEPT_UP("whoever is handed the traps does not keep up; let it hand its work to a queue");

  private final String advice;

  SnmpTrapRefusal(String advice) {
    this.advice = advice;
  }

  /** What is wrong and what to do, as the end of a sentence. */
  String advice() {
    return advice;
  }

  /** As it is said in reports: lower case with spaces. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
