package io.ispmonitor.icmp;

import io.ispmonitor.probe.Question;
import io.ispmonitor.testkit.ManualTime;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/** An engine on fake sockets, in time that passes when a test says so. */
final class EngineInABox {
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** The code that the engine makes, for tests that forge it. */
  static final SipHash CODE = new SipHash(1, 2);

  final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeEchoSocket socket = new FakeEchoSocket(time);
  final FakeEchoSocket socket6 = new FakeEchoSocket(time, true);
  final EchoLoop loop;
  final EchoEngine engine;
  final Heard heard = new Heard();

  EngineInABox() {
    this(1_000, 1 << 20);
  }

  EngineInABox(int windowLimit, int maxOpen) {
    loop = new EchoLoop(time, maxOpen);
    loop.add(socket, false, CODE, windowLimit);
    loop.add(socket6, true, CODE, windowLimit);
    engine = EchoEngine.started(loop, time, Thread::new);
  }

  /** Asks the device of this number, with the number as token. */
  Question ask(int number) {
    return ask(FakeEchoSocket.address(number), number);
  }

  Question ask(InetAddress address, int token) {
    return engine.ask(request(address, EchoRequest.NO_END), heard, token);
  }

  /** Asks and gives up at this time from now, whether or not it was sent. */
  Question askUntil(int number, Duration end) {
    long endNanos = time.nanoTime() + end.toNanos();
    return engine.ask(request(FakeEchoSocket.address(number), endNanos), heard, number);
  }

  private EchoRequest request(InetAddress address, long endNanos) {
    return new EchoRequest(address, time.nanoTime(), TIMEOUT.toNanos(), endNanos);
  }

  void silence(int... numbers) {
    for (int number : numbers) {
      socket.silent.add(FakeEchoSocket.low(number));
    }
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  void settle() {
    time.settle();
  }

  EchoCounters counters() {
    time.advance(Duration.ofMillis(10));
    return engine.counters();
  }
}
