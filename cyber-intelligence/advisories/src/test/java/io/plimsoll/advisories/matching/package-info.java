@NullMarked
package io.plimsoll.advisories.matching;

import org.jspecify.annotations.NullMarked;
