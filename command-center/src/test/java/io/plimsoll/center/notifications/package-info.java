@NullMarked
package io.plimsoll.center.notifications;

import org.jspecify.annotations.NullMarked;
