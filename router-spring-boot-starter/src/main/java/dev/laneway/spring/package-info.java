/**
 * The router in a Spring Boot application: start at {@link
 * dev.laneway.spring.RouterBuilderCustomizer}, which reaches whatever {@code laneway.*} properties
 * cannot say.
 */
@NullMarked
package dev.laneway.spring;

import org.jspecify.annotations.NullMarked;
