package io.ispmonitor.leadership.lease;

import io.ispmonitor.time.TimeSource;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What a leadership by lease is made of. */
record LeaseSettings(
    LeaseStore store,
    String scope,
    InstanceStatus me,
    LeaseTimes times,
    WhenAway whenAway,
    TimeSource time,
    ThreadFactory threads,
    @Nullable Place place) {}
