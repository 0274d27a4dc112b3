package io.ispmonitor.testkit.leadership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.LeaseTimes;
import io.ispmonitor.testkit.leadership.FaultyLeaseStore.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaseRunsTest extends LeaseRig {

  @Test
  @DisplayName("a copy of a directory is another place, and the next run in the same one is not")
  void copied() throws IOException {
    Path first = directory.resolve("first");
    One a = new One("a", is -> is.place(first));
    pass(Duration.ofSeconds(5));
    String place = place(a);
    a.leadership.close();
    a.isStopped = true;
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.copy(first.resolve("instance.place"), second.resolve("instance.place"));
    One again = new One("a", is -> is.place(first));
    One copy = new One("b", is -> is.place(second));
    pass(Duration.ofSeconds(5));
    assertEquals(place, place(again));
    assertNotEquals(place, place(copy));
  }

  @Test
  @DisplayName("the id of a place that was written in part is made anew")
  void damagedPlace() throws IOException {
    Files.writeString(directory.resolve("instance.place"), "");
    One a = new One("a", is -> is.place(directory));
    pass(Duration.ofSeconds(5));
    assertEquals(36, String.valueOf(place(a)).length());
  }

  private String place(One one) {
    return String.valueOf(
        one.leadership.instances().stream()
            .filter(is -> is.id().equals(one.id))
            .findFirst()
            .orElseThrow()
            .place());
  }

  @Test
  @DisplayName("a run that has our place and lives, as a copied machine's does, is not replaced")
  void alive() {
    One first = new One("a", is -> is.place(directory));
    pass(Duration.ofSeconds(10));
    InstanceStatus known = first.leadership.instances().get(0);
    first.die();
    InstanceStatus copy = run(known, "of-the-copied-machine");
    assertTrue(store.call("all", copy, 0, known.incarnation()).isRegistered());
    One second = new One("a", is -> is.place(directory));
    for (int i = 0; i < 60; i++) {
      pass(Duration.ofSeconds(2));
      assertTrue(store.call("all", copy, 0, null).isRegistered(), "it keeps its id");
    }
    assertTrue(second.waits().contains("is in use by"), second.waits());
    pass(Duration.ofSeconds(10));
    assertEquals(2, second.leading().token().number(), "once that one is silent");
  }

  private static InstanceStatus run(InstanceStatus of, String incarnation) {
    return new InstanceStatus(
        of.id(),
        incarnation,
        of.place(),
        of.mode(),
        of.host(),
        of.process(),
        of.version(),
        of.lease(),
        of.startedAt(),
        of.seenAt(),
        0,
        false,
        false);
  }

  @Test
  @DisplayName("two that were not fit for one cause do not wait for each other once it is over")
  void bothRest() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    a.unfit = Optional.of("no room on disk");
    pass(Duration.ofSeconds(14));
    b.leading();
    b.unfit = Optional.of("no room on disk");
    pass(Duration.ofSeconds(14));
    b.waits();
    a.unfit = Optional.empty();
    b.unfit = Optional.empty();
    pass(Duration.ofSeconds(5));
    assertTrue(a.waits().contains("others go first since this one was not fit"), a.waits());
    pass(Duration.ofSeconds(20));
    assertEquals(3, Math.max(token(a), token(b)), () -> a.standing() + " " + b.standing());
  }

  private static long token(One one) {
    return one.standing() instanceof Standing.Leading leading ? leading.token().number() : 0;
  }

  @Test
  @DisplayName("a candidate that throws is not fit, and is no failure of the place of leases")
  void throwingCandidate() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    a.failure = new IllegalStateException("the monitor is in a bad way");
    pass(Duration.ofSeconds(30));
    assertTrue(a.waits().contains("it cannot say whether it is fit"), a.waits());
    assertEquals(2, b.leading().token().number());
  }

  @Test
  @DisplayName("while it hands over, what its monitor still stores stays stored")
  void handsOverWithToken() {
    One b = standby("b");
    pass(Duration.ofSeconds(10));
    active("a");
    b.isIdle = false;
    while (b.standing() instanceof Standing.Leading) {
      pass(STEP);
    }
    Standing.Following closing = assertInstanceOf(Standing.Following.class, b.standing());
    assertEquals(new FencingToken(Leadership.ALL, 1), closing.token());
    b.isIdle = true;
    pass(Duration.ofSeconds(5));
    assertEquals(
        null, assertInstanceOf(Standing.Following.class, b.standing()).token(), "it is given up");
  }

  @Test
  @DisplayName("one that was told of shorter leases waits as long as whoever holds it was told")
  void longerLease() {
    One a = new One("a", is -> is.times(new LeaseTimes(Duration.ofSeconds(60), Duration.ZERO)));
    pass(Duration.ofSeconds(10));
    One b = new One("b", is -> is.times(new LeaseTimes(Duration.ofSeconds(6), Duration.ZERO)));
    pass(Duration.ofSeconds(10));
    a.isStopped = true;
    pass(Duration.ofSeconds(58));
    assertTrue(b.waits().contains("is held by 'a'"), b.waits());
    pass(Duration.ofSeconds(10));
    assertEquals(2, b.leading().token().number());
  }

  @Test
  @DisplayName("a stop in the middle of a call that fails is not forgotten")
  void stoppedInFailingCall() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    a.line.whenDone(() -> a.time.stepWallClock(Duration.ofSeconds(60)));
    a.line.is(Fault.UNHEARD);
    a.time.advance(Duration.ofSeconds(2));
    a.line.whenDone(() -> {});
    assertFalse(a.leadership.isSure(), "a minute has passed that nobody has seen");
    a.line.is(Fault.NONE);
    pass(Duration.ofSeconds(3));
    assertTrue(a.leadership.isSure());
  }

  @Test
  @DisplayName(
      "after a lost answer it is known whom the lease was taken from, and that it vanished")
  void unheardTake() {
    One a = active("a");
    pass(Duration.ofSeconds(10));
    One b = active("b");
    pass(Duration.ofSeconds(10));
    a.die();
    b.line.is(Fault.NOT_TAKEN);
    pass(Duration.ofSeconds(20));
    b.line.is(Fault.NOT_HEARD_TAKEN);
    pass(Duration.ofSeconds(4));
    b.line.is(Fault.NONE);
    pass(Duration.ofSeconds(4));
    assertTrue(b.leading().mayRepeat(), "nobody knows what a told last");
    assertEquals(Optional.of("a"), b.leadership.predecessor());
  }

  @Test
  @DisplayName("what a host says of itself is shown without what no one can read")
  void unreadable() {
    One a = new One("a", is -> is.version("1.0\n\0INFO all is well").mode(InstanceMode.STANDBY));
    pass(Duration.ofSeconds(10));
    assertEquals("1.0??INFO all is well", a.leadership.instances().get(0).version());
  }
}
