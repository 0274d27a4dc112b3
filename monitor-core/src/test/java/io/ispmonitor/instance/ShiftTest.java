package io.ispmonitor.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.internal.path.SetTime;
import io.ispmonitor.leadership.lease.InMemoryLeaseStore;
import io.ispmonitor.leadership.lease.LeaseLeadership;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShiftTest {
  private final SetTime time = new SetTime();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Shift shift =
      new Shift(
          Instance.builder("a", new InMemoryLeaseStore(InstantSource.system()))
              .duty(
                  leadership -> {
                    throw new IllegalStateException("it is never in charge");
                  })
              .whileWaiting(this::hang)
              .time(time),
          () -> {});

  ShiftTest() {
    shift.follow(
        LeaseLeadership.builder("a", new InMemoryLeaseStore(InstantSource.system()))
            .time(time)
            .build());
  }

  private AutoCloseable hang() throws InterruptedException {
    entered.countDown();
    released.await();
    seen.add("opened");
    return () -> seen.add("closed");
  }

  private Thread hangingTurn() throws InterruptedException {
    Thread turn = new Thread(() -> shift.turn(time.nanoTime()));
    turn.start();
    entered.await();
    return turn;
  }

  @Test
  @DisplayName("one that hangs in opening what it has while it waits is not fit, and says in what")
  void hangsWhileWaiting() throws InterruptedException {
    Thread turn = hangingTurn();
    assertEquals(Optional.empty(), shift.unfit());
    time.now = Duration.ofSeconds(13).toNanos();
    assertEquals(
        "it has hung for 13 s in opening what it has open while it waits",
        shift.unfit().orElse("it is fit"));
    released.countDown();
    turn.join();
    assertEquals(Optional.empty(), shift.unfit(), "it is over");
  }

  @Test
  @DisplayName("what a hanging turn opens after the end is closed, by the turn itself")
  void endsInTurn() throws InterruptedException {
    Thread turn = hangingTurn();
    shift.end(new Loop(turn));
    assertEquals(List.of(), seen);
    released.countDown();
    turn.join();
    assertEquals(List.of("opened", "closed"), seen);
  }

  @Test
  @DisplayName("an interrupt does not leave open what is to be closed, and is kept for afterwards")
  void interrupted() throws InterruptedException {
    released.countDown();
    Thread turn = hangingTurn();
    turn.join();
    assertEquals(List.of("opened"), seen);
    Thread.currentThread().interrupt();
    shift.end(new Loop(turn));
    assertTrue(Thread.interrupted(), "the flag is set again");
    assertEquals(List.of("opened", "closed"), seen);
    assertFalse(turn.isAlive());
  }

  /** A loop whose only turn is made by a thread of the test. */
  private record Loop(Thread turn) implements Wakeup {
    @Override
    public void wake() {}

    @Override
    public void replace() {}

    @Override
    public Optional<Thread> thread() {
      return Optional.of(turn);
    }

    @Override
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return !turn.isAlive();
    }

    @Override
    public void close() {}
  }
}
