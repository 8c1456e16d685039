@NullMarked
package io.plimsoll.center.network;

import org.jspecify.annotations.NullMarked;
