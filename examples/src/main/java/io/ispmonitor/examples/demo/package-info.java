/**
 * The demo: a simulated provider, or addresses of one's own, watched live in a terminal. Start at
 * {@link io.ispmonitor.examples.demo.Demo}; what touches the library is {@link
 * io.ispmonitor.examples.demo.Session}.
 */
@NullMarked
package io.ispmonitor.examples.demo;

import org.jspecify.annotations.NullMarked;
