/**
 * A notification channel as an integrator writes one: it needs the core and nothing else, is found
 * by its factory, and passes the contract that the test kit has for channels.
 */
@NullMarked
package io.ispmonitor.examples.ntfy;

import org.jspecify.annotations.NullMarked;
