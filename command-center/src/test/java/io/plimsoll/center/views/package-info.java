@NullMarked
package io.plimsoll.center.views;

import org.jspecify.annotations.NullMarked;
