/**
 * Anomalies of a running network: which series are judged, which of their anomalies a person should
 * hear of, and which of them have one cause. Start at {@link
 * io.ispmonitor.anomaly.watch.AnomalyWatch}; what a sensitivity would have told of stored values is
 * asked of {@link io.ispmonitor.anomaly.watch.AnomalyBackTest}. The detectors themselves are in
 * {@link io.ispmonitor.anomaly}.
 */
@NullMarked
package io.ispmonitor.anomaly.watch;

import org.jspecify.annotations.NullMarked;
