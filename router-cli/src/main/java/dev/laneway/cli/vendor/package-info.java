/**
 * Vendors that only pretend: HTTP servers on loopback that speak real protocols, enforce real
 * free-tier limits and have bad moments. Nothing here knows the router.
 */
@NullMarked
package dev.laneway.cli.vendor;

import org.jspecify.annotations.NullMarked;
