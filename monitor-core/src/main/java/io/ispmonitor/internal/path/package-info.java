/**
 * The path of every question: the {@link io.ispmonitor.internal.path.Scheduler} asks, the {@link
 * io.ispmonitor.internal.path.Judge} judges, the {@link io.ispmonitor.internal.path.StoreWriter}
 * stores and the {@link io.ispmonitor.internal.path.Announcer} tells, each a loop of its own with a
 * bounded queue before it. {@link io.ispmonitor.internal.path.Path} puts them together.
 */
@NullMarked
package io.ispmonitor.internal.path;

import org.jspecify.annotations.NullMarked;
