/// The map of the modules as a test.
@NullMarked
package io.plimsoll.architecture;

import org.jspecify.annotations.NullMarked;
