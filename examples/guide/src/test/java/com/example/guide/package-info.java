/** The pages' code, run. */
@NullMarked
package com.example.guide;

import org.jspecify.annotations.NullMarked;
