/** A door into the parser's package for the benchmarks. */
@NullMarked
package dev.laneway.provider.http;

import org.jspecify.annotations.NullMarked;
