/** The rules of the house, read from the compiled classes. */
@NullMarked
package dev.laneway.integration.architecture;

import org.jspecify.annotations.NullMarked;
