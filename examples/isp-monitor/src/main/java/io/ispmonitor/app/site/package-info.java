/**
 * What is watched, and all that watches it: a monitor with its alerting, its watches of power and
 * of anomalies, its history. A {@link io.ispmonitor.app.site.Site} is what consoles and interfaces
 * show and steer; {@link io.ispmonitor.app.site.LiveSite} is one that runs.
 */
@NullMarked
package io.ispmonitor.app.site;

import org.jspecify.annotations.NullMarked;
