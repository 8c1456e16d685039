/// The numbers of the first page. Uses `audit`, `compliance`, `containers`, `hosts` and `intelligence`.
@NullMarked
package io.plimsoll.center.dashboard;

import org.jspecify.annotations.NullMarked;
