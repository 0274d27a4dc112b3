package io.ispmonitor.power;

import io.ispmonitor.device.Device;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a host set; see the builder of {@link PowerWatch} for what each means. */
record PowerSettings(
    Function<Device, @Nullable PowerLimits> limits,
    String voltage,
    Predicate<String> supplies,
    @Nullable String status,
    DoublePredicate onBattery,
    int confirm,
    Duration gap,
    Duration ahead,
    ZoneId zone) {}
