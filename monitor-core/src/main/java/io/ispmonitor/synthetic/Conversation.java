package io.ispmonitor.synthetic;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.time.TimerWheel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question from its first packet to its outcome. Everything but {@link #cancel()} and {@link
 * #isOver()} runs on the loop's thread. Whatever happens, it has one outcome and then holds nothing
 * any more.
 */
abstract class Conversation extends TimerWheel.Timer implements Question {
  private static final Logger log = LoggerFactory.getLogger(Outlook.class);

  final OutlookLoop loop;
  final Terms terms;
  private long begunNanos;
  private volatile boolean over;

  Conversation(OutlookLoop loop, Terms terms) {
    this.loop = loop;
    this.terms = terms;
  }

  /** Sends the question. */
  abstract void open() throws IOException;

  /** Closes every channel; called once, at the end. */
  abstract void release();

  /** What it comes to when nothing more is waited for: by the deadline, or by the system. */
  abstract void unanswered();

  /** What was measured of a check that failed; null when that is nothing. */
  abstract @Nullable Readings measured();

  /** What it was doing, after "while". */
  abstract String doing();

  /** The port is closed, and the host says so. */
  void portClosed() {
    end(new ProbeOutcome.Refused("connection refused while " + doing(), asked()));
  }

  /** What a failure of TLS comes to in words. */
  String explain(SSLException e) {
    return "TLS failed while " + doing() + ": " + Words.of(e);
  }

  /** Who is being asked at present. */
  InetAddress asked() {
    return terms.address();
  }

  final void begin() {
    if (over) {
      return;
    }
    begunNanos = loop.now();
    if (loop.isOver()) {
      end(OutlookLoop.closed());
      return;
    }
    loop.admit(this, terms.endNanos());
    guard(this::open);
  }

  /** Runs a part of the conversation; what it throws ends this conversation and no other. */
  final void guard(Part part) {
    if (over) {
      return;
    }
    try {
      part.run();
    } catch (IOException e) {
      broke(e);
    } catch (RuntimeException | Error e) {
      log.warn("device {}: a synthetic probe failed while {}", terms.device(), doing(), e);
      end(new ProbeOutcome.Broken("the probe failed while " + doing() + ": " + e, e));
    }
  }

  private void broke(IOException e) {
    if (e instanceof UnfitAnswerException unfit) {
      failed(unfit.reason());
    } else if (e instanceof OurSideException) {
      end(new ProbeOutcome.Broken(Words.of(e), e));
    } else if (e instanceof SSLException tls) {
      failed(explain(tls));
    } else if (e instanceof ConnectException) {
      portClosed();
    } else if (e instanceof GivenUpException) {
      unanswered();
    } else if (e instanceof NoRouteToHostException) {
      end(new ProbeOutcome.Refused("host unreachable while " + doing(), null));
    } else if (e instanceof PortUnreachableException) {
      end(new ProbeOutcome.Refused("port unreachable while " + doing(), asked()));
    } else if (e instanceof SocketException) {
      failed("the connection broke while " + doing() + ": " + Words.of(e));
    } else {
      failed("the connection failed while " + doing() + ": " + Words.of(e));
    }
  }

  /** The deadline has come. */
  final void overdue() {
    if (over) {
      return;
    }
    Duration pause = loop.pauseSince(begunNanos);
    if (pause != null) {
      end(
          new ProbeOutcome.Void(
              "this process stood still for %d ms while %s".formatted(pause.toMillis(), doing())));
    } else if (begunLate()) {
      end(new ProbeOutcome.Void("the question left too late to wait for its answer"));
    } else {
      guard(this::unanswered);
    }
  }

  /** With less than three quarters of the timeout left, silence would be told too easily. */
  private boolean begunLate() {
    return begunNanos - terms.deadline().askedNanos() > terms.deadline().timeoutNanos() / 4;
  }

  /** Nothing came. */
  final void silent() {
    end(new ProbeOutcome.Silent(Duration.ofNanos(waitedNanos())));
  }

  /**
   * An answer came, but not the one that is wanted. A reachability probe was refused. A probe for
   * data keeps what was measured.
   */
  final void failed(String reason) {
    Readings measured = terms.role() == Role.DATA ? measured() : null;
    end(
        measured == null
            ? new ProbeOutcome.Refused(reason, asked())
            : new ProbeOutcome.Partial(measured, reason));
  }

  final long waitedNanos() {
    return loop.now() - begunNanos;
  }

  /** Whether it has its outcome, or was called off. Any thread. */
  final boolean isOver() {
    return over;
  }

  final void end(ProbeOutcome outcome) {
    if (finish()) {
      hand(outcome);
    }
  }

  private void hand(ProbeOutcome outcome) {
    try {
      terms.outcome().accept(outcome);
    } catch (RuntimeException | Error e) {
      log.warn("device {}: whoever asked failed on the outcome", terms.device(), e);
    }
  }

  private boolean finish() {
    if (over) {
      return false;
    }
    over = true;
    loop.ended(this);
    release();
    return true;
  }

  @Override
  public final void cancel() {
    loop.enqueue(this::finish);
  }

  /** A part of a conversation. */
  @FunctionalInterface
  interface Part {
    void run() throws IOException;
  }
}
