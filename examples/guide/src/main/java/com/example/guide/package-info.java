/** The code on the pages in {@code docs}. */
@NullMarked
package com.example.guide;

import org.jspecify.annotations.NullMarked;
