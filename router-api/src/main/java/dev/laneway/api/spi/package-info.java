/**
 * What the author of a provider implements. Start at {@link dev.laneway.api.spi.ProviderFactory};
 * an HTTP provider has most of its work done by {@code provider-http}.
 */
@NullMarked
package dev.laneway.api.spi;

import org.jspecify.annotations.NullMarked;
