package io.ispmonitor.snmp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of asking an agent. Immutable. */
public sealed interface SnmpReply {

  /**
   * The agent answered all that was asked.
   *
   * @param bindings what it said: for a get in the order of the question; for a walk in the order
   *     of the agent's objects
   */
  record Values(List<VarBind> bindings) implements SnmpReply {
    /** Copies the list. */
    public Values {
      bindings = List.copyOf(bindings);
    }
  }

  /**
   * The agent answered a part of what was asked.
   *
   * @param bindings what is known
   * @param cut why there is no more
   * @param reason the same in words
   */
  record Partial(List<VarBind> bindings, Cut cut, String reason) implements SnmpReply {
    /** Copies the list. */
    public Partial {
      bindings = List.copyOf(bindings);
      Objects.requireNonNull(cut, "cut");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Why a part of an answer is missing. */
  enum Cut {
    /** The agent left objects out of its answer. */
    LEFT_OUT,
    /** The agent answered no more, or with an error. */
    BROKE_OFF,
    /** The agent did not go forward, so that it would never have ended. */
    WENT_BACK,
    /** There are more objects than were wanted. */
    TOO_MANY,
    /** The time for it was over. */
    OUT_OF_TIME
  }

  /**
   * Nothing came, or nothing that could be an answer.
   *
   * @param waited how long in all
   * @param sent how often the question was sent
   * @param strange what came and was no answer, in words; null when nothing came
   */
  record Silent(Duration waited, int sent, @Nullable String strange) implements SnmpReply {
    /** Refuses null at once, where the mistake is. */
    public Silent {
      Objects.requireNonNull(waited, "waited");
    }
  }

  /**
   * The agent answered with an error.
   *
   * @param status which
   * @param oid the object it blames; null when it blames none
   */
  record Failed(ErrorStatus status, @Nullable Oid oid) implements SnmpReply {
    /** Refuses null at once, where the mistake is. */
    public Failed {
      Objects.requireNonNull(status, "status");
    }
  }

  /**
   * The agent does not accept our credentials.
   *
   * @param fault what it objects to
   */
  record Refused(SecurityFault fault) implements SnmpReply {
    /** Refuses null at once, where the mistake is. */
    public Refused {
      Objects.requireNonNull(fault, "fault");
    }
  }

  /**
   * Our side failed; nothing was learnt of the agent.
   *
   * @param reason what failed and what to do
   * @param cause the exception behind it, where there is one
   */
  record Broken(String reason, @Nullable Throwable cause) implements SnmpReply {
    /** Refuses null at once, where the mistake is. */
    public Broken {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The {@code error-status} of RFC 3416, 3. */
  enum ErrorStatus {
    /** The answer would not fit into a message. */
    TOO_BIG,
    /** Version 1: there is no such object, or it may not be shown. */
    NO_SUCH_NAME,
    /** Version 1: the value is not of the right type or range. */
    BAD_VALUE,
    /** Version 1: the object can not be set. */
    READ_ONLY,
    /** Something else went wrong at the agent. */
    GEN_ERR,
    /** The object may not be shown or set. */
    NO_ACCESS,
    /** The value has the wrong type. */
    WRONG_TYPE,
    /** The value has the wrong length. */
    WRONG_LENGTH,
    /** The value is encoded wrongly. */
    WRONG_ENCODING,
    /** The value can never be set. */
    WRONG_VALUE,
    /** There is no such object and none can be made. */
    NO_CREATION,
    /** The value can not be set at present. */
    INCONSISTENT_VALUE,
    /** Setting needs what the agent lacks at present. */
    RESOURCE_UNAVAILABLE,
    /** Setting failed. */
    COMMIT_FAILED,
    /** Setting failed, and could not be undone altogether. */
    UNDO_FAILED,
    /** Access is denied. */
    AUTHORIZATION_ERROR,
    /** The object can not be set, however it is tried. */
    NOT_WRITABLE,
    /** The object can not be made at present. */
    INCONSISTENT_NAME,
    /** A number that no standard knows. */
    OTHER
  }

  /** What a report of SNMPv3 objects to (RFC 3414, 3.2; RFC 3412, 7.1). */
  enum SecurityFault {
    /** {@code usmStatsUnknownUserNames}: there is no such user. */
    UNKNOWN_USER("the agent knows no such user"),
    /** {@code usmStatsWrongDigests}: the authentication password or algorithm is wrong. */
    WRONG_DIGEST("the authentication password or algorithm is not the agent's"),
    /** {@code usmStatsDecryptionErrors}: the privacy password or algorithm is wrong. */
    DECRYPTION_ERROR("the privacy password or algorithm is not the agent's"),
    /** {@code usmStatsUnsupportedSecLevels}: the user may not ask in this way. */
    UNSUPPORTED_SECURITY_LEVEL("the agent does not let this user ask at this security level"),
    /** {@code usmStatsNotInTimeWindows}: the clocks do not agree, also after they were compared. */
    NOT_IN_TIME_WINDOW("the agent's clock does not agree with what it said before"),
    /** {@code usmStatsUnknownEngineIDs}: it is another engine, also after it was asked which. */
    UNKNOWN_ENGINE_ID("the agent says it is another engine each time"),
    /** {@code snmpUnknownContexts}: there is no such context. */
    UNKNOWN_CONTEXT("the agent knows no such context"),
    /** Any other report. */
    OTHER("the agent sent a report that says nothing known");

    private final String words;

    SecurityFault(String words) {
      this.words = words;
    }

    /** What it means, in words. */
    public String words() {
      return words;
    }
  }
}
