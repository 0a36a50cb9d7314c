/** The pages of the documentation, held to the code that they talk about. */
@NullMarked
package dev.laneway.integration.docs;

import org.jspecify.annotations.NullMarked;
