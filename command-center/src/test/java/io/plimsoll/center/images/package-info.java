@NullMarked
package io.plimsoll.center.images;

import org.jspecify.annotations.NullMarked;
