/**
 * The streams of events that consoles subscribe to: each subscriber has a buffer of its own, from
 * which it fetches at its own pace on the executor that it brought.
 */
@NullMarked
package io.ispmonitor.internal.stream;

import org.jspecify.annotations.NullMarked;
