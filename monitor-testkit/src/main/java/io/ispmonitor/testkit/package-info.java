/**
 * Test equipment. {@link io.ispmonitor.testkit.ManualTime} lets hours pass in a call and drives
 * every loop of a monitor on the caller's thread, so that the same test always takes the same
 * course.
 */
@NullMarked
package io.ispmonitor.testkit;

import org.jspecify.annotations.NullMarked;
