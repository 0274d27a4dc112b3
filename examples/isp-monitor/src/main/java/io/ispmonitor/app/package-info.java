/**
 * isp-monitor: the whole system, ready to run, as a host application of the library. It reads a
 * configuration, watches a network or a simulated one, tells people, keeps the history and shows
 * all of it in a browser.
 */
@NullMarked
package io.ispmonitor.app;

import org.jspecify.annotations.NullMarked;
