/** What the parts of the core cost, measured with JMH; {@code jmh.sh} runs them. */
@NullMarked
package io.ispmonitor.benchmarks.core;

import org.jspecify.annotations.NullMarked;
