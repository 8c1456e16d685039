@NullMarked
package io.plimsoll.center.server.keys;

import org.jspecify.annotations.NullMarked;
