package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.testkit.ManualTime;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IcmpTracerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final InetAddress ROUTER = FakeEchoSocket.address(77);
  private static final IcmpError EXPIRED = new IcmpError(false, 11, 0, 0, ROUTER);

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
  private final List<FakeEchoSocket> sockets = new ArrayList<>();
  private final List<HopAnswer> heard = new ArrayList<>();
  private final IcmpTracer tracer = IcmpTracer.over(family -> socket(), time, Thread::new);

  private FakeEchoSocket socket() {
    FakeEchoSocket opened = new FakeEchoSocket(time);
    for (int device = 10; device < 20; device++) {
      opened.silent.add(FakeEchoSocket.low(device));
    }
    sockets.add(opened);
    return opened;
  }

  @AfterEach
  void close() {
    tracer.close();
  }

  private PathTracer.Trace traceTo(int device) {
    return tracer.begin(FakeEchoSocket.address(device));
  }

  private void send(PathTracer.Trace trace, int hopLimit) {
    trace.send(hopLimit, SECOND, heard::add);
    time.advance(Duration.ofMillis(1));
  }

  private FakeEchoSocket lastSocket() {
    return sockets.get(sockets.size() - 1);
  }

  private HopAnswer onlyAnswer() {
    assertEquals(1, heard.size(), heard::toString);
    return heard.get(0);
  }

  @Test
  @DisplayName("a device that answers is reached, with the round trip by the kernel's stamps")
  void reached() {
    try (PathTracer.Trace trace = traceTo(1)) {
      send(trace, 64);
      assertEquals(64, lastSocket().hopLimit);
      time.advance(SECOND);
      HopAnswer.Reached reached = assertInstanceOf(HopAnswer.Reached.class, onlyAnswer());
      assertEquals(FakeEchoSocket.ROUND_TRIP, reached.roundTrip());
    }
  }

  @Test
  @DisplayName("a router at which the hops are used up is a hop of the path")
  void expired() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 3);
      assertEquals(3, lastSocket().hopLimit);
      lastSocket().refuse(lastSocket().last(), EXPIRED);
      time.advance(SECOND);
      assertEquals(ROUTER, onlyAnswer().answeredBy());
      assertInstanceOf(HopAnswer.Expired.class, onlyAnswer());
    }
  }

  @Test
  @DisplayName(
      "fragments that were not put together in time are no hop, and a refusal has its code")
  void unreachable() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 3);
      lastSocket().refuse(lastSocket().last(), new IcmpError(false, 3, 13, 0, ROUTER));
      send(trace, 4);
      lastSocket().refuse(lastSocket().last(), new IcmpError(false, 11, 1, 0, ROUTER));
      time.advance(SECOND);
      HopAnswer.Unreachable no = assertInstanceOf(HopAnswer.Unreachable.class, heard.get(0));
      assertEquals(13, no.code());
      assertEquals("administratively prohibited (ICMP 3/13)", no.reason());
      assertInstanceOf(HopAnswer.Unreachable.class, heard.get(1));
    }
  }

  @Test
  @DisplayName("an error that quotes no more than the header counts by its sequence number alone")
  void brief() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 3);
      int sequence = lastSocket().last().sequence();
      lastSocket().refuseBriefly(sequence ^ 1, EXPIRED);
      time.advance(Duration.ofMillis(100));
      assertEquals(List.of(), heard);
      lastSocket().refuseBriefly(sequence, EXPIRED);
      time.advance(Duration.ofMillis(100));
      assertInstanceOf(HopAnswer.Expired.class, onlyAnswer());
    }
  }

  @Test
  @DisplayName("forged replies, forged errors and replies from elsewhere are no answers")
  void forged() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 64);
      FakeEchoSocket.Packet sent = lastSocket().last();
      lastSocket().deliver(sent.withMac(sent.mac() ^ 1));
      lastSocket().deliver(sent.from(FakeEchoSocket.low(11)));
      lastSocket().refuse(sent.withMac(7), EXPIRED);
      time.advance(Duration.ofMillis(100));
      assertEquals(List.of(), heard);
      time.advance(SECOND);
      assertInstanceOf(HopAnswer.Silent.class, onlyAnswer());
    }
  }

  @Test
  @DisplayName("an answer that comes twice is told once, one that comes late not at all")
  void onceOnly() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 64);
      FakeEchoSocket.Packet sent = lastSocket().last();
      lastSocket().deliver(sent);
      lastSocket().deliver(sent);
      time.advance(Duration.ofSeconds(2));
      assertInstanceOf(HopAnswer.Reached.class, onlyAnswer());
      send(trace, 64);
      time.advance(Duration.ofSeconds(2));
      lastSocket().deliver(lastSocket().last());
      time.advance(SECOND);
      assertInstanceOf(HopAnswer.Silent.class, heard.get(1));
      assertEquals(2, heard.size());
    }
  }

  @Test
  @DisplayName("the error of an earlier echo, reported to the next, keeps that one from nothing")
  void errorOfAnother() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 1);
      lastSocket().refuse(lastSocket().last(), EXPIRED);
      trace.send(2, SECOND, heard::add);
      time.advance(Duration.ofMillis(10));
      assertEquals(2, lastSocket().sent.size());
      assertInstanceOf(HopAnswer.Expired.class, onlyAnswer());
    }
  }

  @Test
  @DisplayName("the socket is open as long as something is traced")
  void socketOfItsOwn() {
    assertEquals(0, sockets.size());
    PathTracer.Trace one = traceTo(10);
    PathTracer.Trace other = traceTo(11);
    send(one, 1);
    send(other, 1);
    assertEquals(1, sockets.size());
    one.close();
    time.advance(SECOND);
    assertFalse(lastSocket().closed);
    other.close();
    time.advance(Duration.ofMillis(10));
    assertTrue(lastSocket().closed);
    try (PathTracer.Trace third = traceTo(12)) {
      send(third, 1);
      assertEquals(2, sockets.size());
    }
  }

  @Test
  @DisplayName("sixteen addresses are traced at once; more are told to wait")
  void most() {
    List<PathTracer.Trace> traces = new ArrayList<>();
    for (int i = 0; i < IcmpTracer.MOST_TRACES; i++) {
      traces.add(traceTo(10));
    }
    send(traceTo(10), 1);
    assertEquals(
        "not sent: 16 addresses are traced already; try again later", onlyAnswer().words());
    traces.get(0).close();
    try (PathTracer.Trace next = traceTo(10)) {
      send(next, 1);
      assertEquals(1, lastSocket().sent.size());
    }
  }

  @Test
  @DisplayName("a trace has sixty-four echoes open at most")
  void mostOpen() {
    try (PathTracer.Trace trace = traceTo(10)) {
      for (int i = 0; i < 65; i++) {
        trace.send(5, SECOND, heard::add);
      }
      assertInstanceOf(HopAnswer.Unsent.class, onlyAnswer());
      time.advance(Duration.ofSeconds(2));
      assertEquals(65, heard.size());
      send(trace, 5);
      assertEquals(65, lastSocket().sent.size());
    }
  }

  @Test
  @DisplayName("what the kernel does not send is unsent, in words")
  void unsent() {
    try (PathTracer.Trace trace = traceTo(10)) {
      send(trace, 1);
      lastSocket().sendErrors.put(FakeEchoSocket.low(10), Errno.ENETUNREACH);
      send(trace, 2);
      assertEquals(
          "not sent: echo to 10.0.0.10: no route on this machine (ENETUNREACH)",
          onlyAnswer().words());
    }
  }

  @Test
  @DisplayName("where no socket is allowed every echo says how to allow one")
  void notPermitted() {
    try (IcmpTracer refused =
        IcmpTracer.over(
            family -> {
              throw new SocketRefusedException("EACCES");
            },
            time,
            Thread::new)) {
      send(refused.begin(ROUTER), 1);
      assertTrue(onlyAnswer().words().contains("ping_group_range"), heard::toString);
    }
  }

  @Test
  @DisplayName("where the engine does not run every echo says so")
  void unavailable() {
    try (IcmpTracer none = IcmpTracer.unavailable(time, "runs on Linux")) {
      send(none.begin(ROUTER), 1);
      assertEquals("not sent: runs on Linux", onlyAnswer().words());
    }
  }

  @Test
  @DisplayName("closing ends what is open and closes the socket")
  void closed() {
    PathTracer.Trace trace = traceTo(10);
    send(trace, 1);
    tracer.close();
    assertTrue(lastSocket().closed);
    assertInstanceOf(HopAnswer.Unsent.class, onlyAnswer());
    trace.send(1, SECOND, heard::add);
    assertEquals("not sent: the tracer is closed", heard.get(1).words());
  }
}
