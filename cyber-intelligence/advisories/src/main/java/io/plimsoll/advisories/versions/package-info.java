/// The order of versions, one class per scheme. Pure functions over text; no scheme knows of advisories.
@NullMarked
package io.plimsoll.advisories.versions;

import org.jspecify.annotations.NullMarked;
