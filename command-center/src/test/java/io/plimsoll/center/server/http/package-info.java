@NullMarked
package io.plimsoll.center.server.http;

import org.jspecify.annotations.NullMarked;
