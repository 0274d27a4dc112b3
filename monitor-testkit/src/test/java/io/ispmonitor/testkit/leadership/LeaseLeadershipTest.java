package io.ispmonitor.testkit.leadership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.leadership.lease.WhenAway;
import io.ispmonitor.testkit.leadership.FaultyLeaseStore.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseLeadershipTest extends LeaseRig {

  @Test
  @DisplayName("cut off from the leases it goes on, in doubt, and says that it may repeat itself")
  void keepsSending() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    assertFalse(a.leading().mayRepeat());
    assertEquals(HealthStatus.HEALTHY, a.leadership.health().status());
    a.line.is(Fault.CUT);
    pass(Duration.ofSeconds(5));
    assertFalse(a.leading().mayRepeat(), "the lease has not run out");
    pass(Duration.ofMinutes(10));
    assertTrue(a.leading().mayRepeat());
    assertEquals(1, a.leading().token().number());
    assertFalse(a.leadership.isSure());
    assertEquals(HealthStatus.DEGRADED, a.leadership.health().status());
    assertTrue(a.leadership.health().detail().contains("the line is cut"));
    a.line.is(Fault.NONE);
    pass(Duration.ofSeconds(3));
    assertFalse(a.leading().mayRepeat());
    assertEquals(1, a.leading().token().number(), "nobody else had it");
  }

  @Test
  @DisplayName("a host that wants silence rather than a second message gets it")
  void stopsSending() {
    One a = new One("a", is -> is.whenAway(WhenAway.STOP_SENDING));
    pass(Duration.ofSeconds(10));
    a.line.is(Fault.CUT);
    pass(Duration.ofSeconds(12));
    assertTrue(a.waits().contains("ran out"), a.waits());
    assertEquals(Optional.of(new FencingToken("all", 1)), a.leadership.term(), "its term goes on");
    a.line.is(Fault.NONE);
    pass(Duration.ofSeconds(3));
    assertEquals(1, a.leading().token().number());
  }

  @Test
  @DisplayName("one that alone is cut off is replaced, and says so once it hears of it")
  void replaced() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    assertTrue(b.waits().contains("'a', process"), b.waits());
    assertTrue(b.waits().contains("host-a"), b.waits());
    a.line.is(Fault.CUT);
    pass(Duration.ofSeconds(25));
    assertEquals(2, b.leading().token().number());
    assertTrue(b.leading().mayRepeat(), "nobody knows what a told last");
    assertTrue(a.leading().mayRepeat(), "nor does a know of b");
    assertEquals(Optional.of("a"), b.leadership.predecessor());
    a.line.is(Fault.NONE);
    pass(Duration.ofSeconds(3));
    assertTrue(a.waits().contains("'b'"), a.waits());
    assertEquals(Optional.empty(), a.leadership.term());
    pass(Duration.ofMinutes(3));
    assertFalse(b.leading().mayRepeat(), "by now all has been told");
  }

  @Test
  @DisplayName("while nobody reaches the leases nobody is replaced, however long that takes")
  void allCutOff() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    all.forEach(is -> is.line.is(Fault.CUT));
    pass(Duration.ofMinutes(30));
    assertTrue(a.leading().mayRepeat());
    b.line.is(Fault.NONE); // the standby is heard first
    pass(Duration.ofSeconds(5));
    a.line.is(Fault.NONE);
    pass(Duration.ofMinutes(1));
    assertEquals(1, a.leading().token().number());
    assertTrue(b.waits().contains("'a'"));
  }

  @Test
  @DisplayName("one that was stopped is not taken for one that cannot reach the leases")
  void stopped() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    a.isStopped = true;
    pass(Duration.ofSeconds(60));
    a.resumeAfter(Duration.ofSeconds(60));
    assertTrue(a.waits().contains("ran out"), a.waits());
    pass(Duration.ofSeconds(1));
    assertEquals(1, a.leading().token().number(), "it asked, and nobody else had it");
  }

  @Test
  @DisplayName("one that was stopped while it could not reach the leases asks before it goes on")
  void stoppedWhileCutOff() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    a.line.is(Fault.CUT);
    pass(Duration.ofMinutes(1));
    assertTrue(a.leading().mayRepeat());
    a.isStopped = true;
    a.resumeAfter(Duration.ofSeconds(60));
    assertTrue(a.waits().contains("ran out"), a.waits());
    pass(Duration.ofSeconds(3));
    assertTrue(a.leading().mayRepeat(), "it has asked, and got no answer");
  }

  @Test
  @DisplayName(
      "one whose machine was suspended, its monotonic clock with it, asks before it goes on")
  void suspended() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    a.isStopped = true;
    pass(Duration.ofSeconds(60));
    assertInstanceOf(Standing.Leading.class, b.standing());
    a.isStopped = false;
    a.time.stepWallClock(Duration.ofSeconds(60));
    assertInstanceOf(Standing.Following.class, a.standing());
    assertFalse(a.leadership.isSure());
    pass(Duration.ofSeconds(3));
    assertTrue(a.waits().contains("'b'"), a.waits());
  }

  @Test
  @DisplayName("a machine that is suspended in the middle of a call does not count what it brings")
  void suspendedInCall() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    a.line.whenDone(() -> a.time.stepWallClock(Duration.ofSeconds(60)));
    a.time.advance(Duration.ofSeconds(2));
    a.line.whenDone(() -> {});
    assertFalse(a.leadership.isSure(), "the answer is a minute old");
    pass(Duration.ofSeconds(3));
    assertEquals(1, a.leading().token().number());
    assertTrue(a.leadership.isSure());
  }

  @Test
  @DisplayName("a lease that is locked for a while is taken as soon as it is not")
  void locked() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    a.isStopped = true;
    b.line.is(Fault.NOT_TAKEN);
    pass(Duration.ofSeconds(40));
    assertInstanceOf(Standing.Following.class, b.standing());
    b.line.is(Fault.NONE);
    pass(Duration.ofSeconds(3));
    assertEquals(2, b.leading().token().number(), "it need not watch once more");
  }

  @Test
  @DisplayName("one that is closed is not in charge any more, whatever its lease says")
  void closed() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    a.line.is(Fault.CUT);
    a.leadership.close();
    assertInstanceOf(Standing.Following.class, a.standing());
    assertFalse(a.leadership.isSure());
  }

  @Test
  @DisplayName("a lease whose taking was never answered is found to be one's own")
  void unheard() {
    One a = new One("a", is -> {});
    a.line.is(Fault.UNHEARD);
    pass(Duration.ofSeconds(10));
    assertEquals(Optional.empty(), a.leadership.term());
    a.line.is(Fault.NONE);
    pass(Duration.ofSeconds(5));
    assertFalse(a.leading().mayRepeat());
  }

  @Test
  @DisplayName("one on standby waits for an active one, and hands over once that is back and well")
  void handsOver() {
    One b = standby("b");
    pass(Duration.ofSeconds(10));
    assertEquals(1, b.leading().token().number());
    One a = active("a");
    pass(Duration.ofMinutes(4));
    assertEquals(1, b.leading().token().number(), "a has not been well for five minutes yet");
    b.isIdle = false;
    pass(Duration.ofMinutes(2));
    assertEquals(2, a.leading().token().number(), "however long b takes to close");
    assertTrue(b.waits().contains("'a'"), b.waits());
    b.isIdle = true;
    pass(Duration.ofMinutes(10));
    assertEquals(2, a.leading().token().number());
    assertFalse(a.leading().mayRepeat());
  }

  @Test
  @DisplayName("what is handed over is given up once nothing works for it any more")
  void handsOverWhenIdle() {
    One b = standby("b");
    pass(Duration.ofSeconds(10));
    One a = active("a");
    while (b.standing() instanceof Standing.Leading) {
      b.isIdle = false;
      pass(STEP);
    }
    pass(Duration.ofSeconds(8));
    assertInstanceOf(Standing.Following.class, a.standing(), "b still closes its monitor");
    b.isIdle = true;
    pass(Duration.ofSeconds(6));
    assertEquals(2, a.leading().token().number());
  }

  @Test
  @DisplayName("of an active one and one on standby the active one gets what is free")
  void activeFirst() {
    One c = active("c");
    pass(Duration.ofSeconds(5));
    One b = standby("b");
    One a = active("a");
    pass(Duration.ofSeconds(20));
    c.isStopped = true;
    pass(Duration.ofSeconds(22));
    assertInstanceOf(Standing.Leading.class, a.standing());
    a.isStopped = true;
    pass(Duration.ofSeconds(28));
    assertInstanceOf(Standing.Leading.class, b.standing(), "there is no active one any more");
  }

  @ParameterizedTest
  @EnumSource(names = {"OBSERVE", "DISABLED"})
  @DisplayName("one that only observes, or does nothing, never takes a lease, and says what it is")
  void neverLeads(InstanceMode mode) {
    One a = new One("a", is -> is.mode(mode));
    pass(Duration.ofMinutes(10));
    assertFalse(a.standing() instanceof Standing.Leading);
    assertEquals(HealthStatus.DEGRADED, a.leadership.health().status());
    assertTrue(a.leadership.health().detail().contains(mode.name()));
    assertEquals(mode, a.leadership.instances().get(0).mode());
  }

  @Test
  @DisplayName("one whose loops hang loses its lease, and keeps back behind others for a while")
  void unfit() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    a.unfit = Optional.of("its loop judge hangs");
    pass(Duration.ofSeconds(25));
    assertInstanceOf(Standing.Leading.class, b.standing());
    assertTrue(a.changes >= 2, "it was told");
    a.unfit = Optional.empty();
    b.leadership.close();
    b.isStopped = true;
    One c = active("c");
    pass(Duration.ofSeconds(25));
    assertEquals(1, all.stream().filter(is -> is.standing() instanceof Standing.Leading).count());
    assertInstanceOf(Standing.Leading.class, c.standing());
  }

  @Test
  @DisplayName("one whose loops hang, and that is alone, is in charge again once they do not")
  void unfitAlone() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    a.unfit = Optional.of("its loop judge hangs");
    pass(Duration.ofSeconds(30));
    assertTrue(a.waits().contains("its loop judge hangs"), a.waits());
    a.unfit = Optional.empty();
    pass(Duration.ofSeconds(5));
    assertEquals(2, a.leading().token().number(), "a term of its own");
  }

  @Test
  @DisplayName("an id that is in use is refused with a sentence, and taken when it is free")
  void twins() {
    One first = active("a");
    pass(Duration.ofSeconds(10));
    One second = active("a");
    pass(Duration.ofMinutes(1));
    assertInstanceOf(Standing.Leading.class, first.standing());
    assertTrue(second.waits().contains("instance id 'a' is in use by process"), second.waits());
    assertTrue(second.waits().contains("give this one another id"), second.waits());
    first.leadership.close();
    first.isStopped = true;
    pass(Duration.ofSeconds(5));
    assertEquals(2, second.leading().token().number());
  }

  @Test
  @DisplayName("a run that crashed is followed by another one, soon where its place is known")
  void crashed() {
    One first = new One("a", is -> is.place(directory));
    pass(Duration.ofSeconds(10));
    first.die();
    One second = new One("a", is -> is.place(directory));
    pass(Duration.ofSeconds(8));
    assertEquals(2, second.leading().token().number());
    assertFalse(second.leading().mayRepeat(), "it has what the other one stored");
    second.isStopped = true;
    One third = active("a");
    pass(Duration.ofSeconds(8));
    assertTrue(third.waits().contains("has to be seen for 12 s"), third.waits());
    pass(Duration.ofSeconds(10));
    assertEquals(3, third.leading().token().number());
    second.resumeAfter(Duration.ofSeconds(30));
    pass(Duration.ofSeconds(10));
    assertTrue(second.waits().contains("in use by"), second.waits());
    assertInstanceOf(Standing.Leading.class, third.standing());
  }

  @Test
  @DisplayName("a program that is started twice by mistake is refused, and the first one works on")
  void startedTwice() {
    One first = new One("a", is -> is.place(directory));
    pass(Duration.ofSeconds(10));
    LeaseLeadership second =
        LeaseLeadership.builder("a", store).time(clock).place(directory).build();
    IllegalStateException refused = assertThrows(IllegalStateException.class, second::start);
    assertTrue(String.valueOf(refused.getMessage()).contains("in use by another instance"));
    second.close();
    pass(Duration.ofSeconds(30));
    assertEquals(1, first.leading().token().number());
    first.leadership.close();
    first.isStopped = true;
    One third = new One("a", is -> is.place(directory));
    pass(Duration.ofSeconds(3));
    assertEquals(2, third.leading().token().number());
  }

  @Test
  @DisplayName("all instances can be listed: id, mode, host, version, when they were last seen")
  void instances() {
    One a = new One("a", is -> is.version("3.1"));
    standby("b");
    pass(Duration.ofSeconds(10));
    List<InstanceStatus> instances = a.leadership.instances();
    assertEquals(List.of("a", "b"), instances.stream().map(InstanceStatus::id).toList());
    assertEquals("3.1", instances.get(0).version());
    assertEquals("host-b", instances.get(1).host());
    assertEquals(InstanceMode.STANDBY, instances.get(1).mode());
    assertTrue(instances.get(1).seenAt().isAfter(NOON));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("whatever is cut, unheard, stopped or stepped: never two that are sure")
  void anything(int seed) {
    Random chance = new Random(seed);
    for (String id : List.of("a", "b", "c")) {
      new One(
          id,
          is ->
              is.mode(id.equals("c") ? InstanceMode.STANDBY : InstanceMode.ACTIVE)
                  .whenAway(WhenAway.STOP_SENDING)
                  .times(new LeaseTimes(Duration.ofSeconds(12), Duration.ofSeconds(20))));
    }
    long[] missed = new long[all.size()];
    for (int round = 0; round < 4_000; round++) {
      int n = chance.nextInt(all.size());
      One one = all.get(n);
      switch (chance.nextInt(40)) {
        case 0, 1 -> one.line.is(Fault.CUT);
        case 2 -> one.line.is(Fault.UNHEARD);
        case 3, 4, 5 -> one.line.is(Fault.NONE);
        case 6 -> one.isStopped = true;
        case 7, 8 -> {
          one.resumeAfter(STEP.multipliedBy(missed[n]));
          missed[n] = 0;
        }
        case 9 -> one.unfit = one.unfit.isPresent() ? Optional.empty() : Optional.of("it hangs");
        default -> {}
      }
      assertOneAtMost(); // also just after one that was stopped goes on
      pass(STEP);
      for (int i = 0; i < all.size(); i++) {
        missed[i] += all.get(i).isStopped ? 1 : 0;
      }
      assertOneAtMost();
    }
    all.forEach(is -> is.line.is(Fault.NONE));
    all.forEach(is -> is.unfit = Optional.empty());
    for (int i = 0; i < missed.length; i++) {
      all.get(i).resumeAfter(STEP.multipliedBy(missed[i]));
    }
    pass(Duration.ofSeconds(60));
    assertEquals(1, all.stream().filter(is -> is.standing() instanceof Standing.Leading).count());
  }

  private void assertOneAtMost() {
    List<Standing> leading =
        all.stream()
            .filter(is -> !is.isStopped)
            .map(One::standing)
            .filter(Standing.Leading.class::isInstance)
            .toList();
    assertTrue(leading.size() <= 1, leading::toString);
  }

  @Test
  @DisplayName("what cannot be right is refused with a sentence")
  void refused() {
    for (String id : List.of("", "  ", "a\nb", "x".repeat(101))) {
      assertThrows(
          IllegalArgumentException.class, () -> LeaseLeadership.builder(id, store), "id " + id);
    }
    assertThrows(
        IllegalArgumentException.class, () -> new LeaseTimes(Duration.ofSeconds(2), Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LeaseTimes(Duration.ofSeconds(12), Duration.ofDays(2)));
    One a = active("a");
    assertTrue(
        assertInstanceOf(Standing.Following.class, a.leadership.standing("north"))
            .reason()
            .contains("'north'"));
    a.leadership.close();
    a.leadership.close();
    assertThrows(IllegalStateException.class, a.leadership::start);
  }
}
