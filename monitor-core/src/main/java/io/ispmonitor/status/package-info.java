/**
 * How the network stands and stood, for consoles and reports: the {@link
 * io.ispmonitor.status.StatusBoard} with the tree of devices, smoke, traffic, availability and a
 * stream of events. Everything is worked out when it is read, on the reader's thread; what is
 * handed out is immutable, and no reader keeps the judge waiting.
 */
@NullMarked
package io.ispmonitor.status;

import org.jspecify.annotations.NullMarked;
