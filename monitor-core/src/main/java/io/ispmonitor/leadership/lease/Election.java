package io.ispmonitor.leadership.lease;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.lease.Reach.Mark;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes, keeps and gives up a lease, one look at a time. The turns are made by one thread; what it
 * comes to may be asked for by any.
 */
final class Election {
  private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);

  /** What the one before told last is found again and told by then. */
  private static final long DOUBT = Duration.ofMinutes(2).toNanos();

  private final LeaseSettings how;
  private final LeaseTimes times;
  private final TimeSource time;
  private final InstanceStatus me;
  private final Candidate candidate;
  private final Reach reach;
  private final Others others;
  private final Stillness lease;
  private volatile @Nullable Term term;
  private volatile String reason = "it has not been asked yet whose lease it is";
  private volatile List<InstanceStatus> instances = List.of();

  /** The term that has ended by our own will, and is not given up yet. */
  private volatile @Nullable Leaving leaving;

  /** The run of this instance before this one, which is known to have ended. */
  private @Nullable String replaces;

  private @Nullable String predecessor;

  /** Whether the present turn has seen how all stands. */
  private boolean hasLooked;

  /** The lease as it was when it was last to be taken. */
  private @Nullable Lease attempted;

  private @Nullable Long wellSince;
  private @Nullable Long restsUntil;

  private record Leaving(long token, @Nullable String heir, boolean isKept, long sinceNanos) {}

  Election(LeaseSettings how, Candidate candidate, Reach reach) {
    this.how = how;
    this.reach = reach;
    this.times = how.times();
    this.time = how.time();
    this.me = how.me();
    this.candidate = candidate;
    this.others = new Others(me.id(), times);
    this.lease = new Stillness(times.pauseNanos());
  }

  /** The term that goes on; null when none does. */
  @Nullable Term term() {
    return term;
  }

  /**
   * The token of a term that has ended by our own will and is not given up yet: what is stored
   * under it until the monitor is closed stays stored.
   */
  @Nullable FencingToken leaving() {
    Leaving going = leaving;
    return going == null ? null : new FencingToken(how.scope(), going.token());
  }

  /** Why no term goes on. */
  String reason() {
    return reason;
  }

  /** All instances, as they were last seen. */
  List<InstanceStatus> instances() {
    return instances;
  }

  /**
   * Looks once, and does what follows from it. Throws what the place of leases throws.
   *
   * @param unfit why the candidate cannot be in charge
   */
  void turn(Optional<String> unfit) {
    hasLooked = false;
    Mark began = reach.mark();
    note(unfit, began.nanos());
    long token = keeps(unfit);
    RollCall roll = how.store().call(how.scope(), myself(began.nanos()), token, replaces);
    long now = time.nanoTime();
    hasLooked = true;
    instances = roll.instances();
    others.look(roll.instances(), now);
    long still = lease.look(roll.lease().version(), now);
    if (!roll.isRegistered()) {
      twin(roll);
      return;
    }
    if (replaces != null) {
      predecessor = replaces;
      replaces = null;
    }
    Term held = term;
    if (held != null) {
      hold(held, roll.lease(), token > 0 ? began : null, unfit, now);
    } else if (leaving != null) {
      leave(roll.lease(), now);
    } else if (roll.lease().isHeldBy(me.incarnation())) {
      adopt(roll.lease(), unfit);
    } else if (mayTake(roll.lease(), still, unfit, now)) {
      take(roll.lease());
    } else {
      waits(roll.lease(), unfit, now);
    }
  }

  /** A turn has failed. */
  void interrupted() {
    if (hasLooked) {
      return; // it is known how all stands, though nothing came of it
    }
    others.interrupt();
    lease.interrupt();
    wellSince = null;
  }

  private void note(Optional<String> unfit, long now) {
    if (unfit.isPresent()) {
      wellSince = null;
    } else if (wellSince == null) {
      wellSince = now;
    }
  }

  private InstanceStatus myself(long now) {
    Long since = wellSince;
    return me.ready(since != null && now - since >= times.dwell().toNanos());
  }

  /** The token with which the lease is to be kept; 0 when it is not. */
  private long keeps(Optional<String> unfit) {
    Leaving going = leaving;
    if (going != null) {
      return going.isKept() ? going.token() : 0;
    }
    Term held = term;
    return held == null || unfit.isPresent() ? 0 : held.token().number();
  }

  private void hold(Term held, Lease is, @Nullable Mark keptAt, Optional<String> unfit, long now) {
    if (!is.isHeldBy(me.incarnation()) || is.token() != held.token().number()) {
      end("the lease of '%s' %s".formatted(how.scope(), owner(is)));
      return;
    }
    if (keptAt != null) {
      extend(held, keptAt);
    }
    if (unfit.isPresent()) {
      if (!held.isSure(now, reach.sleeps())) {
        restsUntil = now + times.dwell().toNanos();
        leaving = new Leaving(is.token(), null, false, now);
        end("it is not fit to be in charge: " + unfit.get());
      }
      return;
    }
    Optional<InstanceStatus> better = better();
    if (better.isPresent()) {
      leaving = new Leaving(is.token(), better.get().id(), true, now);
      end("it hands over to '%s', which is back".formatted(better.get().id()));
    }
  }

  /** One that is to have the lease rather than this one, is well and lives. */
  private Optional<InstanceStatus> better() {
    return me.mode() != InstanceMode.STANDBY
        ? Optional.empty()
        : instances.stream()
            .filter(one -> one.mode() == InstanceMode.ACTIVE && one.isReady())
            .filter(others::isAlive)
            .findFirst();
  }

  /** Gives up what has ended once nothing works for it any more, or it takes too long. */
  private void leave(Lease is, long now) {
    Leaving going = Objects.requireNonNull(leaving);
    if (!candidate.isIdle() && now - going.sinceNanos() < times.leaseNanos()) {
      return;
    }
    if (is.isHeldBy(me.incarnation()) && is.token() == going.token()) {
      how.store().release(how.scope(), going.token(), me, going.heir());
    }
    leaving = null;
  }

  /** It was taken, and the answer was lost. */
  private void adopt(Lease is, Optional<String> unfit) {
    Mark began = reach.mark();
    if (unfit.isPresent() || !candidate.isIdle()) {
      how.store().release(how.scope(), is.token(), me, null);
      return;
    }
    RollCall kept = how.store().call(how.scope(), myself(began.nanos()), is.token(), null);
    if (kept.isRegistered() && kept.lease().isHeldBy(me.incarnation())) {
      Lease before = attempted;
      begin(kept.lease(), before == null ? kept.lease() : before, began);
    }
  }

  private boolean mayTake(Lease is, long still, Optional<String> unfit, long now) {
    if (!me.mode().competes() || unfit.isPresent() || !candidate.isIdle()) {
      return false;
    }
    long enough = Math.max(times.leaseNanos(), leaseOf(is.holder()));
    boolean isFree = still >= enough + 2 * times.beatNanos();
    if (rests(now) && !isFree) {
      return false; // nobody took it who could have: they may all rest
    }
    String holder = is.holder();
    if (holder != null && holder.equals(predecessor)) {
      return true;
    }
    boolean isBehind =
        me.mode() == InstanceMode.STANDBY
            && others.anyAlive(one -> one.mode() == InstanceMode.ACTIVE);
    if (still >= enough) {
      return !isBehind || isFree;
    }
    if (holder != null) {
      return false;
    }
    return is.heir() == null ? !isBehind : me.id().equals(is.heir());
  }

  /** For how long its holder takes it to last, who may have been told something else than we. */
  private long leaseOf(@Nullable String holder) {
    return instances.stream()
        .filter(one -> one.incarnation().equals(holder))
        .mapToLong(one -> one.lease().toNanos())
        .findFirst()
        .orElse(0);
  }

  /** One that was not fit lets others have it for a while, if there are any. */
  private boolean rests(long now) {
    Long until = restsUntil;
    return until != null && now - until < 0 && others.anyAlive(one -> one.mode().competes());
  }

  private void take(Lease seen) {
    Mark began = reach.mark();
    attempted = seen;
    Lease is = how.store().take(seen, me);
    if (is.isHeldBy(me.incarnation())) {
      begin(is, seen, began);
    } else {
      reason = "the lease of '%s' %s".formatted(how.scope(), owner(is));
    }
  }

  private void begin(Lease is, Lease before, Mark asked) {
    restsUntil = null;
    String holder = before.holder();
    boolean hasVanished =
        holder != null && !holder.equals(predecessor) && !holder.equals(me.incarnation());
    long clear = hasVanished ? asked.nanos() + DOUBT : asked.nanos();
    FencingToken token = new FencingToken(how.scope(), is.token());
    Term begun = new Term(token, before.holderId(), clear);
    extend(begun, asked);
    attempted = null;
    term = begun;
    log.info("LEADER '{}' is in charge of '{}', token {}", me.id(), how.scope(), is.token());
    candidate.changed();
  }

  /** The lease was kept, or taken, by a call that was begun at a moment. */
  private void extend(Term held, Mark asked) {
    held.extend(asked.nanos() + times.sureNanos(), asked.sleeps());
  }

  private void end(String why) {
    term = null;
    reason = why;
    log.warn(
        "LEADER_NO_MORE '{}' is not in charge of '{}' any more: {}", me.id(), how.scope(), why);
    candidate.changed();
  }

  private void waits(Lease is, Optional<String> unfit, long now) {
    String whose = "the lease of '%s' %s".formatted(how.scope(), owner(is));
    if (!me.mode().competes()) {
      say("its mode is " + me.mode());
    } else if (unfit.isPresent()) {
      say("it is not fit to be in charge: " + unfit.get());
    } else if (!candidate.isIdle()) {
      say(whose + "; what this one did in its last term has not ended yet");
    } else {
      say(rests(now) ? whose + "; others go first since this one was not fit" : whose);
    }
  }

  private void say(String why) {
    if (!why.equals(reason)) {
      log.info("LEADER_WAITS '{}' is not in charge of '{}': {}", me.id(), how.scope(), why);
    }
    reason = why;
  }

  private String owner(Lease is) {
    String holder = is.holder();
    if (holder == null) {
      return is.heir() == null ? "is free" : "is kept for '%s'".formatted(is.heir());
    }
    String where =
        instances.stream()
            .filter(one -> one.incarnation().equals(holder))
            .findFirst()
            .map(one -> ", " + one.whereabouts())
            .orElse("");
    return "is held by '%s'%s, token %d".formatted(is.holderId(), where, is.token());
  }

  /** Another run has our id. */
  private void twin(RollCall roll) {
    wellSince = null;
    InstanceStatus other = roll.instance(me.id()).orElseThrow();
    if (term != null) {
      end("its id is in use by %s".formatted(other.whereabouts()));
    }
    long enough =
        isRunBefore(other)
            ? times.pauseNanos()
            : Math.max(times.leaseNanos(), other.lease().toNanos());
    if (others.stillNanos(other) >= enough) {
      replaces = other.incarnation();
      return;
    }
    say(
        others.isAlive(other)
            ? "instance id '%s' is in use by %s, which has run since %s: give this one another id, or end that one"
                .formatted(me.id(), other.whereabouts(), other.startedAt())
            : "instance id '%s' was last used by %s, and it has to be seen for %d s whether that has ended"
                .formatted(
                    me.id(),
                    other.whereabouts(),
                    Duration.ofNanos(times.leaseNanos()).toSeconds()));
  }

  /**
   * Whether another has our place, and so is gone. A copy of the directory, made with the machine
   * or by hand, has the same place: so it is looked at for a moment all the same.
   */
  private boolean isRunBefore(InstanceStatus other) {
    return me.place() != null && me.place().equals(other.place()) && me.host().equals(other.host());
  }

  /** Ends whatever goes on, for good, and says so; may wait for the place of leases. */
  void close() {
    Term held = term;
    Leaving going = leaving;
    term = null;
    reason = "it is closed";
    long token = held != null ? held.token().number() : going == null ? 0 : going.token();
    if (token > 0) {
      how.store().release(how.scope(), token, me, null);
    }
    how.store().leave(me);
  }

  /** Whether another turn is to be made at once. */
  boolean isUrgent() {
    return replaces != null;
  }
}
