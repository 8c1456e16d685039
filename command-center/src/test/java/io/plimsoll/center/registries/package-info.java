@NullMarked
package io.plimsoll.center.registries;

import org.jspecify.annotations.NullMarked;
