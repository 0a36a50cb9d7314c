/** Tests that look at several modules at once. Start at {@link dev.laneway.integration.Project}. */
@NullMarked
package dev.laneway.integration;

import org.jspecify.annotations.NullMarked;
