/// Filters of the console's lists that people give a name, for themselves or for everybody. Uses `audit`.
@NullMarked
package io.plimsoll.center.views;

import org.jspecify.annotations.NullMarked;
