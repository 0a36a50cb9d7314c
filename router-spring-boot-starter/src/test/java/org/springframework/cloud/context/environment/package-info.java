/** Spring Cloud as far as the starter knows it, which is by one name. */
@NullMarked
package org.springframework.cloud.context.environment;

import org.jspecify.annotations.NullMarked;
