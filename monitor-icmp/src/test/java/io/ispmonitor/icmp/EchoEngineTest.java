package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EchoEngineTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EngineInABox box = new EngineInABox();

  @AfterEach
  void nothingIsToldTwice() {
    assertEquals(List.of(), box.heard.twice);
  }

  private ProbeOutcome failure(long token) {
    ProbeOutcome outcome = box.heard.failed.get(token);
    assertNotNull(outcome, () -> "nothing heard of " + token);
    return outcome;
  }

  private String voidReason(long token) {
    return assertInstanceOf(ProbeOutcome.Void.class, failure(token)).reason();
  }

  private String brokenReason(long token) {
    return assertInstanceOf(ProbeOutcome.Broken.class, failure(token)).reason();
  }

  @Test
  @DisplayName("an answer carries the round trip between sending and the kernel's receive stamp")
  void answer() {
    box.ask(1);
    box.advance(SECOND);
    assertEquals(FakeEchoSocket.ROUND_TRIP, box.heard.answered.get(1L));
  }

  @Test
  @DisplayName("a transmit stamp takes the place of our own send time")
  void transmitStamp() {
    box.socket.stampDelay = Duration.ofMillis(2);
    box.ask(1);
    box.advance(SECOND);
    assertEquals(Duration.ofMillis(3), box.heard.answered.get(1L));
    assertEquals(1, box.counters().stamped());
  }

  @Test
  @DisplayName("a transmit stamp after the reply or long before the call is not believed")
  void implausibleStamp() {
    box.socket.stampDelay = Duration.ofMillis(6);
    box.ask(1);
    box.advance(SECOND);
    box.socket.stampDelay = Duration.ofMillis(-2);
    box.ask(2);
    box.advance(SECOND);
    assertEquals(FakeEchoSocket.ROUND_TRIP, box.heard.answered.get(1L));
    assertEquals(FakeEchoSocket.ROUND_TRIP, box.heard.answered.get(2L));
    assertEquals(0, box.counters().stamped());
  }

  @Test
  @DisplayName("reading a reply late does not lengthen its round trip")
  void lateReading() {
    box.ask(1);
    box.settle();
    box.time.pause(Duration.ofMillis(5));
    box.socket.deliver(box.socket.last());
    box.time.pause(Duration.ofMillis(300));
    box.settle();
    assertEquals(Duration.ofMillis(5), box.heard.answered.get(1L));
  }

  @Test
  @DisplayName("no answer is silence, after the timeout and not before")
  void silence() {
    box.silence(1);
    box.ask(1);
    box.advance(Duration.ofMillis(999));
    assertEquals(0, box.heard.total());
    box.advance(Duration.ofMillis(10));
    Duration waited = assertInstanceOf(ProbeOutcome.Silent.class, failure(1)).waited();
    assertTrue(waited.compareTo(SECOND) >= 0, waited::toString);
  }

  @Test
  @DisplayName("a reply after the timeout is counted as late and changes nothing")
  void late() {
    box.socket.roundTrip = Duration.ofMillis(1_500);
    box.ask(1);
    box.advance(Duration.ofMillis(1_600));
    box.ask(2);
    assertEquals(1, box.counters().late());
    assertInstanceOf(ProbeOutcome.Silent.class, failure(1));
  }

  @Test
  @DisplayName("a late reply does not answer the next user of its place")
  void lateReplyOfAnEarlierGeneration() {
    box.silence(1);
    box.ask(1);
    box.advance(Duration.ofMillis(1_100));
    FakeEchoSocket.Packet first = box.socket.last();
    int again = 0;
    do {
      box.silence(2 + again);
      box.ask(2 + again++);
      box.advance(Duration.ofMillis(1_100));
    } while (box.socket.last().cookie().slot() != first.cookie().slot() && again < 3);
    box.silence(100);
    box.ask(100);
    box.settle();
    FakeEchoSocket.Packet current = box.socket.last();
    Cookie stale = new Cookie();
    stale.set(1, current.cookie().generation() - 1, current.cookie().slot());
    long mac = EngineInABox.CODE.of(stale.head, stale.place);
    box.socket.deliver(
        new FakeEchoSocket.Packet(0, current.low(), 0, 0, stale.head, stale.place, mac));
    assertEquals(1, box.counters().late());
    assertEquals(0, box.heard.answered.size());
  }

  @Test
  @DisplayName("the second of two replies is counted as a duplicate")
  void duplicate() {
    box.ask(1);
    box.advance(Duration.ofMillis(20));
    box.socket.deliver(box.socket.last());
    box.ask(2);
    assertEquals(1, box.counters().duplicate());
    box.advance(SECOND);
    assertEquals(2, box.heard.answered.size());
  }

  @Test
  @DisplayName("a reply with a code that is not ours is counted as forged and ignored")
  void forged() {
    box.silence(1);
    box.ask(1);
    box.settle();
    FakeEchoSocket.Packet asked = box.socket.last();
    box.socket.deliver(asked.withMac(asked.mac() ^ 1));
    Cookie elsewhere = new Cookie();
    elsewhere.set(9, 7, 123_456_789);
    box.socket.deliver(
        new FakeEchoSocket.Packet(0, asked.low(), 0, 1, elsewhere.head, elsewhere.place, 42));
    assertEquals(2, box.counters().forged());
    box.advance(SECOND);
    assertInstanceOf(ProbeOutcome.Silent.class, failure(1));
  }

  @Test
  @DisplayName("a reply from another address than the one asked is counted and ignored")
  void wrongSource() {
    box.silence(1);
    box.ask(1);
    box.settle();
    box.socket.deliver(box.socket.last().from(FakeEchoSocket.low(2)));
    assertEquals(1, box.counters().wrongSource());
    box.advance(SECOND);
    assertInstanceOf(ProbeOutcome.Silent.class, failure(1));
  }

  @Test
  @DisplayName("a link-local address only answers from the interface it was asked on")
  void linkLocalScope() throws Exception {
    byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
    InetAddress onSeven = Inet6Address.getByAddress(null, bytes, 7);
    box.socket6.roundTrip = SECOND.multipliedBy(9);
    box.ask(onSeven, 1);
    box.settle();
    FakeEchoSocket.Packet asked = box.socket6.last();
    assertEquals(7, asked.scope());
    box.socket6.deliver(asked.inScope(8));
    assertEquals(1, box.counters().wrongSource());
    box.socket6.deliver(asked);
    box.advance(Duration.ofMillis(10));
    assertEquals(1, box.heard.answered.size());
  }

  @Test
  @DisplayName("200,000 echoes, three times the sequence numbers there are, are told apart")
  void sequenceWrap() {
    EngineInABox large = new EngineInABox(100_000, 1 << 20);
    for (int i = 0; i < 200_000; i++) {
      large.ask(i);
    }
    large.advance(SECOND.multipliedBy(5));
    assertEquals(200_000, large.heard.answered.size());
    assertEquals(0, large.counters().wrongSource() + large.counters().forged());
    long sameSequence =
        large.socket.sent.stream().filter(packet -> (packet.sequence() & 0xffff) == 5).count();
    assertTrue(sameSequence >= 3, () -> "sequence 5 was used " + sameSequence + " times");
  }

  @Test
  @DisplayName("an overflow of our buffer makes unanswered echoes void, and later ones silent")
  void overflow() {
    box.silence(1, 2);
    box.ask(1);
    box.advance(Duration.ofMillis(100));
    box.socket.drop(3);
    box.advance(Duration.ofMillis(100));
    box.ask(2);
    box.advance(SECOND.multipliedBy(2));
    assertTrue(voidReason(1).contains("overflowed"), voidReason(1));
    assertInstanceOf(ProbeOutcome.Silent.class, failure(2));
    assertEquals(3, box.counters().overflowed());
  }

  @Test
  @DisplayName("drops before an echo left say nothing about it")
  void overflowBefore() {
    box.socket.drop(5);
    box.silence(1);
    box.ask(1);
    box.advance(SECOND.multipliedBy(2));
    assertInstanceOf(ProbeOutcome.Void.class, failure(1), "noticed together with the sending");
    box.silence(2);
    box.ask(2);
    box.advance(SECOND.multipliedBy(2));
    assertInstanceOf(ProbeOutcome.Silent.class, failure(2));
  }

  @Test
  @DisplayName("an error that belongs to another echo does not keep an innocent one from leaving")
  void pendingError() {
    box.silence(1);
    box.ask(1);
    box.settle();
    InetAddress router = FakeEchoSocket.address(99);
    box.socket.refuse(box.socket.last(), new IcmpError(false, 3, 1, 0, router));
    box.ask(2);
    box.advance(SECOND);
    ProbeOutcome.Refused refused = assertInstanceOf(ProbeOutcome.Refused.class, failure(1));
    assertEquals(router, refused.by());
    assertEquals("host unreachable (ICMP 3/1)", refused.reason());
    assertTrue(box.heard.answered.containsKey(2L));
  }

  @Test
  @DisplayName("a pending error on the very send is met by trying once more")
  void pendingErrorOnSend() {
    box.socket.pendingError = Errno.EHOSTUNREACH;
    box.ask(1);
    box.advance(SECOND);
    assertTrue(box.heard.answered.containsKey(1L));
    assertEquals(1, box.counters().retried());
  }

  @Test
  @DisplayName("a destination without a route is broken, and says so")
  void noRoute() {
    box.socket.sendErrors.put(FakeEchoSocket.low(2), Errno.ENETUNREACH);
    List.of(1, 2, 3).forEach(box::ask);
    box.advance(SECOND);
    assertTrue(brokenReason(2).contains("no route"), brokenReason(2));
    assertEquals(2, box.heard.answered.size());
  }

  @Test
  @DisplayName("a full neighbour table breaks the echoes concerned, names the setting, blocks none")
  void neighbourTableFull() {
    for (int i = 1; i <= 50; i++) {
      if (i % 2 == 0) {
        box.socket.sendErrors.put(FakeEchoSocket.low(i), Errno.ENOBUFS);
      }
      box.ask(i);
    }
    box.advance(Duration.ofMillis(20));
    assertEquals(25, box.heard.answered.size());
    assertEquals(25, box.heard.failed.size());
    assertTrue(brokenReason(2).contains("gc_thresh3"), brokenReason(2));
    assertEquals(25, box.counters().broken());
  }

  @Test
  @DisplayName("a full send buffer delays echoes, in their order, and loses none")
  void sendBufferFull() {
    box.socket.sendsUntilFull = 5;
    for (int i = 1; i <= 30; i++) {
      box.ask(i);
    }
    box.advance(Duration.ofMillis(50));
    assertEquals(5, box.heard.answered.size());
    box.socket.sendsUntilFull = Integer.MAX_VALUE;
    box.advance(SECOND);
    assertEquals(30, box.heard.answered.size());
    for (int i = 1; i <= 30; i++) {
      assertEquals(FakeEchoSocket.low(i), box.socket.sent.get(i - 1).low());
    }
    assertTrue(box.counters().sendBufferFull() > 0);
  }

  @Test
  @DisplayName("an echo that could not leave until its end is void")
  void neverSent() {
    box.socket.sendsUntilFull = 0;
    box.askUntil(1, SECOND);
    box.advance(Duration.ofMillis(1_010));
    assertTrue(voidReason(1).contains("was not sent"), voidReason(1));
  }

  @Test
  @DisplayName("an echo that left late has not waited long enough to be called silent")
  void leftLate() {
    box.silence(1, 2);
    box.socket.sendsUntilFull = 0;
    box.askUntil(1, SECOND);
    box.advance(Duration.ofMillis(400));
    box.socket.sendsUntilFull = Integer.MAX_VALUE;
    box.advance(SECOND);
    assertTrue(voidReason(1).contains("left 40"), voidReason(1));
    box.askUntil(2, SECOND);
    box.advance(SECOND.multipliedBy(2));
    assertInstanceOf(ProbeOutcome.Silent.class, failure(2));
  }

  @Test
  @DisplayName("a kernel that takes fewer than asked is asked to take the rest")
  void partialSend() {
    box.socket.mostPerSend = 3;
    for (int i = 1; i <= 20; i++) {
      box.ask(i);
    }
    box.advance(SECOND);
    assertEquals(20, box.heard.answered.size());
    assertEquals(20, box.socket.sent.size());
  }

  @Test
  @DisplayName("an ICMP error about an echo that has ended is counted as late")
  void refusedTooLate() {
    box.silence(1);
    box.ask(1);
    box.advance(SECOND.multipliedBy(2));
    box.socket.refuse(box.socket.last(), new IcmpError(false, 3, 1, 0, null));
    box.ask(2);
    assertEquals(1, box.counters().late());
    assertInstanceOf(ProbeOutcome.Silent.class, failure(1));
  }

  @Test
  @DisplayName("an ICMP error that quotes a forged code refuses nothing")
  void forgedError() {
    box.silence(1);
    box.ask(1);
    box.settle();
    FakeEchoSocket.Packet asked = box.socket.last();
    box.socket.refuse(asked.withMac(0), new IcmpError(false, 3, 1, 0, null));
    box.advance(SECOND.multipliedBy(2));
    assertInstanceOf(ProbeOutcome.Silent.class, failure(1));
    assertEquals(1, box.counters().forged());
  }

  @Test
  @DisplayName("more echoes than the buffer can take are paced, none is lost")
  void paced() {
    EngineInABox narrow = new EngineInABox(50, 1 << 20);
    for (int i = 0; i < 10_000; i++) {
      narrow.ask(i);
    }
    narrow.advance(SECOND.multipliedBy(10));
    assertEquals(10_000, narrow.heard.answered.size());
    assertTrue(narrow.socket.mostUnread <= 50, () -> "unread " + narrow.socket.mostUnread);
  }

  @Test
  @DisplayName("dead devices stop counting against the pace long before their timeout")
  void deadDevicesDoNotBlock() {
    EngineInABox narrow = new EngineInABox(10, 1 << 20);
    for (int i = 0; i < 10; i++) {
      narrow.silence(i);
      narrow.ask(i);
    }
    narrow.ask(11);
    narrow.advance(Duration.ofMillis(100));
    assertEquals(0, narrow.heard.total());
    narrow.advance(Duration.ofMillis(150));
    assertTrue(narrow.heard.answered.containsKey(11L));
    narrow.advance(SECOND);
    assertEquals(10, narrow.heard.failed.size());
  }

  @Test
  @DisplayName("after a pause of the process answers in the buffer count, and silence is void")
  void pause() {
    box.silence(1, 2, 3);
    box.ask(1);
    box.ask(2);
    box.settle();
    FakeEchoSocket.Packet second = box.socket.last();
    box.time.pause(Duration.ofMillis(50));
    box.socket.deliver(second);
    box.time.pause(SECOND.multipliedBy(3));
    box.settle();
    assertEquals(Duration.ofMillis(50), box.heard.answered.get(2L));
    assertTrue(voidReason(1).contains("stood still"), voidReason(1));
    box.ask(3);
    box.advance(SECOND.multipliedBy(2));
    assertInstanceOf(ProbeOutcome.Silent.class, failure(3));
    assertEquals(1, box.counters().pauses());
  }

  @Test
  @DisplayName("a step of the wall clock takes the round trip, not the answer")
  void clockStep() {
    for (Duration step : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      int before = box.heard.untimed;
      box.ask(box.heard.total());
      box.settle();
      box.time.stepWallClock(step);
      box.advance(SECOND);
      assertEquals(before + 1, box.heard.untimed);
    }
    box.ask(10);
    box.advance(SECOND);
    assertEquals(FakeEchoSocket.ROUND_TRIP, box.heard.answered.get(10L));
  }

  @Test
  @DisplayName("a delayed echo leaves at its time")
  void delayed() {
    long at = box.time.nanoTime() + Duration.ofMillis(250).toNanos();
    box.engine.ask(
        new EchoRequest(FakeEchoSocket.address(1), at, SECOND.toNanos(), EchoRequest.NO_END),
        box.heard,
        1);
    box.advance(Duration.ofMillis(249));
    assertEquals(0, box.socket.sent.size());
    box.advance(Duration.ofMillis(10));
    assertEquals(1, box.heard.answered.size());
  }

  @Test
  @DisplayName("an echo called off is heard of no more, wherever it was on its way")
  void calledOff() {
    box.socket.sendsUntilFull = 1;
    box.silence(1);
    Question inFlight = box.ask(1);
    Question waiting = box.ask(2);
    Question delayed =
        box.engine.ask(
            new EchoRequest(
                FakeEchoSocket.address(3),
                box.time.nanoTime() + SECOND.toNanos(),
                SECOND.toNanos(),
                EchoRequest.NO_END),
            box.heard,
            3);
    box.settle();
    List.of(inFlight, waiting, delayed).forEach(Question::cancel);
    inFlight.cancel();
    box.socket.sendsUntilFull = Integer.MAX_VALUE;
    box.advance(SECOND.multipliedBy(5));
    assertEquals(0, box.heard.total());
    assertEquals(1, box.socket.sent.size());
    assertEquals(3, box.counters().cancelled());
    assertEquals(0, box.loop.open());
  }

  @Test
  @DisplayName("an echo called off before the loop took it in is never sent, and counted once")
  void calledOffEarly() {
    Question early = box.ask(1);
    box.socket.onSend.add(early::cancel);
    box.ask(2).cancel();
    box.advance(SECOND.multipliedBy(2));
    assertEquals(0, box.heard.total());
    assertEquals(1, box.socket.sent.size());
    assertEquals(0, box.loop.open());
    Question racing = new Echo(box.loop, request(3), box.heard, 3);
    racing.cancel();
    box.ask(4);
    box.settle();
    box.loop.offer((Echo) racing);
    box.ask(5);
    box.advance(SECOND);
    assertEquals(3, box.socket.sent.size(), "4 and 5, not 3");
    assertEquals(0, box.loop.open());
  }

  private EchoRequest request(int number) {
    return new EchoRequest(FakeEchoSocket.address(number), 0, SECOND.toNanos(), EchoRequest.NO_END);
  }

  @Test
  @DisplayName("closing ends all that is open as void, at once, and closes the sockets")
  void close() {
    box.silence(1);
    box.ask(1);
    box.settle();
    box.ask(2);
    box.engine.ask(
        new EchoRequest(
            FakeEchoSocket.address(3),
            box.time.nanoTime() + SECOND.toNanos(),
            SECOND.toNanos(),
            EchoRequest.NO_END),
        box.heard,
        3);
    box.engine.close();
    box.engine.close();
    assertTrue(voidReason(1).contains("closed"));
    assertTrue(voidReason(2).contains("closed"));
    assertTrue(box.socket.closed && box.socket6.closed);
    box.ask(4);
    assertTrue(voidReason(4).contains("closed"));
    assertEquals(0, box.loop.open());
  }

  @Test
  @DisplayName(
      "a thread that was interrupted closes the engine all the same, and stays interrupted")
  void closeWhileInterrupted() {
    Thread.currentThread().interrupt();
    box.engine.close();
    assertTrue(Thread.interrupted());
    assertTrue(box.socket.closed && box.socket6.closed);
  }

  @Test
  @DisplayName("a flood that cannot be read in one go makes silence void")
  void flood() {
    box.silence(1);
    box.ask(1);
    box.settle();
    FakeEchoSocket.Packet asked = box.socket.last();
    box.socket.endless = asked.withMac(0);
    box.advance(Duration.ofMillis(10));
    box.socket.endless = null;
    box.advance(SECOND);
    assertTrue(voidReason(1).contains("than could be read"), voidReason(1));
  }

  @Test
  @DisplayName("closing ends delayed echoes too")
  void closeWithDelayed() {
    long inAWeek = box.time.nanoTime() + Duration.ofDays(7).toNanos();
    box.engine.ask(
        new EchoRequest(FakeEchoSocket.address(3), inAWeek, SECOND.toNanos(), EchoRequest.NO_END),
        box.heard,
        3);
    box.settle();
    box.engine.close();
    assertTrue(voidReason(3).contains("closed"));
  }

  @Test
  @DisplayName("a listener may close the engine")
  void closedByListener() {
    box.engine.ask(
        new EchoRequest(FakeEchoSocket.address(1), 0, SECOND.toNanos(), EchoRequest.NO_END),
        new EchoListener() {
          @Override
          public void answered(long token, long roundTripNanos) {
            box.engine.close();
          }

          @Override
          public void answeredUntimed(long token) {}

          @Override
          public void failed(long token, ProbeOutcome outcome) {}
        },
        1);
    box.silence(2);
    box.ask(2);
    box.advance(Duration.ofMillis(20));
    assertTrue(voidReason(2).contains("closed"));
    assertTrue(box.socket.closed);
  }

  @Test
  @DisplayName("an echo beyond the bound is refused with a sentence, and room comes back")
  void full() {
    EngineInABox small = new EngineInABox(1_000, 3);
    for (int i = 1; i <= 4; i++) {
      small.ask(i);
    }
    ProbeOutcome.Broken broken =
        assertInstanceOf(ProbeOutcome.Broken.class, small.heard.failed.get(4L));
    assertTrue(broken.reason().contains("3 echoes are open"), broken::reason);
    small.advance(SECOND);
    small.ask(5);
    small.advance(SECOND);
    assertTrue(small.heard.answered.containsKey(5L));
  }

  @Test
  @DisplayName("a listener that throws hurts nobody else")
  void throwingListener() {
    box.engine.ask(
        new EchoRequest(FakeEchoSocket.address(1), 0, SECOND.toNanos(), EchoRequest.NO_END),
        new EchoListener() {
          @Override
          public void answered(long token, long roundTripNanos) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void answeredUntimed(long token) {}

          @Override
          public void failed(long token, ProbeOutcome outcome) {}
        },
        1);
    box.ask(2);
    box.advance(SECOND);
    assertTrue(box.heard.answered.containsKey(2L));
  }

  @Test
  @DisplayName("an address of a family without a socket is broken, with a sentence")
  void familyWithoutSocket() throws Exception {
    EchoLoop loop = new EchoLoop(box.time, 10);
    loop.add(box.socket, false, EngineInABox.CODE, 10);
    EchoEngine only4 = EchoEngine.started(loop, box.time, Thread::new);
    only4.ask(
        new EchoRequest(InetAddress.getByName("2001:db8::1"), 0, 1, EchoRequest.NO_END),
        box.heard,
        1);
    assertTrue(brokenReason(1).contains("no socket for IPv6"), brokenReason(1));
  }

  @Test
  @DisplayName("addresses that no single device can answer from are refused with a sentence")
  void impossibleAddresses() throws Exception {
    box.ask(InetAddress.getByName("0.0.0.0"), 1);
    box.ask(InetAddress.getByName("224.0.0.1"), 2);
    box.ask(InetAddress.getByName("ff02::1"), 3);
    box.ask(InetAddress.getByName("fe80::1"), 4);
    assertTrue(brokenReason(1).contains("unspecified"));
    assertTrue(brokenReason(2).contains("multicast"));
    assertTrue(brokenReason(3).contains("multicast"));
    assertTrue(brokenReason(4).contains("fe80::1%eth0"));
  }

  @Test
  @DisplayName("an engine that runs is healthy, one that dropped replies is degraded once")
  void health() {
    EngineInABox wide = new EngineInABox(5_000, 1_000);
    wide.ask(1);
    wide.advance(Duration.ofMillis(100));
    assertSame(HealthStatus.HEALTHY, worst(wide));
    wide.silence(2);
    wide.ask(2);
    wide.settle();
    wide.socket.drop(1);
    wide.advance(SECOND);
    assertSame(HealthStatus.DEGRADED, worst(wide));
    assertSame(HealthStatus.HEALTHY, worst(wide));
  }

  @Test
  @DisplayName("a loop that does not turn is failing, and a small window is named with its cure")
  void unhealthy() {
    box.silence(1);
    box.ask(1);
    box.settle();
    box.time.pause(Duration.ofSeconds(10));
    assertSame(HealthStatus.FAILING, worst(box));
    EngineInABox narrow = new EngineInABox(100, 10);
    assertTrue(
        narrow.engine.health().stream().anyMatch(check -> check.detail().contains("rmem_max")));
  }

  private static HealthStatus worst(EngineInABox engine) {
    return engine.engine.health().stream()
        .map(check -> check.status())
        .reduce(HealthStatus.HEALTHY, HealthStatus::worse);
  }
}
