package io.ispmonitor.snmp.collector;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.OidList;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.snmp.profile.Item;
import io.ispmonitor.snmp.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A turn of one device: who is it, if that is not known for sure; what does it have, if that was
 * not learnt; and then its values.
 */
final class Turn {
  private static final int REPETITIONS = 25;

  private final Conversation with;
  private final Subject subject;
  private @Nullable ProbeOutcome toEndWith;
  private boolean wasLearntAgain;
  private boolean hasHeard;

  private Turn(Conversation with) {
    this.with = with;
    this.subject = with.subject;
  }

  /** Begins a turn; the subject is held. */
  static Question begin(
      Ground ground, Subject subject, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    Conversation with = new Conversation(ground, subject, deadline, outcome);
    Turn turn = new Turn(with);
    if (subject.memory == null || subject.resting.isSilent()) {
      turn.greet(SystemGroup.ALL);
    } else {
      turn.collect();
    }
    return with;
  }

  Conversation conversation() {
    return with;
  }

  private void greet(OidList oids) {
    if (!with.get(oids, reply -> greeted(oids, reply))) {
      with.end(new ProbeOutcome.Broken("there was no time to ask; give the schedule more", null));
    }
  }

  private void greeted(OidList oids, SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      identified(values.bindings());
    } else if (reply instanceof SnmpReply.Partial partial) {
      identified(partial.bindings());
    } else if (reply instanceof SnmpReply.Failed failed
        && failed.status() == ErrorStatus.NO_SUCH_NAME
        && oids.size() > 1) {
      greet(without(oids, failed.oid()));
    } else {
      with.endBy(reply);
    }
  }

  /** Version 1 answers nothing when it lacks one thing. */
  private static OidList without(OidList oids, @Nullable Oid blamed) {
    List<Oid> left = new ArrayList<>();
    for (int i = 0; i < oids.size(); i++) {
      left.add(oids.get(i));
    }
    if (blamed == null || !left.remove(blamed)) {
      left.remove(left.size() - 1);
    }
    return OidList.of(left);
  }

  private void identified(List<VarBind> bindings) {
    hasHeard = true;
    subject.resting.ends();
    Oid objectId = null;
    String description = "";
    String name = "";
    long ticks = -1;
    boolean saysSomething = false;
    for (VarBind binding : bindings) {
      SnmpValue value = binding.value();
      saysSomething |= value.isPresent();
      if (value instanceof SnmpValue.ObjectId id) {
        objectId = id.oid();
      } else if (value instanceof SnmpValue.TimeTicks time) {
        ticks = time.hundredths();
      } else if (binding.oid().equals(SystemGroup.DESCRIPTION)) {
        description = RowNames.text(value);
      } else if (binding.oid().equals(SystemGroup.NAME)) {
        name = RowNames.text(value);
      }
    }
    if (!saysSomething) {
      String why =
          "the agent shows nothing to these credentials, not even the system group"
              + " (1.3.6.1.2.1.1); widen their view at the device";
      subject.saying.trouble("SNMP_VIEW_EMPTY", why);
      with.end(new ProbeOutcome.Refused(why, subject.target.address()));
      return;
    }
    boolean hasRestarted = hasRestarted(ticks);
    known(new Subject.Identity(objectId, description, name), hasRestarted);
  }

  private void known(Subject.Identity identity, boolean hasRestarted) {
    boolean isOther = !identity.isLike(subject.identity);
    subject.identity = identity;
    Learning learning = subject.learning;
    if (learning != null && !isOther && !hasRestarted) {
      learn(learning);
    } else if (subject.memory == null || isOther || hasRestarted) {
      learnFrom(identity, isOther || hasRestarted);
    } else {
      collect();
    }
  }

  private void learnFrom(Subject.Identity identity, boolean fromScratch) {
    Profile profile = with.ground.profiles().apply(identity.objectId(), identity.description());
    learn(subject.learn(profile, fromScratch, with.now()));
  }

  /**
   * What a device has may have changed, so that what was asked for is something else now: it is
   * learnt anew, and then asked again.
   */
  void learnAgain() {
    Subject.Identity identity = subject.identity;
    if (identity == null || wasLearntAgain) {
      subject.memory = null; // next time from the beginning
      end(new ProbeOutcome.Partial(Readings.NONE, "it changes while it is asked"));
    } else {
      wasLearntAgain = true;
      learnFrom(identity, false);
    }
  }

  /** What {@code sysUpTime} says; whether the agent began anew since it was asked last. */
  boolean hasRestarted(long ticks) {
    if (ticks < 0) {
      return false;
    }
    AgentClock.Passage passage = subject.clock.read(ticks, with.now());
    Memory memory = subject.memory;
    if (passage == AgentClock.Passage.DISBELIEVED) {
      subject.saying.note(
          "SNMP_UPTIME_WRONG",
          "sysUpTime does not go like time, so rates are reckoned by our clock from now on");
    }
    if (memory != null && passage == AgentClock.Passage.RESTARTED) {
      memory.restart();
      observe("reboot", "", "up for %d s".formatted(ticks / 100));
    } else if (memory != null
        && (passage == AgentClock.Passage.DOUBTFUL || passage == AgentClock.Passage.DISBELIEVED)) {
      memory.forgetCounters();
    }
    return passage == AgentClock.Passage.RESTARTED;
  }

  /** A state changed. */
  void changed(Slot slot, String words) {
    Item item = slot.item();
    Memory memory = subject.memory;
    if (item != null && memory != null) {
      String name = memory.plan.nameOf(slot);
      observe(item.metric().name(), name, name.isEmpty() ? words : name + ": " + words);
    }
  }

  private void observe(String event, String instance, String words) {
    with.ground
        .observations()
        .accept(
            Observation.event(
                subject.device, "snmp", with.ground.time().instant(), event, instance, words));
  }

  /** Whether the agent has answered in this turn already. */
  boolean hasHeard() {
    return hasHeard;
  }

  /** Nothing came of the first question of a device that is known. */
  void unanswered(SnmpReply reply) {
    with.endBy(reply);
  }

  /** Ends the turn; what is to be learnt anew in good time is learnt in what is left of it. */
  void end(ProbeOutcome outcome) {
    Subject.Identity identity = subject.identity;
    boolean isDue = with.now() - subject.learnAgainNanos >= 0;
    if (isDue && identity != null && subject.memory != null && toEndWith == null) {
      toEndWith = outcome;
      Learning learning = subject.learning;
      if (learning != null) {
        learn(learning);
      } else {
        learnFrom(identity, subject.isStale(with.now()));
      }
    } else {
      with.end(outcome);
    }
  }

  private void learn(Learning learning) {
    if (learning.isDone()) {
      learnt(learning);
      return;
    }
    int repetitions = subject.takesBulk() ? REPETITIONS : 1;
    boolean hasTime =
        with.walk(
            learning.root(),
            learning.after(),
            Learning.MOST_ROWS,
            repetitions,
            reply -> walked(learning, reply));
    if (!hasTime) {
      ProbeOutcome collected = toEndWith;
      with.end(
          collected != null
              ? collected
              : new ProbeOutcome.Partial(
                  Readings.NONE,
                  "its tables are still being learnt, %d rows so far".formatted(learning.rows())));
    }
  }

  private void walked(Learning learning, SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      learning.take(values.bindings());
      learning.columnEnds();
    } else if (reply instanceof SnmpReply.Partial partial) {
      learning.take(partial.bindings());
      cut(learning, partial);
    } else if (reply instanceof SnmpReply.Broken) {
      with.endBy(reply);
      return;
    } else if (subject.takesBulk()) {
      subject.takesNoBulk(); // it answered before, so perhaps it is that
    } else {
      learning.columnFails();
    }
    learn(learning);
  }

  /** What broke off or ran out of time goes on; what cannot be had is done without. */
  private void cut(Learning learning, SnmpReply.Partial partial) {
    switch (partial.cut()) {
      case OUT_OF_TIME -> {}
      case BROKE_OFF -> learning.columnFails();
      case LEFT_OUT, WENT_BACK, TOO_MANY -> {
        subject.saying.oddity("SNMP_TABLE_CUT", learning.root() + ": " + partial.reason());
        learning.columnEnds();
      }
    }
  }

  private void learnt(Learning learning) {
    boolean isVersion1 = subject.target.credentials() instanceof SnmpCredentials.V1;
    Plan.Key key = new Plan.Key(learning.profile(), learning.tables(), subject.absent, isVersion1);
    subject.learnt(learning, with.ground.plans().plan(key), with.now());
    subject.learnAgainNanos = with.now() + with.ground.learnAgain().toNanos();
    ProbeOutcome collected = toEndWith;
    if (collected != null) {
      with.end(collected);
    } else {
      collect();
    }
  }

  private void collect() {
    Memory memory = subject.memory;
    if (memory == null) {
      throw new IllegalStateException("nothing was learnt of " + subject.device);
    }
    new Collection(this, memory).begin();
  }
}
