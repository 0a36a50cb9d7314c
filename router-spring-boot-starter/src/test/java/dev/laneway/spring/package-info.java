/** The starter, on whichever line of Spring Boot is on the class path. */
@NullMarked
package dev.laneway.spring;

import org.jspecify.annotations.NullMarked;
