/**
 * A store in a database: a file of one machine, or the PostgreSQL of a fleet. Start at {@link
 * dev.laneway.store.jdbc.JdbcStore}.
 */
@NullMarked
package dev.laneway.store.jdbc;

import org.jspecify.annotations.NullMarked;
