/**
 * What is asked, by whom, when and how urgently: scenario files, traces, and a generator of our own
 * traffic. Start at {@link dev.laneway.benchmarks.scenario.Scenario}.
 */
@NullMarked
package dev.laneway.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
