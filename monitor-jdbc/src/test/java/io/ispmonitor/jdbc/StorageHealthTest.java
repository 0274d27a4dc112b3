package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.jdbc.StorageStatus.SpoolStatus;
import io.ispmonitor.jdbc.database.DatabaseOutage;
import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StorageHealthTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualTime time = ManualTime.startingAt(NOON);
  private StorageStatus status = status(null, 0, 0, null);
  private final StorageHealth health = new StorageHealth(() -> status, Optional::empty, time);

  private static StorageStatus status(
      @Nullable DatabaseOutage outage, long diskMb, long refused, @Nullable String trouble) {
    SpoolStatus spool =
        new SpoolStatus(
            "polls",
            7,
            700,
            Duration.ofSeconds(3),
            diskMb << 20,
            1_000L << 20,
            refused,
            0,
            0,
            0,
            2,
            Duration.ZERO,
            trouble);
    return new StorageStatus(
        outage,
        List.of(spool),
        List.of(),
        null,
        new StorageStatus.UpkeepStatus(NOON, "no rights on monitor_chunk"));
  }

  private HealthCheck check(String name) {
    return health.health().stream().filter(is -> is.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("a database that is away is told with its cause, its advice and how long it is away")
  void away() {
    assertEquals(HealthStatus.HEALTHY, check("database").status());
    status =
        status(
            new DatabaseOutage(NOON, null, OutageCause.PORT_CLOSED, "connection refused"),
            0,
            0,
            null);
    time.advance(Duration.ofSeconds(90));
    HealthCheck away = check("database");
    assertEquals(HealthStatus.FAILING, away.status());
    assertTrue(
        away.detail().startsWith("PORT_CLOSED for 90 s: nobody listens at its address"),
        away.detail());
    assertTrue(away.detail().endsWith("connection refused; 7 records wait for it"), away.detail());
  }

  @Test
  @DisplayName("tables that are not kept in order are told after hours, and louder after a day")
  void upkeep() {
    time.advance(Duration.ofMinutes(119));
    assertEquals(HealthStatus.HEALTHY, check("storage upkeep").status());
    time.advance(Duration.ofMinutes(1));
    HealthCheck late = check("storage upkeep");
    assertEquals(HealthStatus.DEGRADED, late.status());
    assertTrue(late.detail().contains("no rights on monitor_chunk"), late.detail());
    time.advance(Duration.ofHours(22));
    assertEquals(HealthStatus.FAILING, check("storage upkeep").status());
    status = status(new DatabaseOutage(NOON, null, OutageCause.FULL, "no space left"), 0, 0, null);
    assertEquals(HealthStatus.HEALTHY, check("storage upkeep").status(), "one trouble, told once");
  }

  @Test
  @DisplayName("a spool that fills is told before it is full")
  void filling() {
    assertEquals(HealthStatus.HEALTHY, check("spool polls").status());
    status = status(null, 500, 0, null);
    assertEquals(HealthStatus.DEGRADED, check("spool polls").status());
    status = status(null, 900, 0, null);
    assertEquals(HealthStatus.FAILING, check("spool polls").status());
    assertEquals(
        "7 records wait, the oldest for 3 s; 900 MB of 1000 MB on disk;"
            + " 2 left out, since another instance had been in charge",
        check("spool polls").detail());
  }

  @Test
  @DisplayName("a loss is worth a look for ten minutes, and another one for ten more")
  void losses() {
    status = status(null, 0, 5, null);
    assertEquals(HealthStatus.DEGRADED, check("spool polls").status());
    assertTrue(check("spool polls").detail().contains("lost: 5 found no room"));
    time.advance(Duration.ofMinutes(9));
    assertEquals(HealthStatus.DEGRADED, check("spool polls").status());
    time.advance(Duration.ofMinutes(2));
    assertEquals(HealthStatus.HEALTHY, check("spool polls").status());
    status = status(null, 0, 6, null);
    assertEquals(HealthStatus.DEGRADED, check("spool polls").status());
  }

  @Test
  @DisplayName("what keeps a spool from writing is told")
  void trouble() {
    status = status(null, 0, 0, "no space left on device");
    assertEquals(HealthStatus.DEGRADED, check("spool polls").status());
    assertTrue(check("spool polls").detail().endsWith("; no space left on device"));
  }
}
