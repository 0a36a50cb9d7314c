/** The demo: a mixed load over simulated vendors, watched live. Starts at {@link Demo}. */
@NullMarked
package dev.laneway.cli.demo;

import org.jspecify.annotations.NullMarked;
