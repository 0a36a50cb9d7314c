/**
 * What the author of an HTTP provider needs, and nothing more. Start at {@link
 * dev.laneway.provider.http.VendorHttp}: an adapter writes a body with {@code JsonWriter}, hands an
 * {@link dev.laneway.provider.http.HttpCall} over, and reads the answer, whole by a function or in
 * pieces by a {@link dev.laneway.provider.http.StreamReader}. {@link
 * dev.laneway.provider.http.StandardFailures} tells failures apart for vendors without surprises.
 */
@NullMarked
package dev.laneway.provider.http;

import org.jspecify.annotations.NullMarked;
