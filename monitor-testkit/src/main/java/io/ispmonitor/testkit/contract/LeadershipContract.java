package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Leadership} keeps among several instances, in virtual time: each instance has a
 * clock of its own, which goes on while the instance is stopped, and may be wrong by years. Extend
 * it, say how yours is made, and run it.
 */
public abstract class LeadershipContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration TAKEOVER = Duration.ofSeconds(30);

  /** For subclasses. */
  protected LeadershipContract() {}

  /** An instance that wants to be in charge. */
  public interface Contender {

    /** How it stands. */
    Leadership leadership();

    /** It begins to want it. */
    void start();

    /** It ends as it should. */
    void close();
  }

  /**
   * One more instance, not started.
   *
   * @param id its name
   * @param time the time it lives by
   */
  protected abstract Contender newContender(String id, TimeSource time);

  /** An instance, its clock, and what has become of it. */
  private final class Member {
    private final String id;
    private final ManualTime time;
    private final Contender contender;
    private boolean isStopped;
    private boolean isGone;
    private Duration missed = Duration.ZERO;

    Member(String id, Duration clockError) {
      this.id = id;
      this.time = ManualTime.startingAt(NOON.plus(clockError));
      this.contender = newContender(id, time);
      contender.start();
      members.add(this);
    }

    void step() {
      if (isStopped || isGone) {
        missed = missed.plus(STEP);
      } else {
        time.advance(STEP);
      }
    }

    void resume() {
      time.pause(missed);
      missed = Duration.ZERO;
      isStopped = false;
    }

    boolean isRunning() {
      return !isStopped && !isGone;
    }

    boolean leads() {
      return standing() instanceof Standing.Leading;
    }

    Standing standing() {
      return contender.leadership().standing(Leadership.ALL);
    }
  }

  private final List<Member> members = new ArrayList<>();
  private final Map<Long, String> owners = new HashMap<>();
  private long highest;

  private void pass(Duration time) {
    for (long steps = time.dividedBy(STEP); steps > 0; steps--) {
      members.forEach(Member::step);
      look();
    }
  }

  private boolean passUntilLed(Duration atMost) {
    for (long steps = atMost.dividedBy(STEP); steps > 0; steps--) {
      members.forEach(Member::step);
      look();
      if (leaders().size() == 1) {
        return true;
      }
    }
    return false;
  }

  private List<Member> leaders() {
    return members.stream().filter(Member::isRunning).filter(Member::leads).toList();
  }

  private void look() {
    List<Member> leaders = leaders();
    assertTrue(
        leaders.size() <= 1,
        () ->
            "two are in charge: "
                + leaders.stream().map(is -> is.id + " " + is.standing()).toList());
    for (Member one : leaders) {
      FencingToken token = assertInstanceOf(Standing.Leading.class, one.standing()).token();
      assertEquals(Leadership.ALL, token.scope());
      assertTrue(token.number() >= highest, () -> token + " comes after " + highest);
      highest = token.number();
      String owner = owners.putIfAbsent(token.number(), one.id);
      assertTrue(
          owner == null || owner.equals(one.id), () -> token + " was of " + owner + " before");
    }
  }

  private Member leader() {
    List<Member> leaders = leaders();
    assertEquals(1, leaders.size(), "one is in charge");
    return leaders.get(0);
  }

  @Test
  @DisplayName("one alone is in charge at once, and stays so with one token")
  void alone() {
    new Member("a", Duration.ZERO);
    assertTrue(passUntilLed(Duration.ofSeconds(5)));
    long token = highest;
    pass(Duration.ofMinutes(3));
    leader();
    assertEquals(token, highest);
  }

  @Test
  @DisplayName(
      "of three that start together one is in charge, and the others say whose lease it is")
  void three() {
    for (String id : List.of("a", "b", "c")) {
      new Member(id, Duration.ZERO);
    }
    pass(Duration.ofMinutes(1));
    Member leader = leader();
    for (Member one : members) {
      if (one != leader) {
        Standing.Following waits =
            assertInstanceOf(Standing.Following.class, one.standing(), one.id);
        assertTrue(waits.reason().contains("'" + leader.id + "'"), waits.reason());
      }
    }
  }

  @Test
  @DisplayName("when the one in charge ends as it should another one is in charge within seconds")
  void cleanEnd() {
    new Member("a", Duration.ZERO);
    pass(Duration.ofSeconds(30));
    Member b = new Member("b", Duration.ZERO);
    pass(Duration.ofSeconds(30));
    Member first = leader();
    long token = highest;
    first.contender.close();
    first.isGone = true;
    assertTrue(passUntilLed(Duration.ofSeconds(5)));
    assertEquals(b, leader());
    assertTrue(highest > token);
  }

  @Test
  @DisplayName("when the one in charge dies another one is in charge within 30 s")
  void killed() {
    new Member("a", Duration.ZERO);
    new Member("b", Duration.ofDays(400));
    pass(Duration.ofSeconds(30));
    Member first = leader();
    long token = highest;
    first.isGone = true;
    assertTrue(passUntilLed(TAKEOVER), "nobody is in charge");
    assertTrue(highest > token);
  }

  @Test
  @DisplayName("one that was stopped, and goes on as if nothing had happened, is not in charge")
  void stopped() {
    new Member("a", Duration.ZERO);
    new Member("b", Duration.ofDays(-400));
    pass(Duration.ofSeconds(30));
    Member first = leader();
    first.isStopped = true;
    assertTrue(passUntilLed(TAKEOVER), "nobody is in charge");
    Member second = leader();
    first.resume();
    look(); // before it has learnt anything
    pass(Duration.ofMinutes(2));
    assertEquals(second, leader());
    second.isStopped = true;
    pass(Duration.ofMinutes(10));
    second.resume();
    look();
    assertEquals(first, leader());
  }

  @Test
  @DisplayName("steps of wall clocks, of whatever size, change nothing")
  void clockSteps() {
    new Member("a", Duration.ZERO);
    new Member("b", Duration.ZERO);
    pass(Duration.ofSeconds(30));
    Member first = leader();
    for (Duration step : List.of(Duration.ofHours(3), Duration.ofDays(-900), Duration.ofDays(40))) {
      members.forEach(is -> is.time.stepWallClock(step));
      pass(Duration.ofSeconds(40));
      assertEquals(first, leader());
    }
    first.isGone = true;
    assertTrue(passUntilLed(TAKEOVER), "nobody is in charge");
  }

  @RepeatedTest(5)
  @DisplayName("whoever is stopped, killed, ended or started when: never two, and soon one")
  void anything(RepetitionInfo repetition) {
    Random chance = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 3; i++) {
      new Member("m" + i, Duration.ofSeconds(chance.nextInt(100_000) - 50_000));
    }
    for (int round = 0; round < 40; round++) {
      Member one = members.get(chance.nextInt(members.size()));
      switch (chance.nextInt(5)) {
        case 0 -> one.isStopped = true;
        case 1 -> {
          if (one.isStopped) {
            one.resume();
            look(); // before it has learnt anything
          }
        }
        case 2 -> replace(one, chance, false);
        case 3 -> replace(one, chance, true);
        default -> one.time.stepWallClock(Duration.ofSeconds(chance.nextInt(20_000) - 10_000));
      }
      pass(Duration.ofMillis(chance.nextInt(25_000)));
      if (members.stream().anyMatch(Member::isRunning) && leaders().isEmpty()) {
        assertTrue(passUntilLed(TAKEOVER), () -> "nobody is in charge: " + standings());
      }
    }
  }

  private List<String> standings() {
    return members.stream()
        .map(is -> is.id + (is.isStopped ? " stopped" : " " + is.standing()))
        .toList();
  }

  /** Ends one, and starts another one that has a name of its own. */
  private void replace(Member one, Random chance, boolean isClean) {
    if (isClean && !one.isStopped) {
      one.contender.close();
    }
    one.isGone = true;
    members.remove(one);
    new Member("m" + owners.size() + "-" + chance.nextInt(1_000_000), Duration.ZERO);
  }
}
