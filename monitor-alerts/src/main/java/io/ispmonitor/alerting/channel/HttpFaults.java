package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * What to say when there is no answer. The words are ours: those of an exception may quote the
 * address, and the token in it.
 */
final class HttpFaults {
  private static final int DEEPEST = 10;

  private HttpFaults() {}

  /** What became of a request that failed with an exception. */
  static DeliveryResult result(String host, Throwable failure) {
    if (find(failure, EgressGuard.Denied.class)) {
      return DeliveryResult.broken(
          ("nothing may be sent to %s: its address is private, of this machine or of its network;"
                  + " allow private addresses for this channel if that is meant")
              .formatted(host));
    }
    return DeliveryResult.tryLater(reason(host, failure));
  }

  /** What became of a request that took too long. */
  static DeliveryResult timeout(String host, Duration after) {
    return DeliveryResult.tryLater(
        "%s has not answered within %d ms".formatted(host, after.toMillis()));
  }

  /** What became of a request whose host's name took too long. */
  static DeliveryResult unresolved(String host, Duration after) {
    return DeliveryResult.tryLater(
        "the name %s was not resolved within %d ms".formatted(host, after.toMillis()));
  }

  private static String reason(String host, Throwable failure) {
    if (find(failure, CertificateException.class)) {
      return ("the certificate of %s is not trusted, has expired or is for another name;"
              + " have it renewed, or trust who signed it")
          .formatted(host);
    }
    if (find(failure, SSLException.class)) {
      return "no TLS connection to %s comes about; is it a TLS port?".formatted(host);
    }
    if (find(failure, UnknownHostException.class)
        || find(failure, UnresolvedAddressException.class)) {
      return "the name %s cannot be resolved".formatted(host);
    }
    if (find(failure, HttpConnectTimeoutException.class)) {
      return "%s takes no connection in time".formatted(host);
    }
    if (find(failure, HttpTimeoutException.class)) {
      return "%s has not answered in time".formatted(host);
    }
    if (find(failure, ConnectException.class)) {
      return "%s refuses connections or cannot be reached".formatted(host);
    }
    return "the connection to %s broke before the end of the answer".formatted(host);
  }

  private static boolean find(Throwable failure, Class<? extends Throwable> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
