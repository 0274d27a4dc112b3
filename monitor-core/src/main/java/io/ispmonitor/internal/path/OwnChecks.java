package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The checks of the host's own. */
final class OwnChecks {
  private final List<HealthInquiry> inquiries = new ArrayList<>();

  OwnChecks(List<HealthSettings.OwnCheck> wanted, HostHealth host) {
    for (HealthSettings.OwnCheck own : wanted) {
      List<HealthCheck> unheard = List.of(HealthCheck.healthy(own.name(), "not asked yet"));
      inquiries.add(
          host.add(
              "check " + own.name(),
              own.every(),
              unheard,
              () -> List.of(look(own.look()).named(own.name()))));
    }
  }

  List<HealthCheck> checks() {
    return inquiries.stream().flatMap(inquiry -> inquiry.said().stream()).toList();
  }

  /** An exception is an answer too, so it is no failure of the one who was asked. */
  private static HealthCheck look(Callable<HealthCheck> own) {
    try {
      HealthCheck said = own.call();
      return said == null ? HealthCheck.failing("", "it returned null") : said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return HealthCheck.failing("", "it was interrupted");
    } catch (Exception | Error e) {
      return HealthCheck.failing("", e.toString());
    }
  }
}
