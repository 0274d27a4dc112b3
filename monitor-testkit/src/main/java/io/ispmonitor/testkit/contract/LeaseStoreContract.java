package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.lease.InstanceMode;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.leadership.lease.Lease;
import io.ispmonitor.leadership.lease.LeaseStore;
import io.ispmonitor.leadership.lease.RollCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link LeaseStore} keeps. Extend it, say how yours is made, and run it. */
public abstract class LeaseStoreContract {
  private static final String ALL = "all";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** For subclasses. */
  protected LeaseStoreContract() {}

  /** An empty place of leases; called once for each test. */
  protected abstract LeaseStore newStore();

  /** An instance as it tells of itself. */
  protected static InstanceStatus instance(String id) {
    return instance(id, UUID.randomUUID().toString(), null);
  }

  private static InstanceStatus instance(String id, String incarnation, @Nullable String place) {
    return new InstanceStatus(
        id,
        incarnation,
        place,
        InstanceMode.ACTIVE,
        "host-1",
        17,
        "1.0",
        Duration.ofSeconds(12),
        NOON,
        Instant.EPOCH,
        0,
        false,
        false);
  }

  @Test
  @DisplayName("a lease that nobody ever took is free, with token 0")
  void unheld() {
    try (LeaseStore store = newStore()) {
      InstanceStatus a = instance("a");
      RollCall roll = store.call(ALL, a, 0, null);
      assertEquals(Lease.unheld(ALL), roll.lease());
      assertTrue(roll.isRegistered());
    }
  }

  @Test
  @DisplayName("who takes a lease has it with the next token, and keeps it with that alone")
  void taken() {
    try (LeaseStore store = newStore()) {
      InstanceStatus a = instance("a");
      Lease free = store.call(ALL, a, 0, null).lease();
      Lease taken = store.take(free, a);
      assertEquals(1, taken.token());
      assertTrue(taken.isHeldBy(a.incarnation()));
      assertEquals("a", taken.holderId());
      Lease kept = store.call(ALL, a, 1, null).lease();
      assertEquals(1, kept.token());
      assertTrue(kept.version() > taken.version(), "keeping shows");
      Lease looked = store.call(ALL, a, 0, null).lease();
      assertEquals(kept, looked, "looking changes nothing");
      assertEquals(kept, store.call(ALL, a, 7, null).lease(), "nor does another token");
    }
  }

  @Test
  @DisplayName("terms that follow one another in one place are one run, which another's ends")
  void runsOfTerms() {
    try (LeaseStore store = newStore()) {
      InstanceStatus first = instance("a", "a-1", "shed");
      InstanceStatus again = instance("a", "a-2", "shed");
      InstanceStatus other = instance("b", "b-1", "attic");
      Lease one = store.take(store.call(ALL, first, 0, null).lease(), first);
      assertEquals(1, one.sinceToken());
      Lease two = store.take(one, again);
      assertEquals(2, two.token());
      assertEquals(1, two.sinceToken(), "nobody else has been in charge");
      assertEquals("shed", two.origin());
      Lease free = store.release(ALL, 2, again, null);
      assertEquals(1, free.sinceToken());
      Lease three = store.take(free, first);
      assertEquals(1, three.sinceToken());
      Lease four = store.take(three, other);
      assertEquals(4, four.sinceToken());
      assertEquals(four, store.call(ALL, other, 0, null).lease());
      assertEquals(5, store.take(four, first).sinceToken());
    }
  }

  @Test
  @DisplayName("a lease that has changed since it was seen is not taken")
  void changedMeanwhile() {
    try (LeaseStore store = newStore()) {
      InstanceStatus a = instance("a");
      InstanceStatus b = instance("b");
      Lease free = store.call(ALL, a, 0, null).lease();
      Lease ofA = store.take(free, a);
      assertEquals(ofA, store.take(free, b), "b saw it free, and it is not");
      Lease kept = store.call(ALL, a, 1, null).lease();
      assertEquals(kept, store.take(ofA, b), "b saw it before it was kept");
      Lease ofB = store.take(kept, b);
      assertTrue(ofB.isHeldBy(b.incarnation()));
      assertEquals(2, ofB.token());
      assertEquals(ofB, store.call(ALL, a, 1, null).lease(), "a has lost it");
      assertEquals(ofB, store.release(ALL, 1, a, null), "and cannot give it up");
    }
  }

