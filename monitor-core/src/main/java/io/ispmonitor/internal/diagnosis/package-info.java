/**
 * The examining of single devices when somebody asks what is wrong with them. A loop of its own,
 * started with the first diagnosis, calls the tracer and the probes; every step has a time of its
 * own and all of them together a bound.
 */
@NullMarked
package io.ispmonitor.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
