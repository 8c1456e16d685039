/// The numbers of the first page. Uses `audit`, `compliance` and `intelligence`.
@NullMarked
package io.plimsoll.center.dashboard;

import org.jspecify.annotations.NullMarked;
