/** What the parts of the router cost, by JMH. */
@NullMarked
package dev.laneway.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
