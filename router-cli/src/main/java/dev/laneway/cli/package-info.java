/** Laneway from a shell: the demo, the doctor and a question. Starts at {@link Laneway}. */
@NullMarked
package dev.laneway.cli;

import org.jspecify.annotations.NullMarked;
