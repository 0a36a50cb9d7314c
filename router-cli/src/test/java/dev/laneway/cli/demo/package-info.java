/** The demo, in a hurry. */
@NullMarked
package dev.laneway.cli.demo;

import org.jspecify.annotations.NullMarked;
