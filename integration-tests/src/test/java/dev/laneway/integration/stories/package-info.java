/** Whole stories: the router and the real adapters against loopback vendors, over real HTTP. */
@NullMarked
package dev.laneway.integration.stories;

import org.jspecify.annotations.NullMarked;
