package io.ispmonitor.internal.path;

import io.ispmonitor.device.NameResolver;
import io.ispmonitor.internal.diagnosis.NameAnswer;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up host names off the path of the questions. An address is looked up again every five
 * minutes and kept while that fails; a name without an address is tried again after 10 s, then at
 * growing intervals up to five minutes.
 */
final class Resolver {
  private static final Logger log = LoggerFactory.getLogger(Resolver.class);
  private static final long AGAIN = Duration.ofMinutes(5).toNanos();
  private static final long FIRST_RETRY = Duration.ofSeconds(10).toNanos();
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long HEARTBEAT = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final NameResolver names;
  private final LogDesk desk;
  private final HostPart part = new HostPart("name resolver");

  /** At most one for each device with a host name, so the inventory is its bound. */
  private final Queue<LookUp> added = new ConcurrentLinkedQueue<>();

  /** As many as there are diagnoses at most. */
  private final Queue<Inquiry> inquiries = new ConcurrentLinkedQueue<>();

  private final TimerWheel<LookUp> wheel;
  private final Deque<LookUp> due = new ArrayDeque<>();
  private final ConcurrentHashMap<Watched, String> troubles = new ConcurrentHashMap<>();
  private volatile @Nullable Loop loop;

  Resolver(TimeSource time, NameResolver names, LogDesk desk) {
    this.time = time;
    this.names = names;
    this.desk = desk;
    this.wheel = new TimerWheel<>(TICK, 1 << 12, time.nanoTime());
  }

  void runBy(Loop loop) {
    this.loop = loop;
  }

  HostPart part() {
    return part;
  }

  /** Keeps the address of a device's host name up to date, until the device is gone. */
  void watch(Watched watched, Runnable onNewAddress) {
    String name = watched.device.hostName();
    NameInUse inUse = watched.name();
    if (name == null || inUse == null) {
      return;
    }
    if (!added.offer(new LookUp(watched, name, inUse, onNewAddress))) {
      troubles.put(
          watched, "host name '" + name + "' waits behind too many others to be looked up");
    }
    Loop running = loop;
    if (running != null) {
      running.wake();
    }
  }

  /** Looks a name up once, for somebody who wants to know what comes of it now. Any thread. */
  void askOnce(String hostName, Consumer<NameAnswer> answer) {
    inquiries.add(new Inquiry(hostName, answer));
    Loop running = loop;
    if (running != null) {
      running.wake();
    }
  }

  /** Why a device has no address yet, in words. */
  String trouble(Watched watched) {
    String known = troubles.get(watched);
    return known != null
        ? known
        : "host name '" + watched.device.hostName() + "' is not looked up yet";
  }

  /** How many names have no address. */
  int troubles() {
    return troubles.size();
  }

  long turn(long now) {
    answerInquiries();
    for (LookUp lookUp = added.poll(); lookUp != null; lookUp = added.poll()) {
      due.add(lookUp);
    }
    wheel.advance(now, due::add);
    for (LookUp lookUp = due.poll(); lookUp != null; lookUp = due.poll()) {
      if (!lookUp.isCurrent()) {
        troubles.remove(lookUp.watched);
        continue;
      }
      // Set first: should the look-up hang and be left behind, it is tried again all the same.
      wheel.schedule(lookUp, time.nanoTime() + AGAIN);
      lookUp(lookUp);
    }
    return Math.min(now + HEARTBEAT, wheel.nextDueNanos());
  }

  private void answerInquiries() {
    Loop running = loop;
    while (running != null) {
      Inquiry inquiry = inquiries.poll();
      if (inquiry == null) {
        return;
      }
      Answer answer = new Answer();
      String name = inquiry.hostName();
      boolean called = running.call(part, "look up", name, () -> answer.take(names, name));
      String failure = called ? null : String.valueOf(part.lastFailure());
      inquiry.answer().accept(new NameAnswer(answer.address, failure));
    }
  }

  private void lookUp(LookUp lookUp) {
    Loop running = loop;
    if (running == null) {
      return;
    }
    Answer answer = new Answer();
    boolean called =
        running.call(part, "look up", lookUp.name, () -> answer.take(names, lookUp.name));
    if (!called) {
      answer.trouble = "the name resolver failed: " + part.lastFailure();
    }
    InetAddress address = answer.address;
    if (address == null) {
      failed(lookUp, answer.trouble);
    } else {
      found(lookUp, address);
    }
  }

  private void failed(LookUp lookUp, String trouble) {
    lookUp.retryNanos = Math.min(AGAIN, Math.max(FIRST_RETRY, lookUp.retryNanos * 2));
    wheel.schedule(lookUp, time.nanoTime() + lookUp.retryNanos);
    if (lookUp.inUse.address() != null) {
      return; // what was found before stays in use
    }
    String known =
        troubles.put(lookUp.watched, "host name '" + lookUp.name + "' has no address: " + trouble);
    if (known == null) {
      Duration retry = Duration.ofNanos(lookUp.retryNanos);
      desk.submit(
          () ->
              log.warn(
                  "NAME_UNRESOLVED device {}: host name {} has no address ({}); it is UNKNOWN until"
                      + " it has, tried again in {}",
                  lookUp.watched.id(),
                  lookUp.name,
                  trouble,
                  retry));
    }
  }

  private void found(LookUp lookUp, InetAddress address) {
    lookUp.retryNanos = 0;
    if (!lookUp.isCurrent()) {
      return; // the device got another name meanwhile
    }
    boolean wasTrouble = troubles.remove(lookUp.watched) != null;
    if (address.equals(lookUp.address)) {
      return;
    }
    if (lookUp.address != null || wasTrouble) {
      desk.submit(
          () ->
              log.info(
                  "NAME_RESOLVED device {}: host name {} is now {}",
                  lookUp.watched.id(),
                  lookUp.name,
                  address.getHostAddress()));
    }
    lookUp.address = address;
    lookUp.inUse.resolved(address);
    lookUp.onNewAddress.run();
  }

  /** A host name to keep up to date. */
  private static final class LookUp extends TimerWheel.Timer {
    final Watched watched;
    final String name;
    final NameInUse inUse;
    final Runnable onNewAddress;
    @Nullable InetAddress address;
    long retryNanos;

    LookUp(Watched watched, String name, NameInUse inUse, Runnable onNewAddress) {
      this.watched = watched;
      this.name = name;
      this.inUse = inUse;
      this.onNewAddress = onNewAddress;
    }

    boolean isCurrent() {
      return !watched.removed && watched.name() == inUse;
    }
  }

  /** A look-up that somebody waits for, until he gives up. */
  private record Inquiry(String hostName, Consumer<NameAnswer> answer) {}

  /** What came of one look-up. */
  private static final class Answer {
    @Nullable InetAddress address;
    String trouble = "";

    void take(NameResolver names, String name) {
      try {
        address = names.resolve(name);
      } catch (UnknownHostException e) {
        trouble = "unknown host";
      }
    }
  }
}
