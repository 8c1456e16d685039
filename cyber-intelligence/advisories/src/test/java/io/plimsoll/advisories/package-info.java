@NullMarked
package io.plimsoll.advisories;

import org.jspecify.annotations.NullMarked;
