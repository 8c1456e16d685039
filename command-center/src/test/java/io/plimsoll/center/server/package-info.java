@NullMarked
package io.plimsoll.center.server;

import org.jspecify.annotations.NullMarked;