  @Test
  @DisplayName("a lease that was given up is free, may be meant for somebody, and its token rises")
  void released() {
    try (LeaseStore store = newStore()) {
      InstanceStatus a = instance("a");
      store.take(store.call(ALL, a, 0, null).lease(), a);
      Lease free = store.release(ALL, 1, a, "b");
      assertNull(free.holder());
      assertEquals("b", free.heir());
      assertEquals("a", free.holderId(), "who had it last is known");
      Lease again = store.take(free, a);
      assertEquals(2, again.token());
      assertNull(again.heir());
      assertNull(store.release(ALL, 2, a, null).heir());
    }
  }

  @Test
  @DisplayName("leases of different scopes have nothing to do with each other")
  void scopes() {
    try (LeaseStore store = newStore()) {
      InstanceStatus a = instance("a");
      InstanceStatus b = instance("b");
      store.take(store.call("north", a, 0, null).lease(), a);
      Lease south = store.call("south", b, 0, null).lease();
      assertEquals(Lease.unheld("south"), south);
      assertTrue(store.take(south, b).isHeldBy(b.incarnation()));
      assertTrue(store.call("north", a, 1, null).lease().isHeldBy(a.incarnation()));
    }
  }

  @Test
  @DisplayName("all instances are known by their ids, with what they say of themselves")
  void instances() {
    try (LeaseStore store = newStore()) {
      InstanceStatus a = instance("a", "run-1", "disk-1").ready(true);
      store.call(ALL, a, 0, null);
      store.call(ALL, a, 0, null);
      RollCall roll = store.call(ALL, instance("b'; --\u00e9"), 0, null);
      assertEquals(
          List.of("a", "b'; --\u00e9"), roll.instances().stream().map(InstanceStatus::id).toList());
      InstanceStatus known = roll.instance("a").orElseThrow();
      assertEquals(a.seen(known.seenAt(), 2), known);
      assertTrue(known.seenAt().isAfter(Instant.EPOCH));
      store.leave(a);
      InstanceStatus left = store.call(ALL, instance("b2"), 0, null).instance("a").orElseThrow();
      assertTrue(left.hasLeft());
      assertFalse(left.isReady());
    }
  }

  @Test
  @DisplayName("two runs cannot have one id, unless one has left or is known to have ended")
  void twins() {
    try (LeaseStore store = newStore()) {
      InstanceStatus first = instance("a", "run-1", null);
      InstanceStatus second = instance("a", "run-2", null);
      store.call(ALL, first, 0, null);
      store.take(Lease.unheld(ALL), first);
      RollCall refused = store.call(ALL, second, 1, null);
      assertFalse(refused.isRegistered());
      assertEquals("run-1", refused.instance("a").orElseThrow().incarnation());
      assertEquals(1, refused.instance("a").orElseThrow().beats(), "it is left alone");
      assertTrue(store.call(ALL, second, 0, "run-1").isRegistered());
      Lease before = store.call(ALL, second, 0, null).lease();
      RollCall late = store.call(ALL, first, 1, null);
      assertFalse(late.isRegistered(), "the first has lost its id");
      assertEquals(before, late.lease(), "and keeps no lease");
      store.leave(first);
      assertFalse(store.call(ALL, first, 0, null).isRegistered(), "nor can it leave for another");
      store.leave(second);
      assertTrue(store.call(ALL, first, 0, null).isRegistered());
    }
  }

  @Test
  @DisplayName(
      "of many that take a lease at the same time one gets it, and no token is given twice")
  void races() throws Exception {
    int threads = 8;
    int rounds = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (LeaseStore store = newStore()) {
      Set<Long> tokens = new TreeSet<>();
      int won = 0;
      for (int round = 0; round < rounds; round++) {
        Lease seen = store.call(ALL, instance("watcher-" + round), 0, null).lease();
        List<Callable<Long>> takers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          InstanceStatus taker = instance("t" + i);
          takers.add(
              () -> {
                Lease is = store.take(seen, taker);
                return is.isHeldBy(taker.incarnation()) ? is.token() : 0L;
              });
        }
        for (Future<Long> one : pool.invokeAll(takers)) {
          if (one.get() > 0) {
            won++;
            assertTrue(tokens.add(one.get()), "token " + one.get() + " was given twice");
          }
        }
      }
      assertEquals(rounds, won, "one wins each round");
    } finally {
      pool.shutdownNow();
    }
  }
}
