/** Spring AI over the router, against vendors on loopback. */
@NullMarked
package dev.laneway.spring.ai;

import org.jspecify.annotations.NullMarked;
