package io.ispmonitor.synthetic;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Gets a page, over as many hops as redirects allow. */
final class HttpConversation extends Conversation {
  private final HttpTarget target;
  private final Columns columns;
  private final Trust trust;
  private final HttpTimes times = new HttpTimes();
  private @Nullable HttpHop hop;
  private @Nullable String lookingUp;
  private InetAddress asked;
  private long openedNanos;
  private int status;
  private int redirects;

  HttpConversation(OutlookLoop loop, Terms terms, HttpTarget target, Columns columns, Trust trust) {
    super(loop, terms);
    this.target = target;
    this.columns = columns;
    this.trust = trust;
    this.asked = terms.address();
  }

  Trust trust() {
    return trust;
  }

  HttpTimes times() {
    return times;
  }

  @Override
  InetAddress asked() {
    return asked;
  }

  @Override
  void open() throws IOException {
    openedNanos = loop.now();
    go(target.page());
  }

  private void go(Page page) throws IOException {
    Origin origin = page.origin();
    boolean same = origin.host().equals(target.page().origin().host());
    if (same && !target.isLookedUp()) {
      connect(page, terms.address());
    } else if (origin.isLiteral()) {
      connect(page, origin.literal());
    } else {
      lookUp(page);
    }
  }

  private void lookUp(Page page) throws IOException {
    String name = page.origin().host();
    lookingUp = name;
    long began = loop.now();
    loop.aside()
        .lookUp(
            name,
            address -> loop.enqueue(() -> guard(() -> found(page, address, began))),
            failure -> loop.enqueue(() -> guard(() -> notFound(name, failure))));
  }

  private void found(Page page, InetAddress address, long began) throws IOException {
    lookingUp = null;
    times.lookedUp(loop.now() - began);
    connect(page, address);
  }

  /** A name that the server chose, and that does not exist, is its own mistake. */
  private void notFound(String name, Exception failure) {
    String reason =
        "the name '%s' could not be looked up by this machine: %s"
            .formatted(name, Words.of(failure));
    if (redirects > 0 && failure instanceof UnknownHostException) {
      failed("a redirect leads nowhere; " + reason);
    } else {
      end(new ProbeOutcome.Broken(reason, failure));
    }
  }

  private void connect(Page page, InetAddress address) throws IOException {
    asked = address;
    HttpHop next = new HttpHop(loop, this, target, page);
    hop = next;
    next.open(address);
  }

  /** An answer of this status came. */
  void answered(int answeredStatus) {
    status = answeredStatus;
  }

  /** The answer leads to another page. */
  void follow(Page from, Page to) throws IOException {
    String objection = from.origin().secure() ? target.objectionTo(certificateDays(), from) : null;
    if (objection == null) {
      objection = target.objectionTo(from, to, redirects);
    }
    if (objection != null) {
      failed(objection);
      return;
    }
    redirects++;
    times.again();
    closeHop();
    go(to);
  }

  /** The answer is complete. */
  void judge(Page page, HttpHead head, String body) {
    times.total = loop.now() - openedNanos;
    Search search = new Search();
    String objection = target.objectionTo(head, page, search);
    if (objection == null) {
      objection = target.objectionTo(body, page, search);
    }
    if (objection == null) {
      objection = target.objectionTo(certificateDays(), page);
    }
    if (objection == null) {
      end(new ProbeOutcome.Answered(readings(true)));
    } else {
      failed(objection);
    }
  }

  private double certificateDays() {
    HttpHop last = hop;
    return last == null ? Double.NaN : last.certificateDays();
  }

  private Readings readings(boolean passed) {
    Columns.Row row =
        columns
            .row(times.firstConnect)
            .seconds(0, times.total)
            .seconds(1, times.lookup)
            .seconds(2, times.connect)
            .seconds(3, times.tls)
            .seconds(4, times.firstByte)
            .flag(5, passed);
    if (status != 0) {
      row.set(6, status);
    }
    double days = certificateDays();
    if (!Double.isNaN(days)) {
      row.set(7, days);
    }
    return row.build();
  }

  @Override
  @Nullable Readings measured() {
    return times.connect == Columns.NOT_MEASURED ? null : readings(false);
  }

  /** What our own resolver holds up says nothing of the server. */
  @Override
  void unanswered() {
    HttpHop last = hop;
    if (lookingUp != null) {
      end(
          new ProbeOutcome.Broken(
              "the name '%s' was not looked up until the deadline; find out what holds the resolver"
                  .formatted(lookingUp),
              null));
    } else if (redirects > 0 || (last != null && last.heard())) {
      failed("not finished until the deadline while " + doing());
    } else {
      silent();
    }
  }

  @Override
  String explain(SSLException e) {
    HttpHop last = hop;
    String objection = last == null ? null : last.objection();
    return objection == null ? super.explain(e) : objection;
  }

  @Override
  String doing() {
    HttpHop last = hop;
    return last == null || lookingUp != null ? "looking up " + target : last.doing();
  }

  private void closeHop() {
    HttpHop last = hop;
    if (last != null) {
      last.close();
    }
  }

  @Override
  void release() {
    closeHop();
  }
}
