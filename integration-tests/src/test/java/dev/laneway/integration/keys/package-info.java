/** The hunt for keys in everything that the suite emits. */
@NullMarked
package dev.laneway.integration.keys;

import org.jspecify.annotations.NullMarked;
