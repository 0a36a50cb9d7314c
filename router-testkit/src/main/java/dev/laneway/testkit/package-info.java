/**
 * For tests of applications and of providers. Applications start at {@link
 * dev.laneway.testkit.ScriptedProvider} and {@link dev.laneway.testkit.ManualTime}, authors of
 * providers at {@link dev.laneway.testkit.ProviderContract}; {@link
 * dev.laneway.testkit.RecordedVendor} and {@link dev.laneway.testkit.FaultyVendor} are vendors on
 * loopback for both.
 */
@NullMarked
package dev.laneway.testkit;

import org.jspecify.annotations.NullMarked;
