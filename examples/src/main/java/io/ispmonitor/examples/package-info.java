/** Small programs that show one idea of the library each. Every one ends by itself. */
@NullMarked
package io.ispmonitor.examples;

import org.jspecify.annotations.NullMarked;
