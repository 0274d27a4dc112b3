package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.profile.Profile;
import io.ispmonitor.snmp.profile.Quirk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device: who it is, what it has, and how it likes to be asked. Guarded by
 * itself.
 */
final class Subject {
  /** What fits into a packet everywhere. */
  static final int USUAL_ANSWER = 1_400;

  private static final int LEAST_ANSWER = Encoded.MESSAGE + 1;
  private static final int LATE_SILENCES = 2;
  private static final long LEARN_AT_MOST_EVERY = Duration.ofMinutes(5).toNanos();
  private static final long A_DAY = Duration.ofDays(1).toNanos();

  final String device;
  final Saying saying;
  final Resting resting = new Resting();
  SnmpTarget target;
  AgentClock clock = new AgentClock(true);
  @Nullable Identity identity;
  @Nullable Learning learning;
  @Nullable Memory memory;
  List<SnmpInterface> interfaces = List.of();

  /** Objects the device was asked for and does not have. */
  Set<Oid> absent = new HashSet<>();

  /** The next answer tells which objects the device does not have. */
  boolean isOnTrial;

  /** When it is to be learnt anew. */
  long learnAgainNanos;

  /** When it was last learnt, and when last without relying on what it did not have before. */
  private long learntNanos;

  private long fromScratchNanos;

  /**
   * At which of the messages of a part the next turn begins, since the last one did not come to it.
   */
  int firstAsk;

  /** When it was asked last. */
  long startedNanos;

  /** There are changes that make it necessary to learn it anew, but not each minute. */
  void learnSoon(long now) {
    long earliest = learntNanos + LEARN_AT_MOST_EVERY;
    learnAgainNanos = now - earliest >= 0 ? now : earliest;
  }

  /** What it did not have is looked for again once a day. */
  boolean isStale(long now) {
    return now - fromScratchNanos > A_DAY;
  }

  private int answerBytes = USUAL_ANSWER;
  private boolean takesBulk = true;
  private int lateSilences;

  /**
   * What an agent says of itself.
   *
   * @param objectId {@code sysObjectID}; null when it does not say
   * @param description {@code sysDescr}
   * @param name {@code sysName}
   */
  record Identity(@Nullable Oid objectId, String description, String name) {
    /** Whether it is the same sort of device with the same firmware. */
    boolean isLike(@Nullable Identity other) {
      return other != null
          && description.equals(other.description)
          && String.valueOf(objectId).equals(String.valueOf(other.objectId));
    }
  }

  Subject(String device, SnmpTarget target) {
    this.device = device;
    this.target = target;
    this.saying = new Saying(device);
  }

  /** It is asked elsewhere: perhaps another device stands there. */
  void moved(SnmpTarget to) {
    boolean isElsewhere = !to.address().equals(target.address()) || to.port() != target.port();
    target = to;
    resting.ends();
    saying.forget();
    if (isElsewhere) {
      identity = null;
      memory = null;
      learning = null;
      answerBytes = USUAL_ANSWER;
      takesBulk = true;
      clock = new AgentClock(true);
    }
  }

  /** How long an answer may be. */
  int answerBytes() {
    return answerBytes;
  }

  /** An answer was too long. */
  void asksLess() {
    answerBytes = Math.max(LEAST_ANSWER, Encoded.MESSAGE + (answerBytes - Encoded.MESSAGE) / 2);
    firstAsk = 0;
  }

  /** It answered a question and then, to a longer one, no more; twice in a row is too long. */
  void fellSilent() {
    lateSilences++;
    if (lateSilences >= LATE_SILENCES) {
      lateSilences = 0;
      asksLess();
    }
  }

  void answeredAll() {
    lateSilences = 0;
    firstAsk = 0;
  }

  boolean takesBulk() {
    return takesBulk;
  }

  void takesNoBulk() {
    takesBulk = false;
  }

  /** Begins to learn what it has. */
  Learning learn(Profile profile, boolean fromScratch, long now) {
    Learning begun = new Learning(profile);
    learning = begun;
    takesBulk &= !profile.quirks().contains(Quirk.NO_BULK);
    if (fromScratch) {
      fromScratchNanos = now;
      absent = new HashSet<>();
      answerBytes = USUAL_ANSWER;
      clock = new AgentClock(!profile.quirks().contains(Quirk.WRONG_UPTIME));
    }
    return begun;
  }

  /** All is learnt: from now on it is asked by this plan. */
  void learnt(Learning what, Plan plan, long now) {
    learntNanos = now;
    Memory before = memory;
    if (before == null) {
      memory = new Memory(plan);
      isOnTrial = true;
    } else if (!before.plan.equals(plan)) {
      memory = new Memory(plan).carry(before);
      isOnTrial = true;
    }
    interfaces = interfaces(what);
    Memory current = memory;
    if (current != null) {
      noteDiscontinuities(what, current);
    }
    learning = null;
  }

  private static void noteDiscontinuities(Learning what, Memory memory) {
    int row = 0;
    List<TableRows> tables = memory.plan.key().tables();
    for (int i = 0; i < tables.size(); i++) {
      Oid column = tables.get(i).table().discontinuity();
      if (column != null) {
        List<@Nullable SnmpValue> cells = what.cells(i, column);
        for (int k = 0; k < cells.size(); k++) {
          memory.discontinuities[row + k] = cells.get(k);
        }
      }
      row += tables.get(i).rows().size();
    }
  }

  private static List<SnmpInterface> interfaces(Learning what) {
    List<SnmpInterface> interfaces = new ArrayList<>();
    List<TableRows> tables = what.tables();
    for (int i = 0; i < tables.size(); i++) {
      if (RowNames.areInterfaces(tables.get(i).table())) {
        List<@Nullable SnmpValue> aliases = what.cells(i, SystemGroup.INTERFACE_ALIAS);
        for (RowOfTable row : tables.get(i).rows()) {
          long index = Integer.toUnsignedLong(row.index().part(0));
          String alias = RowNames.text(aliases.get(interfaces.size()));
          interfaces.add(new SnmpInterface(index, row.name(), alias));
        }
        break;
      }
    }
    return List.copyOf(interfaces);
  }
}
