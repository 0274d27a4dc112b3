/** Tests. */
@NullMarked
package io.ispmonitor.examples.demo;

import org.jspecify.annotations.NullMarked;
