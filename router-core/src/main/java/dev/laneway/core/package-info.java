/** The front door: start at {@code Router}. */
@NullMarked
package dev.laneway.core;

import org.jspecify.annotations.NullMarked;
