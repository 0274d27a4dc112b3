package io.ispmonitor.snmp.collector;

import io.ispmonitor.probe.Observation;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.profile.Profile;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all turns of a collector stand on.
 *
 * @param client asks the agents; its replies come on its own thread
 * @param time the time it lives by
 * @param profiles which profile a device has, by {@code sysObjectID} and {@code sysDescr}
 * @param plans makes what is asked of devices
 * @param learnAgain after how long a device is learnt anew
 * @param observations takes what changed
 */
record Ground(
    SnmpClient client,
    TimeSource time,
    BiFunction<@Nullable Oid, String, Profile> profiles,
    PlanBook plans,
    Duration learnAgain,
    Consumer<Observation> observations) {}
