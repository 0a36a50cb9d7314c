/** Money that an application allows itself to spend: prices before, costs after. */
@NullMarked
package dev.laneway.core.budget;

import org.jspecify.annotations.NullMarked;
