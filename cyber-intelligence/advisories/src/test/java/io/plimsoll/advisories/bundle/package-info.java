@NullMarked
package io.plimsoll.advisories.bundle;

import org.jspecify.annotations.NullMarked;
