@NullMarked
package io.plimsoll.advisories.versions;

import org.jspecify.annotations.NullMarked;
