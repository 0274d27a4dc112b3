/** What alerting costs. */
@NullMarked
package io.ispmonitor.benchmarks.alerts;

import org.jspecify.annotations.NullMarked;
