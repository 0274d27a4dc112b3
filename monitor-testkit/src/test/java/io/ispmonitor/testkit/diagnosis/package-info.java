/** What is wrong with a device, in manual time. */
@NullMarked
package io.ispmonitor.testkit.diagnosis;

import org.jspecify.annotations.NullMarked;
