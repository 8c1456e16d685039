@NullMarked
package io.plimsoll.engine;

import org.jspecify.annotations.NullMarked;
