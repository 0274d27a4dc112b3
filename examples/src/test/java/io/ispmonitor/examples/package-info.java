/** Tests. */
@NullMarked
package io.ispmonitor.examples;

import org.jspecify.annotations.NullMarked;
