@NullMarked
package io.plimsoll.scanner.analysis.java;

import org.jspecify.annotations.NullMarked;
