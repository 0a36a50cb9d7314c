/** LangChain4j over the router, against vendors on loopback. */
@NullMarked
package dev.laneway.langchain4j;

import org.jspecify.annotations.NullMarked;
