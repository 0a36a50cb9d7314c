/** The command line, run as a shell would run it. */
@NullMarked
package dev.laneway.cli;

import org.jspecify.annotations.NullMarked;
