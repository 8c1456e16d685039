@NullMarked
package io.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
