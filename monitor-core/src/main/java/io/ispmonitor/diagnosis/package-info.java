/**
 * What is wrong with a device right now: its name, its echoes, the way to it hop by hop, the ports
 * its probes need, and one {@link io.ispmonitor.diagnosis.Cause} in words. Ask by {@code
 * Monitor.diagnose}; the {@link io.ispmonitor.diagnosis.Diagnosis} that comes keeps all that was
 * found. Echoes that live for a few hops are sent by a {@link io.ispmonitor.diagnosis.PathTracer},
 * which the host hands in.
 */
@NullMarked
package io.ispmonitor.diagnosis;

import org.jspecify.annotations.NullMarked;
