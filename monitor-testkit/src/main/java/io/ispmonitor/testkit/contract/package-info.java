/**
 * What every implementation of a seam must keep, as tests to extend: a class of your own that says
 * how to make one inherits them all. Start at {@link
 * io.ispmonitor.testkit.contract.MetricStoreContract}.
 */
@NullMarked
package io.ispmonitor.testkit.contract;

import org.jspecify.annotations.NullMarked;
