/**
 * One adapter for the many vendors that speak the OpenAI protocol. What tells them apart is data: a
 * {@link dev.laneway.provider.openai.Dialect} each. Start at {@link
 * dev.laneway.provider.openai.OpenAiCompatFactory} to add a vendor.
 */
@NullMarked
package dev.laneway.provider.openai;

import org.jspecify.annotations.NullMarked;
