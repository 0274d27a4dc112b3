package io.ispmonitor.power;

import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Readings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of the voltage of all devices. Any thread; each supply is its own lock. */
final class Supplies {
  private final PowerSettings settings;
  private final MonitorContext monitor;
  private final Moments moments;
  private final PowerBulletin bulletin;
  private final Map<String, Supply> known = new ConcurrentHashMap<>();
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  Supplies(PowerSettings settings, MonitorContext monitor) {
    this.settings = settings;
    this.monitor = monitor;
    this.moments = new Moments(monitor.time());
    this.bulletin = new PowerBulletin(monitor, settings.zone());
  }

  Moments moments() {
    return moments;
  }

  PowerBulletin bulletin() {
    return bulletin;
  }

  /** Takes what a device said at a time, where that holds a voltage. */
  void take(Device device, Instant said, Readings readings, List<Readings> more) {
    PowerReading reading = new PowerReading(readings, more, settings);
    if (reading.isNothing() || moments.isTooLate(said)) {
      return;
    }
    PowerLimits limits = settings.limits().apply(device);
    if (limits == null) {
      forget(device.id());
      return;
    }
    take(device.id(), moments.of(said), reading, limits);
    if (monitor.inventory().find(device.id()).isEmpty()) {
      forget(device.id()); // removed while its last answer was on the way
    }
  }

  private void take(String device, long at, PowerReading reading, PowerLimits limits) {
    double volts = reading.feeding(limits);
    boolean isTrue = !Double.isNaN(volts);
    if (isTrue) {
      doubtful.remove(device);
    } else if (reading.hasVolts()) {
      doubtful.add(device);
    }
    Supply supply =
        isTrue
            ? known.computeIfAbsent(device, id -> new Supply(settings, limits))
            : known.get(device);
    if (supply == null) {
      return;
    }
    synchronized (supply) {
      if (!Double.isNaN(reading.status())) {
        supply.status(at, reading.status());
      }
      if (isTrue && supply.take(at, volts, settings, limits)) {
        bulletin.tell(supply, status(device, supply));
      }
    }
  }

  void forget(String device) {
    known.remove(device);
    doubtful.remove(device);
  }

  Optional<PowerStatus> status(String device) {
    return with(device, supply -> status(device, supply));
  }

  /** What a look at a device's supply gives; empty when no voltage of it was heard. */
  <T> Optional<T> with(String device, Function<Supply, T> look) {
    Supply supply = known.get(device);
    if (supply == null) {
      return Optional.empty();
    }
    synchronized (supply) {
      return supply.isHeard() ? Optional.of(look.apply(supply)) : Optional.empty();
    }
  }

  HealthCheck health(String name) {
    int heard = 0;
    int onBattery = 0;
    int low = 0;
    for (Supply supply : known.values()) {
      synchronized (supply) {
        boolean fresh = supply.isFresh(moments.now());
        heard += fresh ? 1 : 0;
        onBattery += fresh && supply.source() == PowerSource.BATTERY ? 1 : 0;
        low += fresh && supply.isLow() ? 1 : 0;
      }
    }
    String counts =
        "%d devices have a voltage, %d are on battery, %d are low".formatted(heard, onBattery, low);
    return doubtful.stream()
        .findFirst()
        .map(device -> HealthCheck.degraded(name, doubts(device) + counts))
        .orElseGet(() -> HealthCheck.healthy(name, counts));
  }

  private String doubts(String device) {
    return "%d devices such as '%s' tell a voltage that cannot be true; look at sensor and limits; "
        .formatted(doubtful.size(), device);
  }

  private PowerStatus status(String device, Supply supply) {
    boolean fresh = supply.isFresh(moments.now());
    PowerSource source = fresh ? supply.source() : PowerSource.UNKNOWN;
    boolean isKnown = source != PowerSource.UNKNOWN;
    Estimate estimate = source == PowerSource.BATTERY ? supply.estimate() : null;
    return new PowerStatus(
        device,
        supply.volts(),
        moments.onTheWall(supply.at()),
        source,
        isKnown ? moments.onTheWall(supply.since()) : null,
        supply.isLow(),
        estimate == null ? Double.NaN : estimate.voltsPerHour(),
        forecast(estimate));
  }

  private @Nullable EmptyForecast forecast(@Nullable Estimate estimate) {
    return estimate == null ? null : moments.forecast(estimate);
  }
}
