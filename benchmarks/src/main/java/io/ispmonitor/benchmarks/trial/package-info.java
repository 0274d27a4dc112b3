/** Virtual months of made-up providers: does the monitor keep its rules? */
@NullMarked
package io.ispmonitor.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
