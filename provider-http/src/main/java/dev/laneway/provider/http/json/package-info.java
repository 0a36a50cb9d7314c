/**
 * JSON as adapters need it: {@link dev.laneway.provider.http.json.Json} looks into the bytes of an
 * answer without making a tree of objects, {@link dev.laneway.provider.http.json.JsonWriter} writes
 * the bytes of a request once.
 */
@NullMarked
package dev.laneway.provider.http.json;

import org.jspecify.annotations.NullMarked;
