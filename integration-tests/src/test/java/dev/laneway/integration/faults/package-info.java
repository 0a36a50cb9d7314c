/** Vendors that misbehave, over real sockets and in real time, in front of real adapters. */
@NullMarked
package dev.laneway.integration.faults;

import org.jspecify.annotations.NullMarked;
